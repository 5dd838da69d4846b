import { inScope } from '../../contracts/scope.ts';
import type { Settings } from '../../contracts/settings.ts';
import { type Agent, capacityOf, freeOf, type HeldUnit, isConnected } from '../agent.ts';
import type { CandidateReason, OfferOutcome, WorkItem } from '../workItem.ts';

/** What routing looks at in a work item. */
export type RoutedItem = Pick<WorkItem, 'queueId' | 'type' | 'size' | 'skills' | 'offers' | 'scope'>;

/** The units of the offers that stand, by agent. */
export type Pending = ReadonlyMap<string, readonly Pick<HeldUnit, 'type' | 'size'>[]>;

export interface Choice {
  agentId: string | null;
  /** Every agent of the queue with the reason, the chosen one too. */
  reasons: CandidateReason[];
}

/**
 * Which agent is offered the work, and why not the others. Pure; source: domain D2 ("most capacity", with
 * "last assigned" as the tie-break), D3 (skills count here, unlike in the documented availability check).
 * An agent must be a member of the queue, connected, `available`, have capacity left after what is held and
 * what is on offer, have all skills, see the domain and application it comes from, and must not have let this very item pass within
 * `settings.handoff.reofferAfterSeconds`. `pending`: standing offers by agent.
 */
export function chooseAgent(
  item: RoutedItem,
  agents: readonly Agent[],
  pending: Pending,
  now: Date,
  settings: Settings,
): Choice {
  const members = agents.filter((agent) => agent.queues.includes(item.queueId));
  const reasons: CandidateReason[] = [];
  let best: Agent | null = null;
  for (const agent of members) {
    const against = objection(item, agent, pending.get(agent.id), now, settings);
    if (against !== null) reasons.push({ agentId: agent.id, why: against });
    else if (best === null || isBetter(item, agent, best, pending, settings)) best = agent;
  }
  if (best === null) return { agentId: null, reasons };
  const chosen = best;
  for (const agent of members) {
    if (reasons.some((reason) => reason.agentId === agent.id)) continue;
    const free = freeOf(agent, item.type, settings, pending.get(agent.id));
    const room = `${free} of ${capacityOf(agent, item.type, settings)} free`;
    reasons.push({
      agentId: agent.id,
      why: agent === chosen ? `chosen: ${room}` : `${room}; ${chosen.name} comes first`,
    });
  }
  return { agentId: chosen.id, reasons };
}

/**
 * True when the agent is signed in and could take work of this queue and these skills sooner or later: away and
 * full count as present (domain A4: "being Away still counts as presence, so the no-agent exit does not fire").
 */
export function couldEverTake(
  item: Omit<RoutedItem, 'offers'>,
  agent: Agent,
  now: Date,
  settings: Settings,
): boolean {
  return (
    agent.queues.includes(item.queueId) &&
    sees(agent, item) &&
    agent.presence !== 'offline' &&
    isConnected(agent, now, settings.handoff.leaseSeconds) &&
    capacityOf(agent, item.type, settings) >= item.size &&
    missingSkills(item, agent).length === 0
  );
}

/** Outcomes after which the same agent is left in peace for a while. */
const passed: Partial<Record<OfferOutcome, string>> = {
  rejected: 'rejected it',
  timed_out: 'let it pass',
  returned: 'gave it back',
};

function objection(
  item: RoutedItem,
  agent: Agent,
  offered: Parameters<typeof freeOf>[3],
  now: Date,
  settings: Settings,
): string | null {
  if (!sees(agent, item)) return 'other domain';
  if (!isConnected(agent, now, settings.handoff.leaseSeconds)) return 'not connected';
  if (agent.presence !== 'available') return `is ${agent.presence}`;
  if (freeOf(agent, item.type, settings, offered) < item.size) {
    const capacity = capacityOf(agent, item.type, settings);
    return `full: ${agent.held.length} held and ${offered?.length ?? 0} on offer, of ${capacity}`;
  }
  const missing = missingSkills(item, agent);
  if (missing.length > 0) return `lacks ${missing.join(', ')}`;
  const latest = item.offers.findLast((offer) => offer.agentId === agent.id);
  const did = latest === undefined ? undefined : passed[latest.outcome];
  if (latest === undefined || did === undefined) return null;
  const ago = (now.getTime() - latest.endedAt.getTime()) / 1_000;
  return ago < settings.handoff.reofferAfterSeconds ? `${did} ${Math.floor(ago)} s ago` : null;
}

/** The mandatory skills that the agent does not have well enough. */
function missingSkills({ skills }: Pick<RoutedItem, 'skills'>, agent: Agent): string[] {
  const has = (skill: string, level: number): boolean =>
    agent.skills.some((one) => one.skill === skill && one.level >= level);
  return skills.filter((one) => one.mandatory && !has(one.skill, one.level)).map(({ skill }) => skill);
}

/** An agent is not offered what they could not open. */
function sees({ scope }: Agent, item: Pick<RoutedItem, 'scope'>): boolean {
  return scope === undefined || inScope(scope, item.scope ?? { domain: 'global', application: 'global' });
}

/** Most free capacity, then the longest without new work, then the id, so that every node decides alike. */
function isBetter(
  { type }: RoutedItem,
  agent: Agent,
  best: Agent,
  pending: Pending,
  settings: Settings,
): boolean {
  const more =
    freeOf(agent, type, settings, pending.get(agent.id)) - freeOf(best, type, settings, pending.get(best.id));
  if (more !== 0) return more > 0;
  const longer = (best.lastAssignedAt?.getTime() ?? 0) - (agent.lastAssignedAt?.getTime() ?? 0);
  return longer !== 0 ? longer > 0 : agent.id < best.id;
}
