import { AppError } from '../../../contracts/errors.ts';
import {
  hasEnded,
  interactionStates,
  isClosed,
  type LifecycleEvent,
  lifecycle,
  lifecycleStep,
} from '../../../contracts/states.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import { mustStep } from '../../../interactions/lifecycle.ts';
import type { TurnEvent } from '../../../interactions/turn.ts';
import { ada, conversation, opened, toAgent, topicStarted, toQueue } from './support.ts';

type Talk = ReturnType<typeof conversation>;

const closed = (
  state: 'closed_complete' | 'closed_abandoned' | 'faulted',
  wrapUpUntil?: string,
): TurnEvent => ({
  type: 'conversation_closed',
  state,
  stateReason: 'chat_complete',
  endState: 'E12',
  rule: 'P09',
  trigger: 'test',
  shortDescription: 'done',
  closedBy: { kind: 'system', name: 'System' },
  ...(wrapUpUntil === undefined ? {} : { wrapUpUntil }),
});
const until = '2026-11-21T10:00:00.000Z';
const endOfWrapUp: TurnEvent = { type: 'wrap_up_ended', by: 'agent', code: null, note: null };
const hold: TurnEvent = { type: 'state_changed', state: 'on_hold', waitingReason: 'waiting_internal' };

/** How a conversation comes into each state. */
const into = {
  new: () => started(),
  work_in_progress: () => started(topicStarted('vpn')),
  on_hold: () => started(toQueue()),
  wrap_up: () => started(toAgent),
};
function started(...events: TurnEvent[]): Talk {
  const talk = conversation();
  talk.happens(0, opened(), ...events);
  return talk;
}

/** What makes each event happen in the log. */
const makes: Record<LifecycleEvent, (talk: Talk, to: string) => ConversationState> = {
  engaged: (talk) => talk.requesterSays(2, 'hello'),
  queued: (talk) => talk.happens(2, toQueue()),
  accepted: (talk) => talk.happens(2, toAgent),
  returned: (talk) =>
    talk.happens(2, { type: 'owner_changed', from: 'queue', to: 'virtual_agent', why: 'no agents' }),
  parked: (talk) => talk.happens(2, hold),
  taken_up: (talk) =>
    talk.happens(2, { type: 'state_changed', state: 'work_in_progress', waitingReason: null }),
  ended_with_wrap_up: (talk) => talk.happens(2, closed('closed_complete', until)),
  completed: (talk) => talk.happens(2, closed('closed_complete')),
  abandoned: (talk) => talk.happens(2, closed('closed_abandoned')),
  faulted: (talk) => talk.happens(2, closed('faulted')),
};

test.each(lifecycle.map((row) => [row.id, row.from, row.event, row.to] as const))(
  '%s: %s, %s → %s',
  (_id, from, event, to) => {
    expect(mustStep(from, event)).toBe(to);
    if (from === 'wrap_up') {
      const talk = into.wrap_up();
      talk.happens(1, closed(to === 'faulted' || to === 'closed_abandoned' ? to : 'closed_complete', until));
      expect(talk.state.header.state).toBe('wrap_up');
      expect(talk.happens(2, endOfWrapUp).header.state).toBe(to);
      return;
    }
    const talk = into[from as keyof typeof into]();
    expect(talk.state.header.state).toBe(from);
    expect(makes[event](talk, to).header.state).toBe(to);
  },
);

test('what the table does not have is refused to decisions, in words', () => {
  const events = [...new Set(lifecycle.map(({ event }) => event))];
  const illegal = interactionStates.flatMap((from) =>
    events.filter((event) => lifecycleStep(from, event) === null).map((event) => ({ from, event })),
  );
  expect(illegal).toContainEqual({ from: 'closed_complete', event: 'accepted' });
  expect(illegal).toContainEqual({ from: 'wrap_up', event: 'parked' });
  for (const { from, event } of illegal) expect(() => mustStep(from, event)).toThrow(AppError);
  expect(() => mustStep('closed_complete', 'parked')).toThrow(/closed_complete cannot be put on hold/);
});

test.each(interactionStates.filter(isClosed))('nothing follows %s', (state) => {
  expect(lifecycle.filter(({ from }) => from === state)).toEqual([]);
});

test('what is over is over: nothing that comes late in the log opens it again or changes how it ended', () => {
  const talk = started(toAgent);
  talk.happens(1, closed('closed_complete', until));
  const { header } = talk.state;
  talk.happens(2, toQueue('agent'), hold, closed('faulted'));
  talk.requesterSays(3, 'hello?');
  expect(talk.state.header).toMatchObject({
    state: 'wrap_up',
    owner: 'none',
    waitingReason: null,
    closedAt: header.closedAt,
    endState: 'E12',
  });
});

test('the wrap-up is over for the requester and open for the record', () => {
  expect(interactionStates.filter(hasEnded)).toEqual([
    'wrap_up',
    'closed_complete',
    'closed_abandoned',
    'faulted',
  ]);
  expect(isClosed('wrap_up')).toBe(false);
});

test('C3 point 8: the reason is fixed at the end, the code and the note come with the end of the wrap-up', () => {
  const talk = started(toAgent);
  talk.happens(100, closed('closed_complete', until));
  expect(talk.state.header).toMatchObject({
    state: 'wrap_up',
    stateReason: 'chat_complete',
    wrapUpDuration: null,
  });
  talk.happens(130, { type: 'wrap_up_ended', by: 'agent', code: 'hardware', note: 'new mouse sent' });
  expect(talk.state.header).toMatchObject({
    state: 'closed_complete',
    stateReason: 'chat_complete',
    disposition: 'hardware',
    workNotes: ['new mouse sent'],
    wrapUpDuration: 30,
    systemWrapUp: false,
    duration: 100,
  });
});

test('A2: a wrap-up that was skipped took no time', () => {
  const talk = started(toAgent);
  talk.happens(1, closed('closed_complete', until));
  talk.happens(9, { type: 'wrap_up_ended', by: 'skipped', code: null, note: null });
  expect(talk.state.header).toMatchObject({ state: 'closed_complete', wrapUpDuration: 0 });
});

test('A2: the reason for the waiting stands only while it waits', () => {
  const talk = started(toAgent);
  talk.happens(1, hold);
  expect(talk.state.header).toMatchObject({
    state: 'on_hold',
    waitingReason: 'waiting_internal',
    owner: 'agent',
  });
  talk.happens(2, { type: 'state_changed', state: 'work_in_progress', waitingReason: null });
  expect(talk.state.header).toMatchObject({
    state: 'work_in_progress',
    waitingReason: null,
    assignedTo: ada,
  });
});
