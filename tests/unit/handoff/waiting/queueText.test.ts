import { newQueue } from '../../../../handoff/routing/queue.ts';
import { fillText, queueText } from '../../../../handoff/waiting/queueText.ts';

const queue = newQueue({
  id: 'it',
  name: 'IT',
  texts: {
    en: { queued: 'You are number {position} in {queue}. The wait is about {wait}.' },
    'de-CH': { queued: 'Sie sind auf Platz {position}.', closed: 'Wieder offen: {opens}.' },
  },
});

test('a text is in the requester’s language, else in the first that has it', () => {
  expect(queueText(queue, 'queued', 'de-CH')).toMatch(/Platz/);
  expect(queueText(queue, 'queued', 'de')).toMatch(/Platz/);
  expect(queueText(queue, 'queued', 'fr')).toMatch(/number/);
  expect(queueText(queue, 'closed', 'en')).toMatch(/Wieder/);
  expect(queueText(queue, 'joined', 'en')).toBeNull();
  expect(queueText(null, 'joined', 'en')).toBeNull();
});

test('a sentence about something that nobody knows now is left out', () => {
  const text = queueText(queue, 'queued', 'en') ?? '';
  expect(fillText(text, { queue: 'IT', position: 3, wait: '2 minutes' })).toBe(
    'You are number 3 in IT. The wait is about 2 minutes.',
  );
  expect(fillText(text, { queue: 'IT', position: 3, wait: null })).toBe('You are number 3 in IT.');
  expect(fillText('About {wait}.', {})).toBeNull();
});

test('what is filled in is not looked at again, and other braces stay', () => {
  expect(fillText('Hello {queue} {name}', { queue: '{wait}' })).toBe('Hello {wait} {name}');
});
