import { isOver, ownerDraft } from '../../../handoff/ownerDraft.ts';
import type { WorkItem } from '../../../handoff/workItem.ts';
import { type ConversationState, emptyConversation } from '../../../interactions/conversationState.ts';
import { noon, workItem } from './builders.ts';

const anna = { id: 'anna', name: 'Anna' };
const queue = { id: 'it', name: 'IT Help' };
const cause = { kind: 'system', action: 'test' } as const;

function conversation(more: Partial<ConversationState['header']>, workItemId: string | null = 'w1') {
  const state = emptyConversation('i1', 'IMS0000001', noon.toISOString());
  return { ...state, workItemId, header: { ...state.header, ...more } };
}
const waiting = conversation({ owner: 'queue', queue });
const withAnna = conversation({ owner: 'agent', assignedTo: anna, queue });
const held = workItem({ state: 'accepted', acceptedBy: 'anna' });
const back = (outcome: 'returned' | 'lost'): WorkItem =>
  workItem({ offers: [{ agentId: 'anna', at: noon, endedAt: noon, outcome, reason: 'because' }] });

test('somebody accepted: the requester is told who', () => {
  const draft = ownerDraft(
    waiting,
    { item: held, agent: anna, queue, position: null, texts: {}, reservedFor: null },
    cause,
  );
  expect(draft?.messages.map(({ text }) => text)).toEqual(['Anna has joined the conversation.']);
  expect(draft?.events).toEqual([expect.objectContaining({ from: 'queue', to: 'agent', agent: anna })]);
});

test('who writes in German is told in German', () => {
  const german = conversation({ owner: 'agent', assignedTo: anna, queue, locale: 'de' });
  const draft = ownerDraft(
    german,
    { item: back('lost'), agent: null, queue, position: 1, texts: {}, reservedFor: null },
    cause,
  );
  expect(draft?.messages.map(({ text }) => text)).toEqual([
    'Die Verbindung zu Anna ist abgebrochen. Jemand aus dem Team übernimmt. Sie sind als Nächstes dran.',
  ]);
});

test('work given back: the requester is told, with the place', () => {
  const draft = ownerDraft(
    withAnna,
    { item: back('returned'), agent: null, queue, position: 1, texts: {}, reservedFor: null },
    cause,
  );
  expect(draft?.messages.map(({ text }) => text)).toEqual([
    'Anna has passed your conversation on to colleagues. You are next in the queue.',
  ]);
  expect(draft?.events).toEqual([
    expect.objectContaining({ from: 'agent', to: 'queue', why: 'because', workItemId: 'w1' }),
  ]);
});

test('a lost agent: the requester is told (F7 7)', () => {
  const draft = ownerDraft(
    withAnna,
    { item: back('lost'), agent: null, queue, position: 2, texts: {}, reservedFor: null },
    cause,
  );
  expect(draft?.messages.map(({ text }) => text)).toEqual([
    'The connection to Anna was lost. A colleague will take over. You are number 2 in the queue.',
  ]);
});

test('nothing is written twice', () => {
  expect(
    ownerDraft(
      withAnna,
      { item: held, agent: anna, queue, position: null, texts: {}, reservedFor: null },
      cause,
    ),
  ).toBeNull();
  expect(
    ownerDraft(
      waiting,
      { item: workItem(), agent: null, queue, position: 1, texts: {}, reservedFor: null },
      cause,
    ),
  ).toBeNull();
});

test('work that is over says nothing about the owner', () => {
  const item = workItem({ state: 'cancelled', open: false });
  expect(
    ownerDraft(waiting, { item, agent: null, queue, position: null, texts: {}, reservedFor: null }, cause),
  ).toBeNull();
});

test.each([
  ['waits', waiting, false],
  ['is with an agent', withAnna, false],
  ['is with the Virtual Agent', conversation({ owner: 'virtual_agent' }, null), true],
  ['has ended', conversation({ owner: 'none', state: 'closed_complete' }), true],
  ['waits for other work', conversation({ owner: 'queue' }, 'w2'), true],
])('a conversation that %s', (_, state, over) => {
  expect(isOver(state, 'w1')).toBe(over);
});
