import type { Settings } from '../../contracts/settings.ts';
import type { Sentiment } from '../../contracts/states.ts';

/** The place in the queue that the sentiment at a handoff gives (domain A1: rules act at each handoff). 0 is ordinary. */
export function priorityOf(sentiment: Sentiment | null, priority: Settings['sentiment']['priority']): number {
  return sentiment === null ? 0 : priority[sentiment];
}
