import { address } from './address.ts';
import { elementKind } from './element.ts';

/** Shows a picture. Its alternative text is what it says, unless the author has words for it. */
export const image = elementKind('image', {
  run(element, context) {
    const alt = context.render(element.alt);
    const imageUrl = address(context.render(element.image_url), 'media');
    const text = element.text === undefined ? alt : context.wording(element.text);
    context.say({ type: 'image', text, imageUrl, alt });
    return { go: 'next', output: `${alt} (${imageUrl})` };
  },
});
