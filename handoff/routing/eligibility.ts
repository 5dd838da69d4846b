import type { AssignmentRule } from '../../contracts/handoff.ts';
import type { Agent } from '../agent.ts';
import type { WorkItem } from '../workItem.ts';
import type { Queue } from './queue.ts';
import { type RoutingView, ruleOf } from './routingView.ts';

/** One reason why an agent may have a queue's work (domain D2, eligibility pools). */
export interface Way {
  /** Of those who could take the work the ones with the lowest come first. */
  tier: number;
  /** Counted from when the work entered the queue. */
  afterSeconds: number;
  rule: AssignmentRule;
}

/** An agent as a queue sees them, with at least one way to its work. */
export interface Candidate {
  agent: Agent;
  ways: Way[];
}

/** The tier of who lists the queue (domain D2). */
const ownTier = 100;

/** Who may ever have the queue's work: those who list it, and the groups of its pools. */
export function candidatesOf(view: Pick<RoutingView, 'agents' | 'rules'>, queue: Queue): Candidate[] {
  return view.agents.flatMap((agent) => {
    const ways = waysInto(view, queue, agent);
    return ways.length === 0 ? [] : [{ agent, ways }];
  });
}

/** Whether the agent may have work of this queue, now or later. Pure. */
export function worksOn(
  { queues, groups }: Pick<Agent, 'queues' | 'groups'>,
  { id, pools }: Pick<Queue, 'id' | 'pools'>,
): boolean {
  return queues.includes(id) || pools.some((pool) => pool.groups.some((group) => groups.includes(group)));
}

/** The agent's ways to the queue's work, the one by listing it first. Pure. */
function waysInto(
  view: Pick<RoutingView, 'rules'>,
  queue: Queue,
  { queues, groups }: Pick<Agent, 'queues' | 'groups'>,
): Way[] {
  const pools = queue.pools
    .filter((pool) => pool.groups.some((group) => groups.includes(group)))
    .map(({ tier, afterSeconds, rule }) => ({ tier, afterSeconds, rule: ruleOf(view, rule ?? queue.rule) }));
  if (!queues.includes(queue.id)) return pools;
  return [{ tier: ownTier, afterSeconds: 0, rule: ruleOf(view, queue.rule) }, ...pools];
}

/** The best of the ways that are open by now; null: none is yet. */
export function openWay(
  ways: readonly Way[],
  { queuedAt }: Pick<WorkItem, 'queuedAt'>,
  now: Date,
): Way | null {
  const waited = (now.getTime() - queuedAt.getTime()) / 1_000;
  let best: Way | null = null;
  for (const way of ways)
    if ((way.afterSeconds === 0 || way.afterSeconds <= waited) && (best === null || way.tier < best.tier))
      best = way;
  return best;
}
