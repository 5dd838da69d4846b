import type { Connection } from 'mongoose';
import type { Agent } from '../../../handoff/agent.ts';
import type { Agents } from '../../../handoff/agents.store.ts';
import { createAgents } from '../../../handoff/agents.store.ts';
import { newWorkItem, type WorkItem } from '../../../handoff/workItem.ts';
import {
  acceptStep,
  decidedEntry,
  finishStep,
  handOverStep,
  moveStep,
  noteStep,
  offerStep,
  raiseStep,
  type Step,
  takeBackStep,
  transferStep,
  undoOfferStep,
  unofferStep,
  unreserveStep,
} from '../../../handoff/workItemSteps.ts';
import { createWorkItems, type WorkItems } from '../../../handoff/workItems.store.ts';
import { connectStore } from '../../../store/connect.ts';
import { syncIndexes } from '../../../store/syncIndexes.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

/** Each guarded write, called many times at once over two connections: exactly as many win as may. */

const at = new Date('2026-03-02T12:00:00.000Z');
const later = new Date('2026-03-02T12:00:10.000Z');
let store: TestStore;
let second: Connection;
let agents: Agents[];
let items: WorkItems[];

beforeAll(async () => {
  store = await openTestStore();
  second = await connectStore(store.uri);
  agents = [createAgents(store.connection), createAgents(second)];
  items = [createWorkItems(store.connection), createWorkItems(second)];
  await syncIndexes(store.connection);
});
afterAll(async () => {
  await second.close();
  await store.close();
});

/** Calls `job` from both connections, `times` times at once. */
function atOnce<S, T>(stores: S[], times: number, job: (store: S, n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(
    Array.from({ length: times }, (_, n) => {
      const one = stores[n % stores.length];
      if (one === undefined) throw new Error('no store');
      return job(one, n);
    }),
  );
}
const wins = (results: unknown[]): number =>
  results.filter((result) => result !== null && result !== false).length;
const first = <S>(stores: S[]): S => {
  const [one] = stores;
  if (one === undefined) throw new Error('no store');
  return one;
};

const unit = (workItemId: string) => ({ workItemId, at, type: 'chat', size: 1 }) as const;
const within =
  (capacity: number) =>
  ({ held }: Agent): boolean =>
    held.length < capacity;

async function newAgent(id: string): Promise<void> {
  await first(agents).save(
    { id, name: id, email: id, queues: ['it'], groups: [], capacity: null, capacities: {}, skills: [] },
    at,
  );
}

async function newItem(id: string): Promise<WorkItem> {
  const item = newWorkItem(
    {
      workItemId: id,
      interactionId: `i-${id}`,
      number: `n-${id}`,
      queueId: 'it',
      type: 'chat',
      skills: [],
      shortDescription: '',
      openedFor: { id: 'r', name: 'R' },
      sentiment: null,
    },
    at,
  );
  await first(items).insert(item);
  return item;
}

describe('agents', () => {
  test.each([1, 3, 8])('of 24 takers of a capacity of %i exactly that many get a unit', async (capacity) => {
    await newAgent(`cap-${capacity}`);
    const took = await atOnce(agents, 24, (s, n) =>
      s.take(`cap-${capacity}`, unit(`w${n}`), within(capacity)),
    );
    expect(wins(took)).toBe(capacity);
    expect((await first(agents).get(`cap-${capacity}`))?.held).toHaveLength(capacity);
  });

  test('one work item takes one unit, however often it is taken', async () => {
    await newAgent('once');
    expect(wins(await atOnce(agents, 16, (s) => s.take('once', unit('w'), within(4))))).toBe(1);
    expect((await first(agents).get('once'))?.held).toEqual([unit('w')]);
  });

  test('without capacity nothing is taken', async () => {
    await newAgent('none');
    expect(await first(agents).take('none', unit('w'), within(0))).toBe(false);
  });

  test('giving back and taking at once never makes more than the capacity', async () => {
    await newAgent('churn');
    let most = 0;
    await atOnce(agents, 40, async (s, n) => {
      if (!(await s.take('churn', unit(`w${n}`), within(2)))) return;
      most = Math.max(most, (await s.get('churn'))?.held.length ?? 0);
      await s.give('churn', `w${n}`);
    });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(2);
    expect((await first(agents).get('churn'))?.held).toEqual([]);
  });

  test('of many routers that saw the same load one may make an offer', async () => {
    await newAgent('load');
    expect(wins(await atOnce(agents, 16, (s) => s.countOffer('load', 0)))).toBe(1);
  });

  test('a unit taken since the load was read stops the offer', async () => {
    await newAgent('changed');
    await first(agents).take('changed', unit('w'), within(4));
    expect(await first(agents).countOffer('changed', 0)).toBe(false);
  });

  test('a presence chosen since the agent was read stops the offer', async () => {
    await newAgent('chooses');
    await first(agents).setPresence('chooses', 'away', null, at);
    expect(await first(agents).countOffer('chooses', 0)).toBe(false);
  });

  test('one sweeper marks a lost agent, and none an agent who came back', async () => {
    await newAgent('lost');
    await first(agents).beat(['lost'], 'n', at);
    expect(wins(await atOnce(agents, 16, (s) => s.markLost('lost', later, later)))).toBe(1);
    await first(agents).beat(['lost'], 'n', later);
    expect(wins(await atOnce(agents, 4, (s) => s.markLost('lost', later, later)))).toBe(0);
  });

  test('a heartbeat of a dead node is dropped, one that is newer stays', async () => {
    await newAgent('beats');
    await first(agents).beat(['beats'], 'a.node', at);
    await first(agents).beat(['beats'], 'other', later);
    await first(agents).dropBeat('beats', 'other', at);
    await first(agents).dropBeat('beats', 'a.node', at);
    expect((await first(agents).get('beats'))?.beats).toEqual({ other: later });
  });

  test('restoring a unit many times adds it once', async () => {
    await newAgent('restore');
    await atOnce(agents, 16, (s) => s.restore('restore', unit('w')));
    expect((await first(agents).get('restore'))?.held).toHaveLength(1);
  });
});

describe('work items', () => {
  const decision = { at, agentId: 'anna', reasons: [] };

  test('one of many inserts of the same work makes it', async () => {
    const item = { ...(await newItem('insert-1')), id: 'insert-2' };
    expect(wins(await atOnce(items, 16, (s) => s.insert(item)))).toBe(1);
  });

  /** Brings fresh work into a state by its own steps. */
  async function inState(name: string, state: WorkItem['state']): Promise<WorkItem> {
    const queued = await newItem(name);
    const steps: Partial<Record<WorkItem['state'], Step>> = {
      pending_accept: offerStep(queued, 'anna', at, 30, decision),
      accepted: acceptStep(queued, 'anna', at),
    };
    const step = steps[state];
    if (step === undefined) return queued;
    const item = await first(items).step(queued, step);
    if (item === null) throw new Error('the set-up of the test failed');
    return item;
  }

  const races: [string, WorkItem['state'], (item: WorkItem, n: number) => Step][] = [
    ['offers to different agents', 'queued', (item, n) => offerStep(item, `agent-${n}`, at, 30, decision)],
    ['claims by different agents', 'queued', (item, n) => acceptStep(item, `agent-${n}`, at)],
    ['acceptances', 'pending_accept', (item) => acceptStep(item, 'anna', at)],
    ['time-outs', 'pending_accept', (item) => unofferStep(item, later, 'timed_out', null)],
    ['undone offers', 'pending_accept', (item) => undoOfferStep(item, later)],
    ['returns', 'accepted', (item) => takeBackStep(item, later, 'lost', 'gone')],
    ['ends', 'accepted', (item) => finishStep(item, later, 'over')],
    [
      'acceptance, claim, time-out, rejection and cancellation',
      'pending_accept',
      (item, n) =>
        [
          acceptStep(item, 'anna', at),
          acceptStep(item, 'bert', at),
          unofferStep(item, later, 'timed_out', null),
          unofferStep(item, later, 'rejected', 'busy'),
          finishStep(item, later, 'over'),
        ][n % 5] ?? undoOfferStep(item, later),
    ],
    [
      'end, return, loss, transfer and taking over',
      'accepted',
      (item, n) =>
        [
          finishStep(item, later, 'over'),
          takeBackStep(item, later, 'returned', 'unresolved'),
          takeBackStep(item, later, 'lost', 'gone'),
          transferStep(item, { queueId: 'hr', reservedFor: 'bert' }, later, 'anna', null),
          handOverStep(item, 'bert', later, 'taken_over'),
        ][n % 5] ?? finishStep(item, later, 'over'),
    ],
    ['moves to other queues', 'queued', (item, n) => moveStep(item, `queue-${n}`, later, 'waited too long')],
    ['raises', 'queued', (item) => raiseStep(item, 5, later, 'waited long')],
    ['steps of the queue', 'pending_accept', (item, n) => noteStep(item, { stepsDone: n + 1 })],
    ['ends of a reservation', 'queued', (item) => unreserveStep(item, later, 'is away')],
    [
      'a move, an acceptance and an offer running out',
      'pending_accept',
      (item, n) =>
        [
          moveStep(item, 'hr', later, 'waited too long'),
          acceptStep(item, 'anna', later),
          unofferStep(item, later, 'timed_out', null),
        ][n % 3] ?? acceptStep(item, 'anna', later),
    ],
    [
      'an offer, the rule that gives it at once, a claim and a raise',
      'queued',
      (item, n) =>
        [
          offerStep(item, 'anna', later, 30, decision),
          acceptStep(item, 'anna', later, 'by the rule'),
          acceptStep(item, 'bert', later),
          raiseStep(item, 5, later, 'waited long'),
        ][n % 4] ?? acceptStep(item, 'bert', later),
    ],
  ];
  test.each(races)('%s at once: one wins', async (name, state, stepOf) => {
    const item = await inState(name, state);
    const results = await atOnce(items, 20, (s, n) => s.step(item, stepOf(item, n)));
    expect(wins(results)).toBe(1);
    const winner = results.find((result) => result !== null);
    expect(await first(items).get(item.id)).toEqual(winner);
    expect(winner?.rev).toBe(item.rev + 1);
  });

  test('a reason is not stored for work that has moved on', async () => {
    const item = await newItem('explain');
    await first(items).step(item, offerStep(item, 'anna', at, 30, decision));
    await first(items).explain(item, { at, agentId: null, reasons: [] });
    expect((await first(items).get('explain'))?.decision?.agentId).toBe('anna');
  });

  test('of many that say why new work waits one line is kept', async () => {
    const item = await newItem('explained');
    const why = { at, agentId: null, reasons: [{ agentId: 'anna', why: 'is away' }] };
    await atOnce(items, 20, (s) => s.explain(item, why, decidedEntry(item, why)));
    const { log = [] } = (await first(items).get('explained')) ?? {};
    expect(log.map(({ kind }) => kind)).toEqual(['queued', 'decided']);
  });

  test('a step that the table does not allow is refused before it reaches the store (D2)', async () => {
    const done = await inState('illegal', 'accepted');
    const closed = await first(items).step(done, finishStep(done, later, 'over'));
    if (closed === null) throw new Error('the set-up of the test failed');
    await expect(first(items).step(closed, undoOfferStep(closed, later))).rejects.toThrow(
      'from closed to queued',
    );
  });
});
