import type { Settings } from '../../contracts/settings.ts';
import type { Sentiment } from '../../contracts/states.ts';
import type { ConditionFacts, HandoffDeps } from '../handoff.ts';
import type { Queue } from './queue.ts';

/**
 * The priority of work in a queue: the queue's own, what the sentiment gives, and what each rule adds that is true
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
  const ofSentiment = queue?.sentimentPriority ?? settings.sentiment.priority;
  const bySentiment = sentiment === null ? 0 : ofSentiment[sentiment];
  if (queue === null) return bySentiment;
  const rules = facts === null ? [] : queue.priorityRules.filter(({ when }) => deps.holds(when, facts));
  return rules.reduce((sum, { priority }) => sum + priority, queue.priority + bySentiment);
}
