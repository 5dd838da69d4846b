import { elementKind } from './element.ts';

/** Ends the topic. */
export const end = elementKind('end', {
  run: ({ outcome, then }) => ({ go: 'end', outcome, then }),
});
