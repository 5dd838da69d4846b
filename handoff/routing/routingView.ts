import { type AssignmentRule, assignmentRuleBody, type Schedule } from '../../contracts/handoff.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { Agent, HeldUnit } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';
import { type PresenceState, presenceStatesOf } from '../presenceStates.ts';
import { isOpen } from './isOpen.ts';
import type { Queue } from './queue.ts';

/** The units of the offers that stand, by agent. */
export type Pending = ReadonlyMap<string, readonly Pick<HeldUnit, 'type' | 'size'>[]>;

/** All that routing looks at beside the work itself, as one pass over the queues sees it. */
export interface RoutingView {
  now: Date;
  settings: Settings;
  /** In the order in which they are served. */
  queues: Queue[];
  rules: ReadonlyMap<string, AssignmentRule>;
  schedules: ReadonlyMap<string, Schedule>;
  presences: ReadonlyMap<string, PresenceState>;
  /** Who showed a sign of life within the lease. */
  agents: Agent[];
  pending: Pending;
}

/** How work is given out where nothing else is said (domain D2). */
export const shippedRule: AssignmentRule = {
  ...assignmentRuleBody.parse({ name: 'Most capacity' }),
  id: 'shipped',
};

/**
 * Reads it, in two round trips. The agents are read before the offers that stand: an offer or a taken unit that falls
 * in between is seen twice or changes the agent's `rev`, and is never missed.
 */
export async function readRoutingView(deps: HandoffDeps): Promise<RoutingView> {
  const now = deps.clock.now();
  const settings = deps.settings();
  const since = new Date(now.getTime() - settings.handoff.leaseSeconds * 1_000);
  const seen = deps.agents.seenSince(since);
  const [agents, pending, queues, rules, schedules] = await Promise.all([
    seen,
    seen.then(() => deps.workItems.pendingOffers()),
    deps.queues.all(),
    deps.definitions.rules.all(),
    deps.definitions.schedules.all(),
  ]);
  return {
    now,
    settings,
    queues,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    schedules: new Map(schedules.map((schedule) => [schedule.id, schedule])),
    presences: new Map(presenceStatesOf(settings).map((state) => [state.name, state])),
    agents,
    pending,
  };
}

/** The rule of that id; the shipped one where none is named, or it is gone. */
export function ruleOf({ rules }: Pick<RoutingView, 'rules'>, id: string | null): AssignmentRule {
  return (id === null ? undefined : rules.get(id)) ?? shippedRule;
}

/** Whether the queue takes new work now. A schedule that is gone is no reason to turn anybody away. Pure. */
export function isOpenNow({ schedule }: Queue, { schedules, now }: RoutingView): boolean {
  return isOpen(typeof schedule === 'string' ? (schedules.get(schedule) ?? null) : schedule, now);
}

/** Kinds of work that wait for the opening instead of being turned away (F7 21). */
export const waitsForOpening: ReadonlySet<string> = new Set(['messaging']);
