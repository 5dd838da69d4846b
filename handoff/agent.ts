import type { Scope } from '../contracts/scope.ts';
import type { Settings } from '../contracts/settings.ts';
import type { AgentSkill } from '../contracts/skills.ts';
import type { InteractionType } from '../contracts/states.ts';

/** Capacity in use: `size` units for work of this kind. `at`: when it was taken. */
export interface HeldUnit {
  workItemId: string;
  at: Date;
  type: InteractionType;
  size: number;
}

/** What an administrator says about an agent (contracts/handoff.ts `agentFields`; domain D1). */
export interface AgentProfile {
  id: string;
  name: string;
  email: string;
  queues: string[];
  /** Names of groups; a queue's pools are made of them. */
  groups: string[];
  /** Over all channels together, in units; null: each channel's own alone counts. */
  capacity: number | null;
  /** By channel; one that is not there has `capacity`, else what the settings say. */
  capacities: Partial<Record<InteractionType, number>>;
  skills: AgentSkill[];
  /** Work from elsewhere is not offered; not said: work from everywhere is. */
  scope?: Scope;
}

/** An agent with all that routing needs to know. */
export interface Agent extends AgentProfile {
  presence: string;
  /** Why, as the agent said; null: nothing was said. */
  presenceReason: string | null;
  presenceSince: Date;
  /** The last heartbeat of each node that holds a socket of the agent: two tabs on two nodes are one agent. */
  beats: Record<string, Date>;
  /** The last sign of life on any node: what the lease counts from. Null once the lease ran out. */
  seenAt: Date | null;
  /** When the agent last did something on a desk, to some seconds; null: not yet. */
  actedAt: Date | null;
  held: HeldUnit[];
  /** Counts every offer, every unit taken and every presence chosen, so that a router notices that its snapshot is old. */
  rev: number;
  lastAssignedAt: Date | null;
  /** What the agent lost while away, until it is looked at: interactions, the latest twenty. */
  lost: LostWork[];
}

/** Work that went back because the connection to the agent was lost. */
export interface LostWork {
  number: string;
  at: Date;
}

/** Connected: some node's heartbeat is younger than the lease. Decides who is offered work. */
export function isConnected(agent: Pick<Agent, 'beats'>, now: Date, leaseSeconds: number): boolean {
  return Object.values(agent.beats).some((at) => now.getTime() - at.getTime() < leaseSeconds * 1_000);
}

/** Connected and not signed off: away and full count (domain A4). */
export function isPresent(
  agent: Pick<Agent, 'beats' | 'presence'>,
  now: Date,
  { handoff }: Pick<Settings, 'handoff'>,
): boolean {
  return agent.presence !== 'offline' && isConnected(agent, now, handoff.leaseSeconds);
}

/** Units the agent has for work of this kind; what is in use of them is not looked at (domain D1). */
export function capacityOf(
  { capacity, capacities }: Pick<AgentProfile, 'capacity' | 'capacities'>,
  type: InteractionType,
  { handoff }: Settings,
): number {
  const own = capacities[type] ?? capacity ?? handoff.capacities[type] ?? handoff.defaultCapacity;
  return Math.min(own, universalOf({ capacity }, { handoff }) ?? own);
}

/** Units over all channels together; null: no such bound. */
export function universalOf(
  { capacity }: Pick<AgentProfile, 'capacity'>,
  { handoff }: Pick<Settings, 'handoff'>,
): number | null {
  return capacity ?? handoff.universalCapacity;
}

/** What is left for work of this kind, in units, after what is held and these standing offers. May be negative. */
export function freeOf(
  agent: Pick<Agent, 'capacity' | 'capacities' | 'held'>,
  type: InteractionType,
  settings: Settings,
  offered: readonly Pick<HeldUnit, 'type' | 'size'>[] = [],
): number {
  let used = 0;
  let usedOfType = 0;
  for (const units of [agent.held, offered])
    for (const unit of units) {
      used += unit.size;
      if (unit.type === type) usedOfType += unit.size;
    }
  const ofType = capacityOf(agent, type, settings) - usedOfType;
  const universal = universalOf(agent, settings);
  return universal === null ? ofType : Math.min(ofType, universal - used);
}
