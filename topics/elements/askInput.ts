import type { MessageBody } from '../../contracts/messages.ts';
import type { InputElement } from '../../contracts/topic.ts';
import { inputVariable } from '../expressions/scope.ts';
import type { ElementContext, Step } from './element.ts';

/**
 * What all inputs do on arrival (domain B4): pass when `skip_if` holds, else ask and wait.
 * `present` makes the message of the prompt's text.
 */
export function askInput(
  element: InputElement,
  context: ElementContext,
  present: (text: string) => MessageBody,
): Step {
  if (element.skip_if !== undefined && context.holds(element.skip_if)) {
    takeDefault(element, context);
    return { go: 'skip' };
  }
  const message = present(context.prompt(element));
  context.say(message);
  return { go: 'wait', output: message.text };
}

/** The value of an input that nobody answered. */
export function takeDefault(element: InputElement, context: ElementContext): void {
  const name = inputVariable(element);
  if (name === null || element.default === undefined) return;
  context.run.inputs[name] = context.value(element.default);
  delete context.run.display?.[name];
}
