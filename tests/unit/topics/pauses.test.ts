import { inSample } from './support/conversation.ts';

const flow = [
  { id: 'first', kind: 'text', text: 'Looking it up …' },
  { id: 'wait', kind: 'pause', seconds: 5 },
  { id: 'second', kind: 'text', text: 'Found it.' },
  { id: 'name', kind: 'text_input', prompt: 'For whom?' },
  { id: 'done', kind: 'text', text: 'For {{ vaInputs.name }}.' },
];

describe('pause (B4)', () => {
  it('says so, and goes on when its time has come', async () => {
    const { va, pauseEnds, outcome, eventsOf } = await inSample(flow);
    va.replies('Looking it up …');
    expect(outcome()).toEqual({ kind: 'paused', seconds: 5 });
    expect(eventsOf('paused')).toEqual([{ type: 'paused', until: '2026-03-18T10:00:05.000Z' }]);
    await pauseEnds();
    va.replies('Found it.', 'For whom?');
    expect(outcome()).toEqual({ kind: 'waiting' });
  });

  it('whoever speaks first ends it; their words are not taken for an answer they were not asked for', async () => {
    const { requester, va, state } = await inSample(flow);
    await requester.says('hurry up');
    va.replies('Found it.', 'For whom?');
    expect(state().stack[0]?.inputs).toEqual({});
    await requester.says('Grace');
    va.replies('For Grace.');
  });

  it('its time comes once: what was resumed already stays as it is', async () => {
    const { requester, pauseEnds, va, running } = await inSample(flow);
    await requester.says('hurry up');
    await pauseEnds();
    va.saysNothing();
    expect(running()).toEqual(['sample/name']);
  });

  it('commands count during a pause', async () => {
    const { requester, outcome } = await inSample(flow);
    await requester.says('talk to a person');
    expect(outcome().kind).toBe('handoff_requested');
  });

  it('an interrupted pause is over when the topic goes on', async () => {
    const { requester, va } = await inSample(flow);
    await requester.says('help');
    va.replies(/everything/, /Back to/, 'Found it.', 'For whom?');
  });

  it('the last pause of a topic leads to its end', async () => {
    const { pauseEnds, va } = await inSample(flow.slice(0, 2));
    await pauseEnds();
    va.replies(/anything else/);
  });

  it('a file that comes during a pause is kept', async () => {
    const { requester, va } = await inSample(flow);
    await requester.sends('screen.png');
    va.replies(/kept that file/, 'Found it.', 'For whom?');
  });
});
