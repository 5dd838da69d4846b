import { mayBecome, workItemTransitions } from '../../../contracts/states.ts';
import type { WorkItem } from '../../../handoff/workItem.ts';
import {
  acceptStep,
  finishStep,
  handOverStep,
  moveStep,
  noteStep,
  offerStep,
  raiseStep,
  takeBackStep,
  transferStep,
  undoOfferStep,
  unofferStep,
  unreserveStep,
} from '../../../handoff/workItemSteps.ts';
import { noon, secondsAfter, workItem } from './builders.ts';

const later = secondsAfter(noon, 40);
const decision = { at: noon, agentId: 'anna', reasons: [{ agentId: 'anna', why: 'chosen' }] };
const offered = workItem({
  state: 'pending_accept',
  offeredTo: 'anna',
  offeredAt: secondsAfter(noon, 10),
  offerExpiresAt: later,
});
const held = workItem({ state: 'accepted', acceptedBy: 'anna', acceptedAt: secondsAfter(noon, 20) });

test('an offer stands for its time and carries the reasons (T10)', () => {
  const { to, set, logged } = offerStep(workItem(), 'anna', noon, 30, decision);
  expect(to).toBe('pending_accept');
  expect(set).toEqual({
    offeredTo: 'anna',
    offeredAt: noon,
    offerExpiresAt: secondsAfter(noon, 30),
    terms: null,
    decision,
  });
  expect(logged).toEqual({
    at: noon,
    kind: 'offered',
    queueId: 'it',
    agentId: 'anna',
    why: null,
    candidates: decision.reasons,
  });
});

test('an offer that passes leaves its outcome and keeps the place', () => {
  const { to, set, past } = unofferStep(offered, later, 'timed_out', null);
  expect(to).toBe('queued');
  expect(set).toEqual({
    offeredTo: null,
    offeredAt: null,
    offerExpiresAt: null,
    terms: null,
    reservedFor: null,
    decision: null,
  });
  expect(past).toEqual({
    agentId: 'anna',
    at: secondsAfter(noon, 10),
    endedAt: later,
    outcome: 'timed_out',
    reason: null,
  });
});

test('the first acceptance says how long the requester waited in this queue', () => {
  expect(acceptStep(offered, 'anna', later).set.waitSeconds).toBe(40);
  const moved = { ...offered, queuedAt: new Date(later.getTime() - 5_000) };
  expect(acceptStep(moved, 'anna', later).set.waitSeconds).toBe(5);
  expect(acceptStep({ ...moved, waitSeconds: 40 }, 'anna', later).set.waitSeconds).toBeUndefined();
});

test.each([
  ['comes back', takeBackStep(held, later, 'returned', 'unresolved')],
  ['moves', moveStep(offered, 'second', later, 'the wait was too long')],
  ['is passed on', transferStep(held, { queueId: 'second', reservedFor: null }, later, 'anna', null)],
])('how long work waits that %s is no example for those who enter the queue', (_, { set }) => {
  expect(set.firstPosition).toBeNull();
});

test('a claim withdraws the offer that stood for somebody else', () => {
  const { set, past } = acceptStep(offered, 'bert', later);
  expect(set).toMatchObject({ acceptedBy: 'bert', offeredTo: null });
  expect(past).toMatchObject({ agentId: 'anna', outcome: 'withdrawn' });
});

test('work taken back keeps the time at which it entered the queue', () => {
  const { to, set, past } = takeBackStep(held, later, 'lost', 'gone');
  expect(to).toBe('queued');
  expect(set).toMatchObject({ acceptedBy: null, acceptedAt: null });
  expect(set).not.toHaveProperty('enqueuedAt');
  expect(past).toMatchObject({ agentId: 'anna', outcome: 'lost', endedAt: later });
});

test('the end: held work is closed, waiting work and work in which nothing was done is cancelled', () => {
  expect(finishStep(held, later, 'over').to).toBe('closed');
  expect(finishStep(held, later, 'over', true).to).toBe('cancelled');
  expect(finishStep(offered, later, 'over')).toMatchObject({
    to: 'cancelled',
    past: { outcome: 'withdrawn' },
  });
  expect(finishStep(workItem(), later, 'over').to).toBe('cancelled');
});

test('who lost it is asked first when back; who gave it back, or passed it on, is not', () => {
  const known = { ...held, affinity: [{ agentId: 'anna', why: 'last agent' }] };
  expect(takeBackStep(known, later, 'lost', 'gone').set.affinity).toEqual([
    { agentId: 'anna', why: 'had it before' },
  ]);
  expect(takeBackStep(known, later, 'returned', 'unresolved').set.affinity).toEqual([]);
  const { set } = transferStep(known, { queueId: 'hr', reservedFor: 'bert' }, later, 'anna', 'knows SAP');
  expect(set).toMatchObject({ queueId: 'hr', queuedAt: later, reservedFor: 'bert', affinity: [] });
  const bySupervisor = transferStep(known, { queueId: 'hr', reservedFor: null }, later, 'samir', null);
  expect(bySupervisor.set.affinity).toEqual([]);
});

test('moved to another queue, work keeps the time waited and begins with the steps there', () => {
  const { set, past, logged } = moveStep(offered, 'hr', later, 'waited too long', { priority: 3 });
  expect(set).toMatchObject({ queueId: 'hr', queuedAt: later, priority: 3, stepsDone: 0, offeredTo: null });
  expect(set).not.toHaveProperty('enqueuedAt');
  expect(past).toMatchObject({ agentId: 'anna', outcome: 'withdrawn' });
  expect(logged).toMatchObject({ kind: 'moved', queueId: 'hr', why: 'waited too long' });
});

test('what a step of the queue adds to the priority is remembered as such', () => {
  const item = workItem({ priority: 10, raised: 2 });
  expect(raiseStep(item, 5, later, 'waited long').set).toEqual({ priority: 15, raised: 7 });
});

test('a rejection for good is remembered as such', () => {
  expect(unofferStep(offered, later, 'rejected', 'Not my field', false).past?.again).toBe(false);
  expect(unofferStep(offered, later, 'rejected', 'Busy').past).not.toHaveProperty('again');
});

test('every step is one that the table of transitions allows (D2)', () => {
  const steps: [WorkItem, { to: WorkItem['state'] }][] = [
    [workItem(), offerStep(workItem(), 'anna', noon, 30, decision)],
    [workItem(), acceptStep(workItem(), 'anna', later)],
    [workItem(), finishStep(workItem(), later, 'over')],
    [offered, undoOfferStep(offered, later)],
    [offered, moveStep(offered, 'hr', later, 'waited too long')],
    [workItem(), moveStep(workItem(), 'hr', later, 'waited too long')],
    [workItem(), raiseStep(workItem(), 5, later, 'waited long')],
    [workItem(), unreserveStep(workItem(), later, 'is away')],
    [offered, noteStep(offered, { stepsDone: 1 })],
    [held, noteStep(held, { usesCapacity: false })],
    [held, transferStep(held, { queueId: 'hr', reservedFor: null }, later, 'anna', null)],
    [held, handOverStep(held, 'bert', later, 'taken_over')],
    [offered, unofferStep(offered, later, 'rejected', null)],
    [offered, acceptStep(offered, 'anna', later)],
    [offered, finishStep(offered, later, 'over')],
    [held, takeBackStep(held, later, 'returned', 'unresolved')],
    [held, finishStep(held, later, 'over')],
    [held, finishStep(held, later, 'over', true)],
  ];
  for (const [item, { to }] of steps) expect(mayBecome(workItemTransitions, item.state, to)).toBe(true);
});
