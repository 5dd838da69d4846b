import { elementKind } from './element.ts';

/** Ends the topic. */
export const end = elementKind('end', {
  run: ({ outcome, follow }) => ({ go: 'end', outcome, follow }),
});
