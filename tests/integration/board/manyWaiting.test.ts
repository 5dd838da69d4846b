import mongoose from 'mongoose';
import { defaultSettings } from '../../../contracts/settings.ts';
import { newQueue } from '../../../handoff/routing/queue.ts';
import { newWorkItem } from '../../../handoff/workItem.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { createAccessRules } from '../../../server/access/accessRules.ts';
import { createBoard } from '../../../server/board/readBoard.ts';
import { openStores } from '../../../server/stores.ts';
import { simulatedClock } from '../../support/clock.ts';
import { openTestStore } from '../../support/testStore.ts';

/** Issue "done when": 1,000 who wait and 200 agents. */
const waiting = 1_000;
const crew = 200;
const heldByEach = 4;

test('the board of 1,000 who wait and 200 agents with 800 conversations is six reads', async () => {
  const store = await openTestStore();
  const connection = await mongoose.createConnection(store.uri, { monitorCommands: true }).asPromise();
  const clock = simulatedClock();
  const now = clock.now();
  try {
    const stores = await openStores(connection);
    const access = await createAccessRules(stores.accessRules);
    await stores.queues.save(newQueue({ id: 'desk', name: 'Desk', targetWaitSeconds: 60 }));
    const work = Array.from({ length: waiting + crew * heldByEach }, (_, n) => {
      const number = `IMS${String(n).padStart(7, '0')}`;
      const interactionId = `conversation-${number}`;
      const { header, ...fold } = emptyConversation(interactionId, number, now.toISOString());
      const { id: _id, ...item } = newWorkItem(
        {
          workItemId: `work-${number}`,
          interactionId,
          number,
          queueId: 'desk',
          type: 'chat',
          skills: [],
          shortDescription: 'printer',
          openedFor: { id: 'guest', name: 'Guest' },
          sentiment: null,
          enqueuedAt: new Date(now.getTime() - n * 1_000),
        },
        now,
      );
      const acceptedBy = n < waiting ? null : `agent${n % crew}`;
      const reasons = Array.from({ length: 30 }, (__, agent) => ({
        agentId: `agent${agent}`,
        why: 'full: 4 of 4',
      }));
      const held = {
        state: acceptedBy === null ? 'queued' : 'accepted',
        acceptedBy,
        acceptedAt: now,
      } as const;
      return {
        work: { _id, ...item, ...held, decision: { at: now, agentId: null, reasons } },
        interaction: { _id: interactionId, v: 1, number, header, fold, foldedSeq: 0, open: true },
      };
    });
    type Doc = { _id: string };
    await connection.collection<Doc>('work_items').insertMany(work.map((one) => one.work));
    await connection.collection<Doc>('interactions').insertMany(work.map((one) => one.interaction));
    for (let n = 0; n < crew; n += 1) {
      const profile = { groups: [], capacity: null, capacities: {}, skills: [], queues: ['desk'] };
      await stores.agents.save(
        { id: `agent${n}`, name: `Agent ${n}`, email: `a${n}@example.com`, ...profile },
        now,
      );
    }
    await stores.agents.beat(
      Array.from({ length: crew }, (_, n) => `agent${n}`),
      'node',
      now,
    );

    let reads = 0;
    connection.getClient().on('commandStarted', ({ commandName }) => {
      if (commandName === 'find' || commandName === 'aggregate') reads += 1;
    });
    const viewer = {
      sub: 's',
      name: 'S',
      email: 's@example.com',
      roles: ['supervisor' as const],
      domain: 'global',
    };
    const readBoard = createBoard({ ...stores, access, clock, settings: defaultSettings });
    const board = await readBoard(viewer);
    expect(reads).toBe(6);
    expect(board.queues).toMatchObject([
      { waiting, longestWaitSeconds: waiting - 1, agents: { present: 0 } },
    ]);
    expect(board.unassigned).toHaveLength(200);
    expect(board.unassigned[0]).toMatchObject({
      interaction: 'IMS0000999',
      why: ['Agent 0, Agent 1 +10: full: 4 of 4'],
    });
    expect(board.agents.map(({ conversations }) => conversations.length)).toEqual(
      Array(crew).fill(heldByEach),
    );
    const before = process.cpuUsage();
    for (let n = 0; n < 5; n += 1) await readBoard(viewer);
    const { user, system } = process.cpuUsage(before);
    // The time that this process works for one of them: it does not depend on what else the machine does.
    expect((user + system) / 5_000).toBeLessThan(1_000);

    // Twenty supervisors are told of the same news.
    reads = 0;
    await Promise.all(Array.from({ length: 20 }, (_, n) => readBoard({ ...viewer, sub: `s${n}` })));
    expect(reads).toBe(12);
  } finally {
    await connection.close();
    await store.close();
  }
}, 60_000);
