import { defaultSettings } from '../../../contracts/settings.ts';
import { faultDraft } from '../../../handoff/faultDraft.ts';
import { holdDraft, resumeDraft } from '../../../handoff/live/holdDraft.ts';
import { systemEndDraft } from '../../../handoff/live/systemEndDraft.ts';
import { skippedWrapUpDraft, wrapUpDraft } from '../../../handoff/live/wrapUpDraft.ts';
import { priorityIn } from '../../../handoff/routing/priorityIn.ts';
import { newQueue } from '../../../handoff/routing/queue.ts';
import { queueNamed } from '../../../handoff/routing/queueNamed.ts';
import { type ConversationState, emptyConversation } from '../../../interactions/conversationState.ts';

const anna = { id: 'anna', name: 'Anna' };

function conversation(header: Partial<ConversationState['header']>): ConversationState {
  const state = emptyConversation('c1', 'IMS0000001', '2026-03-02T12:00:00.000Z');
  return { ...state, header: { ...state.header, ...header } };
}
const live = { owner: 'agent', state: 'work_in_progress', assignedTo: anna } as const;

test('A3: what the system closed is not announced on messaging channels, and its agent always reads who did it', () => {
  const chat = systemEndDraft(conversation({ ...live, locale: 'de' }), anna, {}, 'Hallo');
  expect(chat.messages).toMatchObject([
    { text: 'Das Gespräch wurde geschlossen.' },
    { text: 'Anna hat dieses Gespräch geschlossen.', private: true },
  ]);
  const messaging = systemEndDraft(conversation({ ...live, type: 'messaging' }), anna, {}, 'Hello');
  expect(messaging.messages).toMatchObject([{ private: true }]);
});

test('P09: what was noted is written; what was not given changes nothing', () => {
  const plain = systemEndDraft(conversation(live), anna, {}, 'Hello');
  expect(plain.events.map(({ type }) => type)).toEqual(['owner_changed', 'conversation_closed']);
  const noted = systemEndDraft(conversation(live), anna, { disposition: 'spam' }, 'Hello');
  expect(noted.events[0]).toEqual({ type: 'fields_changed', changes: { disposition: 'spam' }, by: anna });
});

test.each([
  ['the Virtual Agent has it', { owner: 'virtual_agent', state: 'work_in_progress' }, 'conflict'],
  ['it waits in a queue', { owner: 'queue', state: 'on_hold' }, 'conflict'],
  ['it is in wrap-up', { owner: 'none', state: 'wrap_up' }, 'closed'],
  ['it is closed', { owner: 'none', state: 'closed_complete' }, 'closed'],
] as const)('%s: neither parked nor taken up', (_, header, code) => {
  const state = conversation(header);
  expect(() => holdDraft(state, anna, 'waiting_internal')).toThrow(expect.objectContaining({ code }));
  expect(() => resumeDraft(state, anna)).toThrow(expect.objectContaining({ code }));
});

test('parking for another reason is told, for the same one it is nothing new', () => {
  const parked = conversation({ ...live, state: 'on_hold', waitingReason: 'waiting_internal' });
  expect(holdDraft(parked, anna, 'waiting_internal')).toBeNull();
  expect(holdDraft(parked, anna, 'waiting_on_customer')?.events).toEqual([
    { type: 'state_changed', state: 'on_hold', waitingReason: 'waiting_on_customer' },
  ]);
});

test('only a wrap-up can be completed or skipped', () => {
  expect(() => wrapUpDraft(conversation(live), anna, {})).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  );
  expect(skippedWrapUpDraft(conversation({ state: 'closed_complete', owner: 'none' }))).toBeNull();
});

test('P02: what is over or the Virtual Agent’s is not faulted; the requester reads it in their language', () => {
  expect(faultDraft(conversation({ state: 'wrap_up', owner: 'none' }), 'x', 'y')).toBeNull();
  expect(faultDraft(conversation({ owner: 'virtual_agent' }), 'x', 'y')).toBeNull();
  const draft = faultDraft(conversation({ owner: 'queue', state: 'on_hold', locale: 'de' }), 'x', 'y');
  expect(draft?.messages[0]?.text).toContain('niemand kann Ihr Gespräch übernehmen');
});

test('the sentiment gives the place in the queue; where nothing was measured it is the ordinary one', () => {
  const settings = defaultSettings();
  const queue = newQueue({ id: 'it', name: 'IT', priority: 5 });
  const place = (one: typeof queue, sentiment: 'negative' | null) =>
    priorityIn({ holds: () => true }, one, sentiment, settings, null);
  expect(place(queue, 'negative')).toBe(5);
  settings.sentiment.priority.negative = 20;
  expect(place(queue, 'negative')).toBe(25);
  expect(place({ ...queue, sentimentPriority: { negative: 1, neutral: 2, positive: 3 } }, 'negative')).toBe(
    6,
  );
  expect(place(queue, null)).toBe(5);
  expect(place({ ...queue, sort: 'arrival' }, 'negative')).toBe(0);
});

test('a queue is found by its id before a name, whatever the case', () => {
  const queues = [newQueue({ id: 'a', name: 'b' }), newQueue({ id: 'b', name: 'IT Help' })];
  expect(queueNamed(queues, 'b')?.id).toBe('b');
  expect(queueNamed(queues, ' it help ')?.id).toBe('b');
  expect(queueNamed(queues, 'c')).toBeNull();
});
