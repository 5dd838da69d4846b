import { interactionLog } from '../../../interactions/interactionLog.ts';
import { textOf } from '../../../interactions/transcript.ts';
import type { TurnEvent } from '../../../interactions/turn.ts';
import { conversation, topicStarted } from './support.ts';

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
  ])('%s', (_what, event, line) => {
    const talk = conversation();
    talk.happens(0, topicStarted('vpn'));
    talk.happens(1, event);
    const last = interactionLog(talk.log).at(-1);
    expect(last).toMatchObject({ number: 2, ...line });
  });
});

describe('a message in words', () => {
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
