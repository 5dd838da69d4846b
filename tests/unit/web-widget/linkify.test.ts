import fc from 'fast-check';
import { safeUrl } from '../../../contracts/safeUrl.ts';
import { linkify } from '../../../web-widget/chat/conversation/linkify.ts';

const linksOf = (text: string) => linkify(text).flatMap(({ href }) => (href === undefined ? [] : [href]));

describe('linkify', () => {
  it.each([
    ['See https://example.com/a?b=c#d.', ['https://example.com/a?b=c#d']],
    ['(https://example.com/x)', ['https://example.com/x']],
    ['https://example.com/a_(b), then', ['https://example.com/a_(b)']],
    ['www.example.com!', ['https://www.example.com']],
    ['write to help@example.com.', ['mailto:help@example.com']],
    ['"https://example.com"', ['https://example.com']],
    ['javascript:alert(1) data:text/html,x', []],
    ['no link here: 10:30, a.b', []],
  ])('finds the addresses in %j', (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  it('loses and adds nothing', () => {
    const word = fc.constantFrom('https://a.b/c', '(', ').', ' ', 'www.x.y', 'a@b.cd', '\n', '<b>', 'ü');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join('')),
        ),
        (text) => {
          expect(
            linkify(text)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});

describe('safeUrl', () => {
  const origin = 'https://desk.example';
  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['/docs', 'https://desk.example/docs'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['javascript:alert(1)', undefined],
    [' JavaScript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['data:text/html,<script>1</script>', undefined],
    ['vbscript:x', undefined],
    ['', undefined],
    [null, undefined],
  ])('makes of %j %j', (url, expected) => {
    expect(safeUrl(url, origin)).toBe(expected);
  });

  it('loads media from the web alone', () => {
    expect(safeUrl('mailto:a@b.example', origin, 'media')).toBeUndefined();
  });
});
