import { dueFilter } from '../../../../interactions/retention/policies.ts';
import { redactTurn } from '../../../../interactions/retention/redactTurn.ts';
import type { Turn, TurnEvent } from '../../../../interactions/turn.ts';

const by = { id: 'a1', name: 'Agent Ada' };
const zoe = { id: 'u1', name: 'Zoe', email: 'zoe@example.com' };
const pseudonym = { id: 'erased:1', name: 'Erased person' };

function turn(...events: TurnEvent[]): Turn {
  return {
    v: 1,
    _id: 't1',
    interactionId: 'c1',
    seq: 1,
    lastSeq: 2,
    at: new Date('2026-01-01T00:00:00.000Z'),
    cause: { kind: 'agent', action: 'message', agent: by, clientMessageId: 'm1' },
    events,
    messages: [
      {
        type: 'choices',
        text: 'Secret words',
        choices: [{ value: 'secret', label: 'Secret label' }],
        id: 'm1',
        seq: 1,
        at: '2026-01-01T00:00:00.000Z',
        from: { kind: 'requester', name: 'Zoe' },
      },
    ],
    sentiment: null,
    dialog: { words: 'secret' },
  };
}

const everything = turn(
  {
    type: 'topic_discovered',
    text: 'secret',
    outcome: 'match',
    candidates: [{ topic: 't', title: 'T', score: 1, by: 'exact' }],
    chosen: 't',
  },
  {
    type: 'record_created',
    table: 'incident',
    id: 'r',
    number: 'INC1',
    fields: { description: 'secret', phone: 123 },
  },
  { type: 'owner_changed', from: 'queue', to: 'agent', why: 'secret reason', agent: by },
  {
    type: 'owner_changed',
    from: 'agent',
    to: 'queue',
    why: 'secret',
    transferredBy: by,
    queue: { id: 'q', name: 'Desk' },
  },
  {
    type: 'fields_changed',
    changes: { workNote: 'secret', disposition: 'secret', tags: ['vip'], resolution: 'resolved' },
    by,
  },
  { type: 'person_identified', from: zoe, to: zoe, channelUserProfile: 'p1', by: null },
  { type: 'wrap_up_ended', by: 'agent', code: 'secret', note: 'secret' },
);

test('the words go; who acted, when, and what the fold reads stay', () => {
  const clean = redactTurn(everything, null);
  expect(JSON.stringify(clean)).not.toMatch(/secret/i);
  expect(clean).toMatchObject({
    seq: 1,
    lastSeq: 2,
    cause: everything.cause,
    messages: [{ type: 'text', text: '', id: 'm1', seq: 1, from: { kind: 'requester', name: 'Zoe' } }],
    dialog: null,
  });
  expect(clean.events).toMatchObject([
    { type: 'topic_discovered', outcome: 'match', candidates: [{ topic: 't', score: 1 }], chosen: 't' },
    { type: 'record_created', table: 'incident', id: 'r', number: 'INC1', fields: {} },
    { type: 'owner_changed', from: 'queue', to: 'agent', why: '', agent: by },
    {
      type: 'owner_changed',
      from: 'agent',
      to: 'queue',
      why: '',
      transferredBy: by,
      queue: { name: 'Desk' },
    },
    { changes: { disposition: null, tags: ['vip'], resolution: 'resolved' } },
    { type: 'person_identified', to: zoe },
    { type: 'wrap_up_ended', by: 'agent', code: null, note: null },
  ]);
  expect(redactTurn(clean, null)).toEqual(clean);
});

test('with a pseudonym nobody but staff is named', () => {
  const clean = redactTurn(everything, pseudonym);
  expect(JSON.stringify(clean)).not.toMatch(/secret|zoe|vip|p1/i);
  expect(clean.events[5]).toMatchObject({ from: pseudonym, to: pseudonym, channelUserProfile: null });
  expect(JSON.stringify(clean)).toContain('Agent Ada');
});

test('an event of a kind that is not known yet has no words left', () => {
  const later = { type: 'later', remark: 'secret', list: ['secret'], deep: { said: 'secret', count: 3 } };
  const clean = redactTurn(turn(JSON.parse(JSON.stringify(later))), null);
  expect(clean.events).toEqual([{ type: 'later', remark: '', list: [], deep: { said: '', count: 3 } }]);
});

test('an earlier policy for everything leaves nothing to a later one', () => {
  const all = { name: 'all', days: 90, delete: 'interaction', when: {} } as const;
  const chats = { name: 'chats', days: 1, delete: 'words', when: { type: 'chat' } } as const;
  const now = new Date('2026-06-01T00:00:00.000Z');
  expect(dueFilter([all, chats], 1, now)).toBeNull();
  expect(dueFilter([chats, all], 1, now)).toMatchObject({
    open: false,
    'header.closedAt': { $lte: '2026-03-03T00:00:00.000Z' },
    $and: [{}, { $nor: [{ $and: [{ 'header.type': 'chat' }] }] }],
  });
});
