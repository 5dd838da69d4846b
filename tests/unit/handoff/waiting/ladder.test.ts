import type { LadderRung } from '../../../../contracts/handoff.ts';
import type { InteractionType } from '../../../../contracts/states.ts';
import { newQueue } from '../../../../handoff/routing/queue.ts';
import { dueAt, ladderAt } from '../../../../handoff/waiting/dueAt.ts';
import { ladderEnd, nextRung } from '../../../../handoff/waiting/nextRung.ts';
import { longestWait } from '../../../../handoff/waiting/waitingView.ts';
import { noon, secondsAfter, workItem } from '../builders.ts';

const ladder: LadderRung[] = [
  { kind: 'wait', seconds: 60 },
  { kind: 'queue', queue: 'second', seconds: 300 },
  { kind: 'callback' },
];
const all = { opens: () => true, virtualAgent: true };

describe('the ladder', () => {
  test('is climbed rung by rung and ends with leaving a message', () => {
    const kinds = [0, 1, 2, 3].map((done) => nextRung(ladder, done, all));
    expect(kinds.map(({ rung }) => rung.kind)).toEqual(['wait', 'queue', 'callback', 'leave_message']);
    expect(kinds.map(({ rungsDone }) => rungsDone)).toEqual([1, 2, 3, ladderEnd]);
  });

  test('passes over a queue that is closed, gone or not active', () => {
    expect(nextRung(ladder, 1, { ...all, opens: () => false })).toMatchObject({
      rung: { kind: 'callback' },
      rungsDone: 3,
    });
  });

  test('without any rung a message is left', () => {
    expect(nextRung([], 0, all).rung).toEqual({ kind: 'leave_message' });
  });

  test('a call that the Virtual Agent never had waits on, or goes to another queue', () => {
    const call = { opens: () => false, virtualAgent: false };
    expect(nextRung(ladder, 0, call).rung.kind).toBe('wait');
    expect(nextRung(ladder, 1, { ...call, opens: () => true }).rung.kind).toBe('queue');
    expect(nextRung(ladder, 1, call).rung.kind).toBe('stay');
    expect(nextRung(ladder, 2, { ...call, opens: () => true }).rung.kind).toBe('stay');
  });
});

describe('when the work is looked at', () => {
  const queue = newQueue({ id: 'it', name: 'IT', maxWaitSeconds: 120, ladder });

  test('at the longest wait, counted from entering this queue', () => {
    const item = workItem({ enqueuedAt: secondsAfter(noon, -600), queuedAt: noon });
    expect(ladderAt(item, 120)).toEqual(secondsAfter(noon, 120));
    expect(dueAt(item, queue, 120, noon)).toEqual(secondsAfter(noon, 120));
  });

  test('at the next step, when that comes first', () => {
    const said = newQueue({
      ...queue,
      steps: [{ afterSeconds: 30, everySeconds: 60, do: { kind: 'priority', by: 1 } }],
    });
    expect(dueAt(workItem(), said, 120, noon)).toEqual(secondsAfter(noon, 30));
    const later = workItem({ stepsDone: 90_001 });
    expect(dueAt(later, said, 120, secondsAfter(noon, 90))).toEqual(secondsAfter(noon, 120));
  });

  test('when the rung says so, and never again once the ladder is at its end', () => {
    const at = secondsAfter(noon, 500);
    expect(ladderAt(workItem({ rungsDone: 1, ladderAt: at }), 120)).toEqual(at);
    expect(ladderAt(workItem({ rungsDone: ladderEnd, ladderAt: at }), 120)).toBeNull();
    expect(ladderAt(workItem({ rungsDone: 2, ladderAt: at }), null)).toEqual(at);
  });

  test('never, where a queue has neither steps nor a longest wait', () => {
    expect(dueAt(workItem(), newQueue({ id: 'it', name: 'IT' }), null, noon)).toBeNull();
  });

  test('the longest wait is the queue’s own, else that of the settings for chats and messaging', () => {
    const plain = newQueue({ id: 'plain', name: 'Plain' });
    const view = { queues: [queue, plain], longest: { chat: 3_600, messaging: 259_200 } };
    const of = (queueId: string, type: InteractionType) =>
      longestWait(view, workItem({ queueId, type, ladderOf: null }));
    expect(of('it', 'chat')).toBe(120);
    expect(of('it', 'phone')).toBe(120);
    expect([of('plain', 'chat'), of('plain', 'messaging')]).toEqual([3_600, 259_200]);
    expect([of('plain', 'phone'), of('plain', 'task')]).toEqual([null, null]);
  });
});
