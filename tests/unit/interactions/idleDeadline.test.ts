import { defaultSettings } from '../../../contracts/settings.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import { idleDeadline } from '../../../interactions/idleDeadline.ts';
import { conversation, start, toAgent, toQueue } from './support.ts';

const { idle } = defaultSettings();
const quiet = { ...idle, virtualAgentReminderSeconds: 0 };
const seconds = (deadline: { at: Date } | null): number | null =>
  deadline === null ? null : (deadline.at.getTime() - start) / 1_000;

test('T1: the Virtual Agent part closes two hours after the requester’s last act, whatever the bot said since', () => {
  const talk = conversation();
  talk.requesterSays(10, 'hello');
  talk.botSays(3_000, 'are you there?');
  expect(idleDeadline(talk.state, quiet)).toMatchObject({ action: 'close', phase: 'virtual_agent' });
  expect(seconds(idleDeadline(talk.state, quiet))).toBe(7_210);
});

test('T1: a nudge comes before the close, once', () => {
  const talk = conversation();
  talk.requesterSays(0, 'hello');
  expect(idleDeadline(talk.state, idle)).toMatchObject({ action: 'remind' });
  expect(seconds(idleDeadline(talk.state, idle))).toBe(6_600);
  talk.happens(6_600, { type: 'idle_reminded', phase: 'virtual_agent' });
  expect(idleDeadline(talk.state, idle)).toMatchObject({ action: 'close' });
  expect(seconds(idleDeadline(talk.state, idle))).toBe(7_200);
});

test('T1: somebody who never engaged is closed without a nudge', () => {
  expect(idleDeadline(conversation().state, idle)).toMatchObject({ action: 'close' });
});

test('T3 and T4: a live chat reminds after 180 s and closes after 360 s', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(10, toAgent);
  talk.requesterSays(20, 'hello');
  talk.agentSays(30, 'hi, which office are you in?');
  expect(seconds(idleDeadline(talk.state, idle))).toBe(30 + 180);
  talk.happens(210, { type: 'idle_reminded', phase: 'live' });
  expect(idleDeadline(talk.state, idle)).toMatchObject({ action: 'close', phase: 'live' });
  expect(seconds(idleDeadline(talk.state, idle))).toBe(30 + 360);
});

test('T4: a reminder that came late still leaves the time to answer', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(10, toAgent);
  talk.agentSays(30, 'hi');
  talk.happens(2_000, { type: 'idle_reminded', phase: 'live' });
  expect(seconds(idleDeadline(talk.state, idle))).toBe(2_180);
});

test('T3: an answer of the requester starts the silence anew', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(10, toAgent);
  talk.agentSays(30, 'hi');
  talk.happens(210, { type: 'idle_reminded', phase: 'live' });
  talk.requesterSays(220, 'sorry, I was away');
  expect(idleDeadline(talk.state, idle)).toMatchObject({ action: 'remind' });
  expect(seconds(idleDeadline(talk.state, idle))).toBe(220 + 180);
});

test('T4: a long wait in the queue does not count once an agent accepted', () => {
  const talk = conversation();
  talk.requesterSays(0, 'a person please');
  talk.happens(1, toQueue());
  expect(seconds(idleDeadline(talk.state, quiet))).toBe(7_200);
  talk.happens(1_000, toAgent);
  expect(seconds(idleDeadline(talk.state, idle))).toBe(1_180);
});

test('T4b: with it on, a live chat in which no person wrote falls under T1', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(10, toAgent);
  const late = { ...quiet, liveAfterFirstAgentMessage: true };
  expect(seconds(idleDeadline(talk.state, late))).toBe(7_200);
  talk.agentSays(20, 'hi');
  expect(seconds(idleDeadline(talk.state, late))).toBe(20 + 180);
});

test('a closed conversation has no deadline', () => {
  const talk = conversation();
  talk.requesterSays(0, 'hello');
  talk.happens(
    1,
    ...closeEvents(talk.state, 'requester_end', { kind: 'requester', name: 'Robin Vale' }, 'Hello'),
  );
  expect(idleDeadline(talk.state, idle)).toBeNull();
});

test('a pause of the Virtual Agent ends at its time, and whatever the Virtual Agent does before ends it too', () => {
  const talk = conversation();
  talk.requesterSays(0, 'hello');
  const until = new Date(start + 20_000).toISOString();
  talk.happens(5, { type: 'paused', until });
  expect(idleDeadline(talk.state, idle)).toEqual({
    at: new Date(until),
    action: 'resume',
    phase: 'virtual_agent',
  });
  talk.at(10, {
    cause: { kind: 'requester', action: 'message' },
    events: [],
    messages: [],
    dialog: { v: 2 },
  });
  expect(idleDeadline(talk.state, idle)).toMatchObject({ action: 'remind' });
});

test('a pause means nothing once a person was asked for', () => {
  const talk = conversation();
  talk.happens(5, { type: 'paused', until: new Date(start + 20_000).toISOString() });
  talk.happens(6, toQueue());
  expect(idleDeadline(talk.state, idle)).not.toMatchObject({ action: 'resume' });
});
