import { randomUUID } from 'node:crypto';
import { AppError } from '../../../contracts/errors.ts';
import type { TurnDraft } from '../../../interactions/turn.ts';
import { openLog, says } from './logScene.ts';

/** What the Virtual Agent answers takes its time (docs/adr/0007): made beside the order of its conversation. */
const { store, node, conversation, log } = await openLog();
afterAll(() => store.close());

const happens: TurnDraft = {
  cause: { kind: 'system', action: 'test' },
  events: [{ type: 'fields_changed', changes: { shortDescription: 'new' }, by: null }],
  messages: [],
};
const note: TurnDraft = {
  cause: { kind: 'agent', action: 'message', agent: { id: 'ada', name: 'Ada' } },
  events: [],
  messages: [{ type: 'text', text: 'hm', from: { kind: 'agent', name: 'Ada' }, private: true }],
};

test.each([
  ['a note', note, 1],
  ['something that happens', happens, 2],
])('%s does not wait for it', async (_, meanwhile, times) => {
  const on = node();
  const id = await conversation(on);
  let decisions = 0;
  const { state } = await on.answer(id, async () => {
    decisions += 1;
    if (decisions === 1) {
      await on.change(id, () => meanwhile);
      await on.load(id);
    }
    return says('hello');
  });
  expect(decisions).toBe(times);
  expect(state.lastSeq).toBe(3);
  expect((await log(id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('comes at all, however much happens', async () => {
  const on = node();
  const id = await conversation(on);
  let decisions = 0;
  const { turn } = await on.answer(id, async () => {
    decisions += 1;
    const happening = on.change(id, () => happens);
    // The last time it is made in the order, and others wait for it.
    if (decisions <= 3) await happening;
    return says('hello');
  });
  expect([decisions, turn?.messages[0]?.text]).toEqual([4, 'hello']);
  await on.settled(id);
  expect(await log(id)).toHaveLength(6);
});

test('answers come in the order of what they answer, and one to what is sent twice', async () => {
  const on = node();
  const id = await conversation(on);
  const ids = [randomUUID(), randomUUID()];
  const slow = (text: string, mine: string, ms: number) =>
    on.answer(
      id,
      async () => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return says(text, mine);
      },
      mine,
    );
  const [first = '', second = ''] = ids;
  const answers = await Promise.all([slow('one', first, 50), slow('two', second, 0), slow('one', first, 0)]);
  expect(answers.map(({ turn }) => turn?.messages[0]?.text)).toEqual(['one', 'two', 'one']);
  expect(answers.map(({ repeated }) => repeated)).toEqual([false, false, true]);
  expect((await log(id)).slice(1).map(({ messages }) => messages[0]?.text)).toEqual(['one', 'two']);
});

test('what is refused is refused by what the log says then', async () => {
  const on = node();
  const id = await conversation(on);
  let decisions = 0;
  const refused = on.answer(id, async ({ header }) => {
    decisions += 1;
    if (decisions === 1) await on.change(id, () => happens);
    if (header.shortDescription === '') throw new AppError('conflict', 'not yet');
    return says('hello');
  });
  expect((await refused).turn?.messages[0]?.text).toBe('hello');
  await expect(
    on.answer(id, () => {
      throw new AppError('closed', 'over');
    }),
  ).rejects.toMatchObject({ code: 'closed' });
});
