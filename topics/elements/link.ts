import { elementKind } from './element.ts';

/** Shows up to three links. */
export const link = elementKind('link', {
  run(element, context) {
    const links = element.links.map(({ url, label }) => ({
      url: webAddress(context.render(url)),
      label: context.render(label),
    }));
    context.say({ type: 'link', text: context.wording(element.text), links });
    return { go: 'next', output: links.map(({ url }) => url).join(', ') };
  },
});

/** Only addresses that open a page, a mail or a call: what a template puts in may come from a person. */
function webAddress(url: string): string {
  if (/^(https?:\/\/|mailto:|tel:)/i.test(url) && URL.canParse(url)) return url;
  throw new Error(`“${url.slice(0, 100)}” is not an address to link to`);
}
