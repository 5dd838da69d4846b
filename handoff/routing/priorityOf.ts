import type { Settings } from '../../contracts/settings.ts';
import type { Sentiment } from '../../contracts/states.ts';
import type { ConditionFacts, HandoffDeps } from '../handoff.ts';
import type { Queue } from './queue.ts';

/** The place in the queue that the sentiment at a handoff gives (domain A1: rules act at each handoff). 0 is ordinary. */
export function priorityOf(sentiment: Sentiment | null, priority: Settings['sentiment']['priority']): number {
  return sentiment === null ? 0 : priority[sentiment];
}

/**
 * The priority of work in a queue (R7): the queue's own, what the sentiment gives, and what each rule adds that is true
 * of it. A queue that is served by arrival alone knows none. `facts` null: no rule is looked at.
 */
export function priorityIn(
  deps: Pick<HandoffDeps, 'holds'>,
  queue: Queue | null,
  sentiment: Sentiment | null,
  settings: Settings,
  facts: ConditionFacts | null,
): number {
  if (queue?.sort === 'arrival') return 0;
  const bySentiment = priorityOf(sentiment, queue?.sentimentPriority ?? settings.sentiment.priority);
  if (queue === null) return bySentiment;
  const rules = facts === null ? [] : queue.priorityRules.filter(({ when }) => deps.holds(when, facts));
  return rules.reduce((sum, { priority }) => sum + priority, queue.priority + bySentiment);
}
