import type { InputElement, TopicElement } from '../contracts/topic.ts';

/** What stands in place of a secret in everything that is stored (design §8). */
export const mask = '••••••';

/** Whether an element asks for an answer. */
export function isInput(element: TopicElement): element is InputElement {
  return 'prompt' in element;
}

export function isSecure(element: InputElement): boolean {
  return element.kind === 'text_input' && element.secure;
}

/** Takes any words as its answer, so that what is said there is looked at twice. */
export function isFree(element: InputElement): boolean {
  return element.kind === 'text_input' && !element.secure;
}
