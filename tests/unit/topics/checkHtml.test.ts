import { validateTopic } from '../../../topics/validateTopic.ts';

/** The problems of a topic with one piece of HTML. */
const problemsOf = (html: string, german = html) =>
  validateTopic(
    JSON.stringify({
      name: 'a',
      title: 'A',
      elements: [{ id: 'rich', kind: 'html', html }],
      translations: { de: { 'rich.html': german } },
    }),
    'a.yaml',
  ).problems.map(({ path, message }) => `${path}: ${message}`);

it.each([
  '<p>Hello <b>{{ requester.name }}</b></p>',
  '<a href="https://example.com/{{ vaContext.page }}">x</a><a href="{{ vaContext.url }}">y</a><a href="/help">z</a>',
  '{% if requester.guest %}<p>Hello</p>{% endif %}<img src="/plan.png" alt="A plan">',
  '1 < 2 & 3 > 2',
])('%s is fine', (html) => expect(problemsOf(html)).toEqual([]));

it.each([
  ['<script>alert(1)</script>', '<script> is left out of messages, with what is in it'],
  [
    '<p>x</p><IFRAME src="https://a.example"></IFRAME>',
    '<iframe> is left out of messages, with what is in it',
  ],
  [
    '<a href="javascript:alert(1)">x</a>',
    '<a href="javascript:alert(1)"> is not an address that a message may hold',
  ],
  ['<a href="//a.example">x</a>', '<a href="//a.example"> is not an address that a message may hold'],
  ['<a href="help.html">x</a>', '<a href="help.html"> is not an address that a message may hold'],
  [
    '<img src="data:image/png;base64,x">',
    '<img src="data:image/png;base64,x"> is not an address that a message may hold',
  ],
  [
    '<img src="mailto:a@example.com">',
    '<img src="mailto:a@example.com"> is not an address that a message may hold',
  ],
])('%s is found when it is published', (html, message) =>
  expect(problemsOf(html, '<p>gut</p>')).toEqual([`elements[0].html: ${message}`]),
);

it('looks into translations, too', () =>
  expect(problemsOf('<p>good</p>', '<style>p{}</style>')).toEqual([
    'translations.de.rich.html: <style> is left out of messages, with what is in it',
  ]));
