import { elementKind } from './element.ts';

/** Waits a little before the topic goes on by itself (domain B4); whoever speaks first ends the pause. */
export const pause = elementKind('pause', {
  run: ({ seconds }) => ({ go: 'pause', seconds }),
});
