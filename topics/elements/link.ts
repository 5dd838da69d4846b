import { address } from './address.ts';
import { type ElementContext, elementKind } from './element.ts';

/** Shows up to three links. */
export const link = elementKind('link', {
  run(element, context) {
    const links = renderLinks(element.links, context);
    context.say({ type: 'link', text: context.wording(element.text), links });
    return { go: 'next', output: links.map(({ url }) => url).join(', ') };
  },
});

/** Also the links of a card. Throws when one of them leads where no link may. */
export function renderLinks(
  links: readonly { url: string; label: string }[],
  { render }: Pick<ElementContext, 'render'>,
): { url: string; label: string }[] {
  return links.map(({ url, label }) => ({ url: address(render(url), 'link'), label: render(label) }));
}
