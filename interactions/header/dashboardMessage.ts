import { dashboardMessages } from '../classifyClose.ts';
import type { Folded } from '../conversationState.ts';

/** domain C1: the words for how it ended; null while it is open, and for P10, to which the documents give none. */
export function dashboardMessage({ record: { closing } }: Folded): string | null {
  return closing === null || closing.endState === null ? null : dashboardMessages[closing.endState];
}
