import { elementKind } from './element.ts';

/** Goes over to another topic, or to a setup topic by its role (TD10). */
export const switchTopic = elementKind('switch_topic', {
  run: ({ topic, role, resume }) => ({ go: 'switch', topic, role, resume }),
});
