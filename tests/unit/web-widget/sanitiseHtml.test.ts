import { type HtmlNode, sanitiseHtml } from '../../../contracts/sanitiseHtml.ts';

const text = (nodeValue: string): HtmlNode => ({ nodeType: 3, nodeName: '#text', nodeValue, childNodes: [] });
const element = (
  nodeName: string,
  childNodes: HtmlNode[] = [],
  attributes: Record<string, string> = {},
): HtmlNode => ({
  nodeType: 1,
  nodeName,
  nodeValue: null,
  childNodes,
  getAttribute: (name) => attributes[name] ?? null,
});
const sanitise = (...nodes: HtmlNode[]) => sanitiseHtml(element('BODY', nodes), 'https://desk.example');

describe('sanitiseHtml', () => {
  it('keeps harmless elements and drops every attribute of theirs', () => {
    const bold = element('B', [text('now')], { onclick: 'alert(1)', style: 'position:fixed' });
    expect(sanitise(element('P', [text('Do it '), bold]))).toEqual([
      { tag: 'p', children: ['Do it ', { tag: 'b', children: ['now'] }] },
    ]);
  });

  it.each(['SCRIPT', 'STYLE', 'IFRAME', 'SVG', 'TEMPLATE', 'OBJECT'])(
    'drops %s with what it holds',
    (name) => {
      expect(sanitise(text('a'), element(name, [text('alert(1)')]))).toEqual(['a']);
    },
  );

  it('keeps the text of an element it does not know', () => {
    expect(sanitise(element('BLINK', [text('hello')]), element('INPUT'))).toEqual(['hello']);
  });

  it('keeps links and pictures with addresses that lead somewhere, and their text with others', () => {
    expect(
      sanitise(
        element('A', [text('good')], { href: 'https://a.example/', onmouseover: 'x()' }),
        element('A', [text('bad')], { href: 'javascript:alert(1)' }),
        element('IMG', [], { src: 'data:image/svg+xml,x', alt: 'a plan' }),
        element('IMG', [], { src: '/plan.png', onerror: 'x()' }),
      ),
    ).toEqual([
      { tag: 'a', href: 'https://a.example/', children: ['good'] },
      'bad',
      'a plan',
      { tag: 'img', src: 'https://desk.example/plan.png', alt: '', children: [] },
    ]);
  });

  it('lowers headings and gives up on endless nesting', () => {
    expect(sanitise(element('H1', [text('Title')]))).toEqual([{ tag: 'h3', children: ['Title'] }]);
    let deep = text('deep');
    for (let depth = 0; depth < 500; depth += 1) deep = element('B', [deep]);
    expect(JSON.stringify(sanitise(deep))).not.toContain('deep');
  });
});
