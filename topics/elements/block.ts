import type { TopicValue } from '../dialog.ts';
import { elementKind } from './element.ts';

/** Runs a topic block; its outputs come back into our variables when it ends. */
export const block = elementKind('block', {
  run(element, context) {
    const inputs: Record<string, TopicValue> = {};
    for (const [name, source] of Object.entries(element.inputs)) inputs[name] = context.value(source);
    return { go: 'block', block: element.block, inputs, output: element.block };
  },
});
