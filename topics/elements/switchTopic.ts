import type { TopicValue } from '../dialog.ts';
import { elementKind } from './element.ts';

/** Goes over to another topic, or to a setup topic by its role (TD10). */
export const switchTopic = elementKind('switch_topic', {
  run({ topic, choose, role, resume }, context) {
    const chosen = choose === undefined ? topic : nameOf(context.evaluate(choose), choose);
    return { go: 'switch', topic: chosen, role, resume };
  },
});

function nameOf(name: TopicValue, expression: string): string {
  if (typeof name === 'string') return name;
  throw new Error(`“${expression}” gives no name of a topic`);
}
