import { mayBecome, workItemTransitions } from '../../../contracts/states.ts';
import type { WorkItem } from '../../../handoff/workItem.ts';
import {
  acceptStep,
  finishStep,
  offerStep,
  takeBackStep,
  undoOfferStep,
  unofferStep,
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
  const { to, set } = offerStep('anna', noon, 30, decision);
  expect(to).toBe('pending_accept');
  expect(set).toEqual({
    offeredTo: 'anna',
    offeredAt: noon,
    offerExpiresAt: secondsAfter(noon, 30),
    decision,
  });
});

test('an offer that passes leaves its outcome and keeps the place', () => {
  const { to, set, past } = unofferStep(offered, later, 'timed_out', null);
  expect(to).toBe('queued');
  expect(set).toEqual({ offeredTo: null, offeredAt: null, offerExpiresAt: null });
  expect(past).toEqual({
    agentId: 'anna',
    at: secondsAfter(noon, 10),
    endedAt: later,
    outcome: 'timed_out',
    reason: null,
  });
});

test('the first acceptance says how long the requester waited; one after a return does not', () => {
  expect(acceptStep(offered, 'anna', later).set.waitSeconds).toBe(40);
  const cameBack = {
    ...offered,
    offers: [{ agentId: 'bert', at: noon, endedAt: noon, outcome: 'returned' as const, reason: null }],
  };
  expect(acceptStep(cameBack, 'anna', later).set.waitSeconds).toBeUndefined();
});

test('a claim withdraws the offer that stood for somebody else', () => {
  const { set, past } = acceptStep(offered, 'bert', later);
  expect(set).toMatchObject({ acceptedBy: 'bert', offeredTo: null });
  expect(past).toMatchObject({ agentId: 'anna', outcome: 'withdrawn' });
});

test('work taken back keeps the time at which it entered the queue', () => {
  const { to, set, past } = takeBackStep(held, later, 'lost', 'gone');
  expect(to).toBe('queued');
  expect(set).toEqual({ acceptedBy: null, acceptedAt: null });
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

test('every step is one that the table of transitions allows (D2)', () => {
  const steps: [WorkItem, { to: WorkItem['state'] }][] = [
    [workItem(), offerStep('anna', noon, 30, decision)],
    [workItem(), acceptStep(workItem(), 'anna', later)],
    [workItem(), finishStep(workItem(), later, 'over')],
    [offered, undoOfferStep()],
    [offered, unofferStep(offered, later, 'rejected', null)],
    [offered, acceptStep(offered, 'anna', later)],
    [offered, finishStep(offered, later, 'over')],
    [held, takeBackStep(held, later, 'returned', 'unresolved')],
    [held, finishStep(held, later, 'over')],
    [held, finishStep(held, later, 'over', true)],
  ];
  for (const [item, { to }] of steps) expect(mayBecome(workItemTransitions, item.state, to)).toBe(true);
});
