import { defaultSettings, type Settings, settingsSchema } from '../../../contracts/settings.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import {
  guestGoneDeadline,
  type IdleDeadline,
  type IdleSettings,
  idleDeadline,
} from '../../../interactions/idleDeadline.ts';
import { ada, conversation, opened, start, toAgent, toQueue } from './support.ts';

const shipped = defaultSettings();
const idleOf = (idle: Partial<Settings['idle']>): IdleSettings => settingsSchema.parse({ idle });
const quiet = idleOf({ virtualAgentReminderSeconds: 0 });

/** What is due, as seconds after the opening. */
const due = (deadline: IdleDeadline | null): [string, number] | null =>
  deadline === null ? null : [deadline.action, (deadline.at.getTime() - start) / 1_000];
const next = (talk: { state: Parameters<typeof idleDeadline>[0] }, settings: IdleSettings = shipped) =>
  due(idleDeadline(talk.state, settings));

/** Accepted at 10 s; nobody has written. */
function live(more: Parameters<typeof opened>[0] = {}) {
  const talk = conversation();
  talk.happens(0, opened(more), toQueue());
  talk.happens(10, toAgent);
  return talk;
}
const reminded = { type: 'idle_reminded', phase: 'live' } as const;

describe('T1: the Virtual Agent part', () => {
  test('closes two hours after the requester’s last act, whatever the bot said since', () => {
    const talk = conversation();
    talk.requesterSays(10, 'hello');
    talk.botSays(3_000, 'are you there?');
    expect(next(talk, quiet)).toEqual(['close', 7_210]);
  });

  test('a nudge comes before the close, once', () => {
    const talk = conversation();
    talk.requesterSays(0, 'hello');
    expect(next(talk)).toEqual(['remind', 6_600]);
    talk.happens(6_600, { type: 'idle_reminded', phase: 'virtual_agent' });
    expect(next(talk)).toEqual(['close', 7_200]);
  });

  test('somebody who never engaged is nudged too', () => {
    expect(next(conversation())).toEqual(['remind', 6_600]);
  });

  test('a nudge that would come after the close comes shortly before it; 0 sends none', () => {
    const talk = conversation();
    expect(next(talk, idleOf({ virtualAgentSeconds: 600 }))).toEqual(['remind', 540]);
    expect(next(talk, idleOf({ virtualAgentSeconds: 600, virtualAgentReminderSeconds: 0 }))).toEqual([
      'close',
      600,
    ]);
  });

  test('counts in the queue as well, with its nudge', () => {
    const talk = conversation();
    talk.happens(0, opened());
    talk.happens(1, toQueue());
    expect(idleDeadline(talk.state, shipped)).toMatchObject({ action: 'remind', silence: 'queue' });
    expect(next(talk, quiet)).toEqual(['close', 7_201]);
  });

  test('who comes back to the Virtual Agent after a long wait is not sent away at once', () => {
    const talk = conversation();
    talk.happens(0, opened());
    talk.happens(1, toQueue());
    talk.happens(7_100, { type: 'owner_changed', from: 'queue', to: 'virtual_agent', why: 'no agents' });
    expect(next(talk, quiet)).toEqual(['close', 14_300]);
  });
});

test('T1a and T8: what a channel has of its own goes before what counts everywhere', () => {
  const talk = conversation();
  talk.happens(0, opened({ channel: 'whatsapp' }));
  const settings = idleOf({
    virtualAgentReminderSeconds: 0,
    channels: { whatsapp: { virtualAgentSeconds: 900 }, line: { virtualAgentSeconds: 100 } },
  });
  expect(next(talk, settings)).toEqual(['close', 900]);
  const live_ = live({ channel: 'whatsapp' });
  const chat = idleOf({ channels: { whatsapp: { liveReminderSeconds: 30, liveCloseSeconds: 60 } } });
  expect(next(live_, chat)).toEqual(['remind', 40]);
});

test('T2: a requester who is a bot is waited for an hour, and nudged before', () => {
  const talk = conversation();
  talk.happens(0, opened({ openedFor: { id: 'b1', name: 'Monitor', bot: true } }));
  expect(next(talk)).toEqual(['remind', 3_240]);
  talk.happens(3_240, { type: 'idle_reminded', phase: 'virtual_agent' });
  expect(next(talk)).toEqual(['close', 3_600]);
});

describe('T3 and T4: the live part', () => {
  test('reminds after 180 s and closes after 360 s', () => {
    const talk = live();
    talk.requesterSays(20, 'hello');
    talk.agentSays(30, 'hi, which office are you in?');
    expect(next(talk)).toEqual(['remind', 30 + 180]);
    talk.happens(210, reminded);
    expect(next(talk)).toEqual(['close', 30 + 360]);
  });

  test('T4: a reminder that came late still leaves the time to answer', () => {
    const talk = live();
    talk.agentSays(30, 'hi');
    talk.happens(2_000, reminded);
    expect(next(talk)).toEqual(['close', 2_180]);
  });

  test('T3: an answer of the requester starts the silence anew', () => {
    const talk = live();
    talk.agentSays(30, 'hi');
    talk.happens(210, reminded);
    talk.requesterSays(220, 'sorry, I was away');
    expect(next(talk)).toEqual(['remind', 220 + 180]);
  });

  test('T4: a long wait in the queue does not count once an agent accepted', () => {
    const talk = conversation();
    talk.requesterSays(0, 'a person please');
    talk.happens(1, toQueue());
    talk.happens(1_000, toAgent);
    expect(next(talk)).toEqual(['remind', 1_180]);
  });

  test('A2: parked for something internal, T1 alone counts; taken up again, the silence starts anew', () => {
    const talk = live();
    talk.agentSays(30, 'let me ask a colleague');
    talk.happens(40, { type: 'state_changed', state: 'on_hold', waitingReason: 'waiting_internal' });
    expect(next(talk, quiet)).toEqual(['close', 7_200]);
    talk.happens(3_000, { type: 'state_changed', state: 'work_in_progress', waitingReason: null });
    expect(next(talk)).toEqual(['remind', 3_180]);
  });

  test('A2: parked because the requester has to answer, T3 and T4 go on', () => {
    const talk = live();
    talk.agentSays(30, 'please restart it');
    talk.happens(40, { type: 'state_changed', state: 'on_hold', waitingReason: 'waiting_on_customer' });
    expect(next(talk)).toEqual(['remind', 210]);
  });
});

test('T4b: with it on, a live chat in which no person wrote falls under T1', () => {
  const talk = live();
  const late = idleOf({ virtualAgentReminderSeconds: 0, liveAfterFirstAgentMessage: true });
  expect(next(talk, late)).toEqual(['close', 7_200]);
  talk.agentSays(20, 'hi');
  expect(next(talk, late)).toEqual(['remind', 20 + 180]);
});

describe('T5: a guest whose connection is lost in a live chat', () => {
  const gone = (seconds: number): Date => new Date(start + seconds * 1_000);
  const guest = { id: 'guest:1', name: 'Guest', guest: true };

  test('hears about it after half of the grace time and is closed after all of it', () => {
    const talk = live({ openedFor: guest });
    expect(due(guestGoneDeadline(talk.state, gone(100), shipped))).toEqual(['remind', 250]);
    talk.happens(250, reminded);
    expect(due(guestGoneDeadline(talk.state, gone(100), shipped))).toEqual(['close', 400]);
  });

  test.each([
    ['somebody who is known', { openedFor: { id: 'u1', name: 'Robin Vale' } }, shipped],
    ['a messaging channel', { openedFor: guest, interactionType: 'messaging' as const }, shipped],
    ['a grace time of 0', { openedFor: guest }, idleOf({ guestDisconnectSeconds: 0 })],
  ])('it does not count for %s', (_who, more, settings) => {
    expect(guestGoneDeadline(live(more).state, gone(100), settings)).toBeNull();
  });

  test('nor with the Virtual Agent, where T1 counts', () => {
    const talk = conversation();
    talk.happens(0, opened({ openedFor: guest }));
    expect(guestGoneDeadline(talk.state, gone(100), shipped)).toBeNull();
  });
});

describe('messaging', () => {
  const messaging = { interactionType: 'messaging', channel: 'async_web' } as const;

  test('T6: the agent is prompted half an hour after the first message that waits, once', () => {
    const talk = live(messaging);
    talk.requesterSays(100, 'hello');
    talk.requesterSays(700, 'anybody?');
    expect(next(talk)).toEqual(['prompt_agent', 1_900]);
    talk.happens(1_900, { type: 'agent_prompted', waitingSince: new Date(start + 100_000).toISOString() });
    expect(next(talk)).toBeNull();
    talk.agentSays(2_000, 'sorry');
    talk.requesterSays(2_100, 'no problem');
    expect(next(talk)).toEqual(['prompt_agent', 3_900]);
  });

  test('T7: the agent waits two days; a day before, the requester is nudged', () => {
    const talk = live(messaging);
    talk.agentSays(100, 'which model is it?');
    expect(next(talk)).toEqual(['remind', 100 + 86_400]);
    talk.happens(86_500, reminded);
    expect(next(talk)).toEqual(['close', 100 + 172_800]);
  });

  test('C3 point 9: in the live part T7 alone closes; in the queue and on hold for something internal nothing does', () => {
    const talk = conversation();
    talk.happens(0, opened(messaging));
    expect(next(talk)).toEqual(['remind', 6_600]);
    talk.happens(1, toQueue());
    expect(next(talk)).toBeNull();
    talk.happens(10, toAgent);
    talk.agentSays(20, 'I shall ask');
    talk.happens(30, { type: 'state_changed', state: 'on_hold', waitingReason: 'waiting_internal' });
    expect(next(talk)).toBeNull();
  });

  test('while the Virtual Agent runs a topic the requester is waited for: no prompt, and two days from the last word', () => {
    const talk = live(messaging);
    talk.agentSays(100, 'let me run something for you');
    const sixDays = 6 * 86_400;
    talk.happens(sixDays, { type: 'errand_started', topic: 'reset', title: 'Reset', by: ada });
    expect(next(talk)).toEqual(['remind', sixDays + 86_400]);
    talk.requesterSays(sixDays + 60, 'my account');
    expect(next(talk)).toEqual(['remind', sixDays + 60 + 86_400]);
    talk.happens(sixDays + 70, { type: 'errand_ended', topic: 'reset', outcome: 'completed' });
    expect(next(talk)).toEqual(['prompt_agent', sixDays + 60 + 1_800]);
  });

  test('T6: what an agent opened does not wait for the agent before the requester wrote', () => {
    const talk = conversation();
    talk.happens(0, opened({ ...messaging, direction: 'outbound' }), { ...toAgent, agent: ada });
    expect(next(talk)).toBeNull();
  });
});

test('T11: a wrap-up ends at its time; what is closed has no deadline', () => {
  const talk = live();
  const wrapUp = {
    settings: { enabled: true, seconds: 60, codes: [], usesCapacity: true },
    now: new Date(start + 100_000),
  };
  talk.happens(
    100,
    ...closeEvents(talk.state, 'agent_end', { kind: 'agent', name: ada.name }, 'Hello', wrapUp),
  );
  expect(next(talk)).toEqual(['end_wrap_up', 160]);
  talk.happens(160, { type: 'wrap_up_ended', by: 'timer', code: null, note: null });
  expect(next(talk)).toBeNull();
});

describe('a pause of the Virtual Agent', () => {
  const until = new Date(start + 20_000).toISOString();

  test('ends at its time, and whatever the Virtual Agent does before ends it too', () => {
    const talk = conversation();
    talk.requesterSays(0, 'hello');
    talk.happens(5, { type: 'paused', until });
    expect(next(talk)).toEqual(['resume', 20]);
    talk.at(10, {
      cause: { kind: 'requester', action: 'message' },
      events: [],
      messages: [],
      dialog: { v: 2 },
    });
    expect(idleDeadline(talk.state, shipped)).toMatchObject({ action: 'remind' });
  });

  test('means nothing once a person was asked for', () => {
    const talk = conversation();
    talk.happens(5, { type: 'paused', until });
    talk.happens(6, toQueue());
    expect(idleDeadline(talk.state, shipped)).not.toMatchObject({ action: 'resume' });
  });
});
