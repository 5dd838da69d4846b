import { converse, inSample, topic, withSetup } from './support/conversation.ts';

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

  it('a language asked for during a pause is spoken from then on, and the next question is a question', async () => {
    const { requester, va } = await inSample(
      flow,
      {},
      { translations: { de: { 'name.prompt': 'Für wen?' } } },
    );
    await requester.says('auf Deutsch bitte');
    va.replies('Gern, weiter auf Deutsch.', 'Found it.', 'Für wen?');
    await requester.says('Grete');
    va.replies('For Grete.');
  });

  it('another wish during a pause is asked about; “no” goes on', async () => {
    const other = topic([{ id: 'told', kind: 'text', text: 'At noon.' }], {
      name: 'canteen',
      title: 'Canteen',
      utterances: { en: ['when does the canteen open'] },
    });
    const talk = converse({ catalog: await withSetup(topic(flow), other) });
    await talk.requester.says('run the sample');
    await talk.requester.says('when does the canteen open');
    talk.va.replies('You want “Canteen” instead of “Sample”?');
    await talk.requester.says('no');
    talk.va.replies('Found it.', 'For whom?');
  });

  it('a correction does not wait again', async () => {
    const color = {
      id: 'color',
      kind: 'choice_input',
      prompt: 'Which?',
      choices: [{ value: 'red' }, { value: 'blue' }],
    };
    const { requester, va, outcome, pauseEnds } = await inSample([color, ...flow]);
    await requester.says('red');
    await pauseEnds();
    await requester.says('actually blue');
    va.replies(/“blue”/, 'For whom?');
    expect(outcome()).toEqual({ kind: 'waiting' });
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
