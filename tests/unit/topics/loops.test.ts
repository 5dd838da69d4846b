import { inSample } from './support/conversation.ts';

const say = { id: 'say', kind: 'text', text: '{{ vaVars.n }}. {{ vaVars.one }}', next: 'each' };
const after = { id: 'after', kind: 'text', text: 'That was all.', next: 'end' };
const loopOver = (more: Record<string, unknown> = {}) => ({
  id: 'each',
  kind: 'loop',
  over: 'vaVars.list',
  as: 'one',
  index: 'n',
  do: 'say',
  ...more,
});
const said = (talk: Awaited<ReturnType<typeof inSample>>) => talk.result().messages.map(({ text }) => text);

describe('loop (B4)', () => {
  it('runs its body for every item, then goes on', async () => {
    const talk = await inSample([loopOver(), after, say], {}, { variables: { list: ['tea', 'cake'] } });
    expect(said(talk).slice(0, 3)).toEqual(['1. tea', '2. cake', 'That was all.']);
    expect(talk.state().stack.some(({ topic }) => topic === 'sample')).toBe(false);
  });

  it('an empty list is passed over', async () => {
    const talk = await inSample([loopOver(), after, say], {}, { variables: { list: [] } });
    expect(said(talk)[0]).toBe('That was all.');
  });

  it('leaves out what is more than max_rounds', async () => {
    const list = Array.from({ length: 9 }, (_, i) => `item ${i}`);
    const talk = await inSample([loopOver({ max_rounds: 2 }), after, say], {}, { variables: { list } });
    expect(said(talk).slice(0, 3)).toEqual(['1. item 0', '2. item 1', 'That was all.']);
  });

  it('the list is taken when the loop is first reached', async () => {
    const more = {
      id: 'more',
      kind: 'set',
      values: { list: { expr: "['other', 'things', 'now']" } },
      next: 'each',
    };
    const talk = await inSample(
      [loopOver(), after, { ...say, next: 'more' }, more],
      {},
      { variables: { list: ['tea', 'cake'] } },
    );
    expect(said(talk).slice(0, 3)).toEqual(['1. tea', '2. cake', 'That was all.']);
  });

  it('asks in every round, over turns', async () => {
    const ask = { id: 'say', kind: 'text_input', prompt: 'How is {{ vaVars.one }}?', next: 'each' };
    const { requester, va } = await inSample(
      [loopOver(), after, ask],
      {},
      { variables: { list: ['tea', 'cake'] } },
    );
    va.replies('How is tea?');
    await requester.says('hot');
    va.replies('How is cake?');
    await requester.says('sweet');
    va.replies('That was all.');
  });

  it('loops inside loops begin anew in each round', async () => {
    const inner = { id: 'say', kind: 'loop', over: "['a', 'b']", as: 'letter', do: 'tell', next: 'each' };
    const tell = { id: 'tell', kind: 'text', text: '{{ vaVars.one }}{{ vaVars.letter }}', next: 'say' };
    const talk = await inSample([loopOver(), after, inner, tell], {}, { variables: { list: ['1', '2'] } });
    expect(said(talk).slice(0, 5)).toEqual(['1a', '1b', '2a', '2b', 'That was all.']);
  });

  it('an inner loop that was left early begins anew in the next round', async () => {
    const inner = {
      id: 'say',
      kind: 'loop',
      over: "['a', 'b', 'c']",
      as: 'letter',
      do: 'tell',
      next: 'each',
    };
    const tell = { id: 'tell', kind: 'text', text: '{{ vaVars.one }}{{ vaVars.letter }}' };
    const leave = {
      id: 'leave',
      kind: 'decision',
      branches: [{ when: "vaVars.letter == 'b'", next: 'each' }],
      otherwise: 'say',
    };
    const talk = await inSample(
      [loopOver(), after, inner, tell, leave],
      {},
      { variables: { list: ['1', '2'] } },
    );
    expect(said(talk).slice(0, 5)).toEqual(['1a', '1b', '2a', '2b', 'That was all.']);
  });

  it('what is no list is the author’s error', async () => {
    const { eventsOf } = await inSample([loopOver(), after, say], {}, { variables: { list: 'tea' } });
    expect(eventsOf('faulted')).toMatchObject([
      { where: 'sample/each', message: expect.stringContaining('is not a list') },
    ]);
  });

  it('a round that is interrupted goes on where it was', async () => {
    const ask = { id: 'say', kind: 'text_input', prompt: 'How is {{ vaVars.one }}?', next: 'each' };
    const { requester, va } = await inSample(
      [loopOver(), after, ask],
      {},
      { variables: { list: ['tea', 'cake'] } },
    );
    await requester.says('hot');
    await requester.says('help');
    va.replies(/Back to/, 'How is cake?');
    await requester.says('sweet');
    va.replies('That was all.');
  });
});
