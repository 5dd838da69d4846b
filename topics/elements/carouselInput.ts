import type { Choice } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import { address } from './address.ts';
import { authoredChoice, choicesFrom } from './choiceSource.ts';
import { askChoices, readChoices } from './choices.ts';
import { type ElementContext, elementKind } from './element.ts';

/** Asks to pick one of several cards with pictures, or several of them. */
export const carouselInput = elementKind('carousel_input', {
  run: async (element, context) =>
    askChoices(element, context, await choicesOf(element, context), 'carousel'),
  answer: async (element, input, context) =>
    readChoices(element, input, context, await choicesOf(element, context)),
});

async function choicesOf(
  { choices, from }: ElementOf<'carousel_input'>,
  context: ElementContext,
): Promise<Choice[]> {
  if (choices !== undefined) {
    return choices.map(({ image_url, alt, ...choice }) => ({
      ...authoredChoice(choice, context),
      imageUrl: address(context.render(image_url), 'media'),
      alt: context.render(alt),
    }));
  }
  if (from === undefined) return [];
  return choicesFrom(from, context, (render) => ({
    imageUrl: address(render(from.image_url), 'media'),
    alt: render(from.alt),
  }));
}
