import { interactionLog } from '../../../../interactions/reading/interactionLog.ts';
import { textOf } from '../../../../interactions/reading/transcript.ts';
import type { TurnEvent } from '../../../../interactions/turn.ts';
import { ada, conversation, topicStarted } from '../support.ts';

describe('the interaction log tells in a line', () => {
  const run = { runId: 'r1', topic: 'vpn' };
  const record = { table: 'incident', id: 'i1', number: 'INC0000001' };
  test.each<[string, TurnEvent, object]>([
    [
      'what an action called, and what came of it',
      { type: 'action_called', connection: 'erp', method: 'POST', path: 'people/7', status: 201, ms: 12 },
      { kind: 'action', input: 'POST people/7', output: 'erp', outcome: '201', ms: 12 },
    ],
    [
      'that nobody answered an action',
      { type: 'action_called', connection: 'erp', method: 'GET', path: '', status: null, ms: 9 },
      { kind: 'action', outcome: 'no answer' },
    ],
    [
      'what the conversation saved',
      { type: 'deflected', ...run, what: 'ticket' },
      { kind: 'deflection', topic: 'vpn', output: 'ticket', outcome: 'deflected' },
    ],
    [
      'which answer was corrected',
      { type: 'answer_corrected', ...run, element: 'urgent', from: 'no', to: 'yes' },
      { kind: 'correction', topic: 'vpn', element: 'urgent', input: 'no', output: 'yes' },
    ],
    [
      'the language it went on in',
      { type: 'language_changed', from: 'en', to: 'de', by: 'requested' },
      { kind: 'language', input: 'en', output: 'de', outcome: 'requested' },
    ],
    [
      'what a discovery turned out to be',
      { type: 'discovery_labelled', text: 'my vpn', chosen: 'vpn', label: 'correct' },
      { kind: 'label', topic: 'vpn', input: 'my vpn', outcome: 'correct' },
    ],
    [
      'which file went to which record',
      { type: 'file_attached', ...record, attachmentId: 'f1', name: 'a.png' },
      { kind: 'record', input: 'a.png', output: 'incident INC0000001', outcome: 'file attached' },
    ],
    [
      'what the survey was answered',
      { type: 'survey_answered', question: 'Content?', answer: 'Very' },
      { kind: 'survey', input: 'Content?', output: 'Very', outcome: 'answered' },
    ],
    [
      'what the requester left to search for',
      { type: 'left_for_search', query: 'vpn' },
      { kind: 'search', input: 'vpn', outcome: 'left' },
    ],
    [
      'that the requester was reminded',
      { type: 'idle_reminded', phase: 'live' },
      { kind: 'reminder', input: 'live', outcome: 'requester reminded' },
    ],
    [
      'that the agent was prompted (T6)',
      { type: 'agent_prompted', waitingSince: '2026-11-21T09:00:00.000Z' },
      { kind: 'reminder', outcome: 'agent prompted' },
    ],
    [
      'that it was put on hold, and for whom',
      { type: 'state_changed', state: 'on_hold', waitingReason: 'waiting_internal' },
      { kind: 'state', output: 'on_hold', outcome: 'waiting_internal' },
    ],
    [
      'who ended the wrap-up (T11)',
      { type: 'wrap_up_ended', by: 'timer', code: null, note: null },
      { kind: 'state', input: 'timer', outcome: 'wrap-up ended' },
    ],
    [
      'which fields were changed, and not to what',
      { type: 'fields_changed', changes: { workNote: 'secret', tags: ['vip'] }, by: ada },
      { kind: 'fields', input: ada.name, output: 'workNote, tags', outcome: 'changed' },
    ],
    [
      'who the guest turned out to be',
      {
        type: 'person_identified',
        from: { id: 'guest:1', name: 'Guest', guest: true },
        to: { id: 'u1', name: 'Robin Vale' },
        channelUserProfile: null,
        by: null,
      },
      { kind: 'person', input: 'Guest', output: 'Robin Vale', outcome: 'signed in' },
    ],
    [
      'that the transcript was asked for by mail',
      { type: 'mail_requested', mailId: 'm1', to: 'r***@example.com' },
      { kind: 'mail', output: 'r***@example.com', outcome: 'requested' },
    ],
    [
      'what was discovered, with every candidate',
      {
        type: 'topic_discovered',
        text: 'my vpn',
        outcome: 'match',
        candidates: [
          { topic: 'vpn', title: 'VPN', score: 0.9, by: 'model' },
          { topic: 'wifi', title: 'Wi-Fi', score: 0.2, by: 'keywords' },
        ],
        chosen: 'vpn',
      },
      { kind: 'discovery', topic: 'vpn', candidates: [{ topic: 'vpn' }, { topic: 'wifi', title: 'Wi-Fi' }] },
    ],
  ])('%s', (_what, event, line) => {
    const talk = conversation();
    talk.happens(0, topicStarted('vpn'));
    talk.happens(1, event);
    const last = interactionLog(talk.log).at(-1);
    expect(last).toMatchObject({ number: 2, ...line });
  });
});

test('the log of a later turn needs no earlier one: its numbers go on, and setup topics are known as such', () => {
  const talk = conversation();
  talk.happens(0, topicStarted('greeting', 'greeting'));
  talk.happens(
    1,
    {
      type: 'element_run',
      runId: 'run-greeting',
      topic: 'greeting',
      topicKind: 'setup',
      element: 'hello',
      kind: 'text',
      outcome: 'done',
      ms: 1,
    },
    {
      type: 'topic_ended',
      runId: 'run-greeting',
      topic: 'greeting',
      topicKind: 'setup',
      outcome: 'completed',
    },
  );
  const whole = interactionLog(talk.log);
  expect(interactionLog(talk.log.slice(1), 1)).toEqual(whole.slice(1));
  expect(whole.map(({ number, topicKind }) => [number, topicKind])).toEqual([
    [1, 'setup'],
    [2, 'setup'],
    [3, 'setup'],
  ]);
});

test('a file that was sent stands in the log, with who sent it', () => {
  const talk = conversation();
  const attachment = { attachmentId: 'f1', name: 'error.png', size: 12, type: 'image/png' };
  talk.at(1, {
    cause: { kind: 'agent', action: 'message', agent: ada },
    events: [],
    messages: [
      { type: 'file', text: '', attachment, from: { kind: 'agent', name: ada.name }, private: true },
    ],
  });
  expect(interactionLog(talk.log)).toMatchObject([
    { kind: 'file', input: ada.name, output: 'error.png (image/png)', outcome: 'private' },
  ]);
});

describe('a message in words', () => {
  test('a file is its name, after what was said with it', () => {
    const file = {
      type: 'file',
      attachment: { attachmentId: 'f', name: 'a.png', size: 1, type: 'image/png' },
    } as const;
    expect(textOf({ ...file, text: 'a.png' })).toBe('[a.png]');
    expect(textOf({ ...file, text: 'Here it is' })).toBe('Here it is\n[a.png]');
  });
  const card = { table: '', id: '', number: '', title: 'Room 12', fields: [{ label: 'Floor', value: '3' }] };
  test('a card of a topic’s own has no number', () =>
    expect(
      textOf({
        type: 'card',
        text: 'Your room',
        card: {
          ...card,
          subtitle: 'Quiet',
          image: { url: '/12.png', alt: 'A door', size: 'small' },
          links: [{ url: 'https://example.com', label: 'Map' }],
        },
      }),
    ).toBe('Your room\nRoom 12\nQuiet\n[A door]\nFloor: 3\nMap: https://example.com'));
  test('a picture is what it shows, said once', () => {
    const picture = { type: 'image', imageUrl: '/a.png', alt: 'A door' } as const;
    expect(textOf({ ...picture, text: 'A door' })).toBe('A door');
    expect(textOf({ ...picture, text: 'Here' })).toBe('Here\n[A door]');
  });
});
