import type { ConditionFacts, HandoffDeps } from '../handoff.ts';
import type { Queue } from './queue.ts';
import { queueNamed } from './queueNamed.ts';

/**
 * Which queue takes the work: the one that is named, by id or name; else the first active one, in their order,
 * whose kinds fit and whose condition is true; else the default. Null: there is none. `facts` null: nothing is known
 * that a condition could look at.
 */
export function queueFor(
  deps: Pick<HandoffDeps, 'holds'>,
  queues: readonly Queue[],
  wanted: string | undefined,
  type: Queue['types'][number],
  facts: ConditionFacts | null,
): Queue | null {
  if (wanted !== undefined && wanted !== '') return queueNamed([...queues], wanted);
  const takes = ({ active, types, when }: Queue): boolean =>
    active &&
    when !== null &&
    facts !== null &&
    (types.length === 0 || types.includes(type)) &&
    deps.holds(when, facts);
  return queues.find(takes) ?? queues.find((queue) => queue.isDefault) ?? null;
}
