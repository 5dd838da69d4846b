import type { TopicValue } from '../dialog.ts';
import { elementKind } from './element.ts';

/** Runs a topic block; its outputs come back into our variables when it ends. */
export const block = elementKind('block', {
  run(element, context) {
    const inputs: Record<string, TopicValue> = {};
    for (const [name, source] of Object.entries(element.inputs)) inputs[name] = context.value(source);
    const block = element.block ?? chosen(context.evaluate(element.choose ?? ''), element.choose);
    return { go: 'block', block, inputs, output: block };
  },
});

function chosen(name: TopicValue, expression: string | undefined): string {
  if (typeof name === 'string') return name;
  throw new Error(`“${expression}” gives no name of a topic block`);
}
