import type { Scope } from '../contracts/scope.ts';
import type { Settings } from '../contracts/settings.ts';
import { presenceStates } from '../contracts/states.ts';

/** A unit of capacity in use. `at`: when it was taken. */
export interface HeldUnit {
  workItemId: string;
  at: Date;
}

/** What an administrator says about an agent. `capacity` null: the default of the settings counts (domain D1). */
export interface AgentProfile {
  id: string;
  name: string;
  email: string;
  queues: string[];
  capacity: number | null;
  skills: string[];
  /** Work from elsewhere is not offered; not said: work from everywhere is. */
  scope?: Scope;
}

/** An agent with all that routing needs to know. */
export interface Agent extends AgentProfile {
  presence: string;
  presenceSince: Date;
  /** The last heartbeat of each node that holds a socket of the agent: two tabs on two nodes are one agent. */
  beats: Record<string, Date>;
  /** The last sign of life on any node: what the lease counts from. Null once the lease ran out. */
  seenAt: Date | null;
  held: HeldUnit[];
  /** Counts every offer and every unit taken, so that a router notices that its snapshot is old. */
  rev: number;
  lastAssignedAt: Date | null;
}

/** Connected: some node's heartbeat is younger than the lease. Decides who is offered work. */
export function isConnected(agent: Pick<Agent, 'beats'>, now: Date, leaseSeconds: number): boolean {
  return Object.values(agent.beats).some((at) => now.getTime() - at.getTime() < leaseSeconds * 1_000);
}

/** How many conversations the agent may hold at once (domain D1). */
export function capacityOf(agent: Pick<AgentProfile, 'capacity'>, settings: Settings): number {
  return agent.capacity ?? settings.handoff.defaultCapacity;
}

/** The presence states that ship (domain D1). Only `available` is offered work. */
export function isPresence(state: string): boolean {
  return presenceStates.some((known) => known === state);
}
