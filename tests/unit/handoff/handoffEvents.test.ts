import type { Assessment } from '../../../handoff/handoff.ts';
import { handoffEvents } from '../../../handoff/handoffEvents.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import { placeTurn } from '../../../interactions/placeTurn.ts';
import { noon } from './builders.ts';

const state = emptyConversation('c1', 'IMS0000001', noon.toISOString());
const request = { shortDescription: 'VPN keeps dropping', skills: ['vpn'], context: { page: 'help' } };
const assessed = (more: Partial<Assessment>): Assessment => ({
  outcome: 'queued',
  queue: { id: 'it', name: 'IT Help' },
  position: 3,
  estimatedWaitRange: [120, 240],
  reasons: ['Anna: full'],
  ...more,
});
const ask = (more: Partial<Assessment> = {}) => handoffEvents(state, assessed(more), request, 'w1');
const said = (more: Partial<Assessment> = {}): string[] => ask(more).messages.map(({ text }) => text);

test('somebody who waits is told the place and the wait', () => {
  expect(said()).toEqual(['You are number 3 in the queue. The wait is about 2 to 4 minutes.']);
});

test('who writes in German is told in German', () => {
  const german = { ...state, header: { ...state.header, locale: 'de-AT' } };
  expect(handoffEvents(german, assessed({}), request, 'w1').messages.map(({ text }) => text)).toEqual([
    'Sie sind auf Platz 3 der Warteschlange. Die Wartezeit beträgt etwa 2 bis 4 Minuten.',
  ]);
});

test('a wait that is not known is not made up', () => {
  expect(said({ position: 1, estimatedWaitRange: null })).toEqual(['You are next in the queue.']);
});

test('who is too far back for a place is not told a wrong one', () => {
  expect(said({ position: null, estimatedWaitRange: null })).toEqual([
    'There are very many before you in the queue.',
  ]);
});

test('when an agent is free the place does not matter', () => {
  expect(said({ outcome: 'offered', position: 1 })).toEqual([
    'I am connecting you with an agent. One moment, please.',
  ]);
});

test('the conversation then waits in the queue with its work item, and says so in the header', () => {
  const { events, messages } = ask();
  const turn = placeTurn(
    state,
    { cause: { kind: 'requester', action: 'message' }, events, messages },
    noon,
    () => 'id',
  );
  const after = foldTurn(state, turn);
  expect(after.workItemId).toBe('w1');
  expect(after.header).toMatchObject({
    owner: 'queue',
    state: 'on_hold',
    agentChat: true,
    queue: { name: 'IT Help' },
    shortDescription: 'VPN keeps dropping',
  });
});

test.each(['no_agents', 'closed_hours', 'refused'] as const)(
  '%s: the request stays in the log, and the Virtual Agent keeps the conversation (C3 point 7)',
  (outcome) => {
    const { events, messages } = ask({ outcome, position: null });
    expect(messages).toEqual([]);
    expect(events).toEqual([
      expect.objectContaining({ type: 'handoff_requested', outcome, workItemId: null, skills: ['vpn'] }),
    ]);
  },
);
