import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { AppError } from '../../../contracts/errors.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import { type ConversationState, emptyConversation } from '../../../interactions/conversationState.ts';
import type { Conversations } from '../../../interactions/conversations.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import { createInsights } from '../../../interactions/insights.store.ts';
import type { Interactions } from '../../../interactions/interactions.store.ts';
import type { TurnDraft } from '../../../interactions/turn.ts';
import type { Turns } from '../../../interactions/turns.store.ts';
import { clock, opened, openLog, says } from './logScene.ts';

/** design 3.1–3.5: one writer, nothing twice, nothing lost; two nodes on one store. */
const { store, turns, interactions, records, failures, node, conversation, log } = await openLog();
afterAll(() => store.close());

test('two nodes write into one conversation at once: all of it is there, in one order without gaps', async () => {
  const [one, two] = [node(), node()];
  const id = await conversation(one);
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => (index % 2 ? one : two).change(id, () => says(`${index}`))),
  );
  const all = await log(id);
  expect(all).toHaveLength(41);
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
  expect(new Set(all.flatMap(({ messages }) => messages.map(({ text }) => text))).size).toBe(40);
});

test('one message sent to two nodes at once is one turn, and both answer the same seq', async () => {
  const [one, two] = [node(), node()];
  const id = await conversation(one);
  for (let round = 0; round < 10; round += 1) {
    const mine = randomUUID();
    const answers = await Promise.all(
      [one, two, one].map((on) => on.change(id, () => says('hello', mine), mine)),
    );
    expect(new Set(answers.map(({ turn }) => turn?.seq)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
  }
  expect(await log(id)).toHaveLength(11);
});

test('F7 3: a late answer of the Virtual Agent never lands after a person took over', async () => {
  const [bot, desk] = [node(), node()];
  const id = await conversation(bot);
  let decisions = 0;
  await bot.change(id, async (state) => {
    decisions += 1;
    if (state.header.owner !== 'virtual_agent') return null;
    // While the topic thinks, a person takes over on the other node.
    await desk.change(id, () => ({
      cause: { kind: 'system', action: 'test' },
      events: [
        {
          type: 'owner_changed',
          from: 'virtual_agent',
          to: 'agent',
          why: 'test',
          agent: { id: 'agent1', name: 'Ada' },
        },
      ],
      messages: [],
    }));
    return {
      cause: { kind: 'system', action: 'test' },
      events: [],
      messages: [
        { type: 'text', text: 'a late answer', from: { kind: 'virtual_agent', name: 'Virtual Agent' } },
      ],
    };
  });
  expect(decisions).toBe(2);
  expect((await log(id)).flatMap(({ messages }) => messages)).toEqual([]);
  expect((await bot.load(id)).header.owner).toBe('agent');
});

test('what a node remembers is not enough to do nothing, or to refuse', async () => {
  const [one, two] = [node(), node()];
  const id = await conversation(one);
  const titled = (on: Conversations, wanted: string) =>
    on.change(id, (state) => {
      if (state.header.shortDescription === '') throw new AppError('conflict', 'nobody has said it yet');
      if (state.header.shortDescription !== wanted) return null;
      return says(`it is ${wanted}`);
    });
  const saidBy = (on: Conversations, shortDescription: string) =>
    on.change(id, () =>
      says('so', randomUUID(), [{ type: 'fields_changed', changes: { shortDescription }, by: null }]),
    );
  await expect(titled(two, 'a mouse')).rejects.toMatchObject({ code: 'conflict' });
  await saidBy(one, 'a mouse');
  expect((await titled(two, 'a mouse')).turn).not.toBeNull();
  await saidBy(one, 'a keyboard');
  expect((await titled(two, 'a keyboard')).turn).not.toBeNull();
  expect((await titled(two, 'a screen')).turn).toBeNull();
});

test('of two endings at once one happens', async () => {
  const [one, two] = [node(), node()];
  const id = await conversation(one);
  const end = (on: Conversations, name: string) =>
    on.change(id, (state) =>
      state.header.owner === 'none'
        ? null
        : {
            cause: { kind: 'system', action: 'test' },
            events: closeEvents(state, 'requester_end', { kind: 'requester', name }, 'x'),
            messages: [],
          },
    );
  const ended = await Promise.all([end(one, 'a'), end(two, 'b')]);
  expect(ended.filter(({ turn }) => turn !== null)).toHaveLength(1);
  const closes = (await log(id))
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'conversation_closed');
  expect(closes).toHaveLength(1);
});

test('a crash after the commit: the next load writes the record and the header that were left', async () => {
  let powered = true;
  const save: Interactions['save'] = (...args) =>
    powered ? interactions.save(...args) : Promise.reject(new Error('the power went away'));
  const broken = node({ interactions: { ...interactions, save } });
  const id = await conversation(broken);
  await broken.settled();
  powered = false;
  const recordId = randomUUID();
  await broken.change(id, () =>
    says('help', randomUUID(), [
      {
        type: 'record_created',
        table: 'incident',
        id: recordId,
        number: `INC-${recordId}`,
        fields: { short_description: 'Lost' },
      },
    ]),
  );
  await broken.settled();
  expect((await interactions.load(id))?.foldedSeq).toBe(1);
  expect(failures.length).toBeGreaterThan(0);
  const healthy = node();
  expect((await healthy.load(id)).relatedTasks).toHaveLength(1);
  expect((await interactions.load(id))?.state.relatedTasks).toMatchObject([{ id: recordId, title: 'Lost' }]);
  expect(await records.get('incident', recordId)).toMatchObject({ fields: { short_description: 'Lost' } });
});

test('an insert whose answer was lost: the repeat gives its seq, and what it caused is told after all', async () => {
  let lose = false;
  const insert: Turns['insert'] = async (turn) => {
    const outcome = await turns.insert(turn);
    if (!lose) return outcome;
    lose = false;
    throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  };
  const on = node({ turns: { ...turns, insert } });
  const id = await conversation(on);
  await on.settled();
  const mine = randomUUID();
  lose = true;
  await expect(on.change(id, () => says('hello', mine), mine)).rejects.toThrow('EPIPE');
  const again = await on.change(id, () => says('hello', mine), mine);
  expect(again).toMatchObject({ repeated: true, turn: { seq: 2 } });
  expect(on.found.map(({ seq }) => seq)).toEqual([2]);
  expect(await log(id)).toHaveLength(2);
});

test('the store is away after the commit: the sweeper’s repair writes the header and tells of the turn', async () => {
  let powered = true;
  const save: Interactions['save'] = (...args) =>
    powered ? interactions.save(...args) : Promise.reject(new Error('the power went away'));
  const on = node({ interactions: { ...interactions, save } });
  const id = await conversation(on);
  await on.settled();
  powered = false;
  await on.change(id, () => says('talk to a person'));
  await on.settled();
  await expect(on.repair()).rejects.toThrow('power');
  powered = true;
  await on.repair();
  expect((await interactions.load(id))?.foldedSeq).toBe(2);
  expect(on.found.map(({ seq }) => seq)).toEqual([2]);
});

test('a record update from the log is applied once, however often it is projected', async () => {
  const id = randomUUID();
  await records.create({ table: 'incident', id, number: `INC-${id}`, fields: { state: 'new' } }, clock.now());
  await records.create(
    { table: 'incident', id, number: `INC-${id}`, fields: { state: 'other' } },
    clock.now(),
  );
  expect(await records.get('incident', id)).toMatchObject({ fields: { state: 'new' } });
  await records.update('incident', id, { state: 'in_progress' }, 'turn-1', clock.now());
  await records.update('incident', id, { state: 'resolved' }, 'turn-2', clock.now());
  await records.update('incident', id, { state: 'in_progress' }, 'turn-1', clock.now());
  expect(await records.get('incident', id)).toMatchObject({ fields: { state: 'resolved' } });
});

test('design 3.2: rebuilding any header from its log gives the same header', async () => {
  const on = node();
  const agent = { id: 'agent1', name: 'Ada' };
  const queue = { id: 'service_desk', name: 'IT Service Desk' };
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('says' as const),
      text: fc.constantFrom('hello', 'this is terrible', 'thank you so much'),
    }),
    fc.record({ kind: fc.constant('agent' as const), hidden: fc.boolean() }),
    fc.record({
      kind: fc.constant('owner' as const),
      to: fc.constantFrom('queue' as const, 'agent' as const, 'virtual_agent' as const),
    }),
    fc.record({
      kind: fc.constant('topic' as const),
      role: fc.constantFrom(undefined, 'anything_else' as const),
    }),
    fc.record({
      kind: fc.constant('edit' as const),
      tags: fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 2 }),
    }),
    fc.record({ kind: fc.constant('close' as const) }),
  );
  const draftOf = (
    made: typeof step extends fc.Arbitrary<infer T> ? T : never,
    state: ConversationState,
  ): TurnDraft => {
    const system = { kind: 'system', action: 'test' } as const;
    switch (made.kind) {
      case 'says':
        return says(made.text);
      case 'agent':
        return {
          cause: { kind: 'agent', action: 'message', agent, clientMessageId: randomUUID() },
          events: [],
          messages: [
            { type: 'text', text: 'hi', from: { kind: 'agent', name: agent.name }, private: made.hidden },
          ],
        };
      case 'owner':
        return {
          cause: system,
          events: [
            {
              type: 'owner_changed',
              from: state.header.owner,
              to: made.to,
              why: 'test',
              agent,
              queue,
              workItemId: 'w',
            },
          ],
          messages: [],
        };
      case 'topic':
        return {
          cause: system,
          events: [
            {
              type: 'topic_started',
              runId: randomUUID(),
              topic: 't',
              title: 'T',
              version: 1,
              topicKind: made.role ? 'setup' : 'topic',
              ...(made.role ? { role: made.role } : {}),
              by: 'discovery',
            },
          ],
          messages: [],
        };
      case 'edit':
        return {
          cause: system,
          events: [{ type: 'fields_changed', changes: { tags: made.tags }, by: null }],
          messages: [],
        };
      case 'close':
        return {
          cause: system,
          events: closeEvents(state, 'idle', { kind: 'system', name: 'System' }, 'T'),
          messages: [],
        };
    }
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(step, fc.integer({ min: 0, max: 400 })), { maxLength: 12 }),
      async (steps) => {
        const id = await conversation(on);
        for (const [made, seconds] of steps) {
          clock.advance(seconds * 1_000);
          await on.change(id, (state) => draftOf(made, state));
        }
        await on.settled(id);
        const stored = (await interactions.load(id))?.state;
        let rebuilt = emptyConversation(
          id,
          stored?.header.number ?? '',
          (await log(id))[0]?.at.toISOString() ?? '',
        );
        for (const turn of await log(id)) rebuilt = foldTurn(rebuilt, turn);
        expect(stored?.header).toEqual(rebuilt.header);
        expect(stored?.facts).toEqual(rebuilt.facts);
      },
    ),
    { numRuns: 40 },
  );
});

test('a conversation of 500 messages loads from its header, and its log pages', async () => {
  const on = node();
  const id = await conversation(on);
  for (let index = 0; index < 500; index += 1) await on.change(id, () => says(`${index}`));
  await on.settled(id);
  const fresh = node();
  expect((await fresh.load(id)).header.messageCount).toBe(500);
  expect(await turns.after(id, 495)).toHaveLength(6);
  expect(await turns.after(id, 0, 50)).toHaveLength(50);
});

test('a part that is over has its line once, however often its turn is written', async () => {
  const insights = createInsights(store.connection);
  let broken = false;
  const one = node({
    interactions: {
      ...interactions,
      save: (...fold) =>
        broken ? Promise.reject(new Error('the store is gone')) : interactions.save(...fold),
    },
  });
  const id = randomUUID();
  await one.open(id, 'IMS0900001', () => ({
    ...opened,
    events: [
      {
        type: 'conversation_opened',
        number: 'IMS0900001',
        interactionType: 'chat',
        subtype: null,
        channel: 'web',
        direction: 'inbound',
        openedFor: { id: 'guest:1', name: 'Guest', guest: true },
        application: 'global',
        domain: 'global',
        locale: 'en',
        context: {},
      },
    ],
  }));
  await one.settled(id);
  broken = true;
  await one.change(id, () => ({
    cause: { kind: 'requester', action: 'ended' },
    events: [
      { type: 'owner_changed', from: 'virtual_agent', to: 'none', why: 'closed' },
      {
        type: 'conversation_closed',
        state: 'closed_complete',
        stateReason: 'user_ended',
        endState: 'E4',
        rule: 'P05',
        trigger: 'requester_end',
        shortDescription: '',
        closedBy: { kind: 'requester', name: 'Robin Vale' },
      },
    ],
    messages: [],
  }));
  await one.settled(id);
  broken = false;
  failures.length = 0;
  await one.repair();
  await node().load(id);
  await node().load(id);
  expect(await insights.of(id)).toMatchObject([{ id: `${id}/1`, part: 1, endedBy: 'closed' }]);
});
