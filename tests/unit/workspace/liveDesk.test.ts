import { type MemberRole, quiet } from '../../../contracts/live.ts';
import { leftLevel } from '../../../workspace/desk/live/leftLevel.ts';
import { emptyDesk } from '../../../workspace/desk/state/deskState.ts';
import { type DeskEvent, reduceDesk } from '../../../workspace/desk/state/reduceDesk.ts';
import { roleOf, writingOf } from '../../../workspace/desk/state/roleOf.ts';
import { whyDeparted } from '../../../workspace/desk/whyDeparted.ts';
import { en } from '../../../workspace/messages/en.ts';
import { header, inbox, item, message, opened, start } from './samples.ts';

const number = 'IMS0000001';
const holding: DeskEvent[] = [
  { type: 'inbox', inbox: inbox({ conversations: [item()] }), at: start },
  { type: 'opened', opened: opened([message(1, 'requester')]) },
];
const following = (...events: DeskEvent[]) => {
  const conversation = [...holding, ...events].reduce(reduceDesk, emptyDesk).conversations[number];
  if (conversation === undefined) throw new Error('the desk has no such conversation');
  return conversation;
};
const why = (...events: DeskEvent[]) => whyDeparted(following(...events), en, 'agent1');
const changed = (
  more: Partial<Extract<DeskEvent, { type: 'changed' }>>,
  standing: Parameters<typeof header>[0] = {},
): DeskEvent => ({
  type: 'changed',
  interaction: number,
  owner: 'agent',
  header: header({ lastSeq: 5, ...standing }),
  relatedTasks: [],
  live: quiet,
  wrapUpUntil: null,
  mine: true,
  ...more,
});
const gone: DeskEvent = { type: 'inbox', inbox: inbox(), at: start + 1 };
const member = (id: string, role: MemberRole, supervises = false) => ({
  agent: { id, name: id },
  role,
  supervises,
  at: '',
});

describe('why a conversation has left the desk', () => {
  const toQueue = changed({ owner: 'queue', mine: false }, { owner: 'queue', assignedTo: null });
  const departed = (departure: 'transferred' | 'handed_back'): DeskEvent => ({
    type: 'departed',
    interaction: number,
    departure,
  });

  test('passed on by its agent, whichever is heard first', () => {
    expect(why(departed('transferred'), toQueue, gone)).toBe('You passed this conversation on.');
    expect(why(toQueue, gone, departed('transferred'))).toBe('You passed this conversation on.');
  });

  test('handed back to the Virtual Agent, also by somebody else', () => {
    const back = changed({ owner: 'virtual_agent', mine: false }, { owner: 'virtual_agent' });
    expect(why(back)).toBe('This conversation is back with the Virtual Agent.');
    expect(why(departed('handed_back'), gone)).toBe('This conversation is back with the Virtual Agent.');
  });

  test('taken by somebody who is named', () => {
    const taken = changed({ mine: false }, { assignedTo: { id: 'agent2', name: 'Ben Okafor' } });
    expect(why(taken)).toBe('Ben Okafor has this conversation now.');
    // A tab that only heard of the inbox does not name its own agent.
    expect(why(gone)).toBe('Somebody else has this conversation now.');
  });

  test('lost with the connection', () => {
    const lost = inbox({ lost: [{ interaction: number, at: '' }] });
    expect(why({ type: 'inbox', inbox: lost, at: start + 1 })).toMatch(/^The connection to you was lost/);
  });

  test('what comes back is here again', () => {
    expect(following(departed('transferred'), changed({})).departed).toBeNull();
  });

  test('who is kept in it has not lost it', () => {
    expect(
      following(changed({ mine: true }, { assignedTo: { id: 'agent2', name: 'Ben' } })).departed,
    ).toBeNull();
  });
});

describe('as what one is in a conversation', () => {
  const live = { ...quiet, members: [member('agent2', 'consult'), member('samir', 'observer', true)] };

  test('who has it, who is in it, who is not', () => {
    expect(roleOf({ header: header(), live }, undefined, 'agent1')).toBe('holder');
    expect(roleOf({ header: header(), live }, undefined, 'agent2')).toBe('consult');
    expect(roleOf({ header: header(), live }, undefined, 'agent3')).toBeNull();
  });

  test('the conversation is heard before the inbox', () => {
    expect(roleOf({ header: header(), live }, { role: 'holder' }, 'samir')).toBe('observer');
    expect(roleOf({ header: header(), live }, { role: 'public' }, 'agent3')).toBe('public');
  });

  test('says what one may write', () => {
    expect(writingOf('holder', null)).toBe('all');
    expect(writingOf('public', null)).toBe('all');
    expect(writingOf('consult', null)).toBe('private');
    expect(writingOf('whisper', null)).toBe('private');
    expect(writingOf('observer', null)).toBe('none');
    expect(writingOf(null, null)).toBe('none');
  });

  test('while the Virtual Agent runs a topic nobody else writes to the requester', () => {
    const errand = { topic: 'unlock', title: 'Unlock', by: null, at: '' };
    expect(writingOf('holder', errand)).toBe('private');
    expect(writingOf('observer', errand)).toBe('none');
  });
});

test('how far words have come only grows', () => {
  const receipts = (delivered: number, read: number): DeskEvent => ({
    type: 'receipts',
    interaction: number,
    receipts: { delivered, read, agentRead: 1 },
  });
  expect(following(receipts(4, 3), receipts(3, 4)).receipts).toEqual({ delivered: 4, read: 4, agentRead: 1 });
});

test('when the wrap-up ends is known while it lasts', () => {
  const until = '2026-03-02T09:05:00.000Z';
  expect(following(changed({ wrapUpUntil: until }, { state: 'wrap_up' })).wrapUpUntil).toBe(until);
});

test('the time left of a wrap-up is said at 30 and at 10 seconds', () => {
  expect([31, 30, 11, 10, 0].map((seconds) => leftLevel(seconds))).toEqual([
    { level: 'calm', said: null },
    { level: 'soon', said: 30 },
    { level: 'soon', said: 30 },
    { level: 'urgent', said: 10 },
    { level: 'urgent', said: 10 },
  ]);
});
