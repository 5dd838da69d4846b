import { interactionTypes } from '../../contracts/states.ts';
import { type Agent, freeOf, isConnected } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { Decision, Place, WorkItem } from '../workItem.ts';
import { chooseAgent, type Pending } from './chooseAgent.ts';
import { comparePlaces } from './positionOf.ts';
import type { Queue } from './queue.ts';

/** An offer that the router would make. */
export interface PlannedOffer {
  item: WorkItem;
  agent: Agent;
  queue: Queue;
  decision: Decision;
}

/** What the router would do now, with the agents it saw. */
export interface Plan {
  offers: PlannedOffer[];
  agents: Agent[];
  pending: Pending;
}

const batch = 100;

/**
 * Plans which waiting work is offered to whom, without writing: queues by their order, work by its place, agents
 * by `chooseAgent` (domain D2). `extra`: work that does not wait yet, planned as if it did; so a dry run and the
 * assignment are one computation (domain F7 5). Reads the queue only as far as there is free capacity for it.
 *
 * The agents are read before the offers that stand: an offer or a taken unit that falls in between is seen twice
 * or changes the agent's `rev`, and is never missed.
 */
export async function planAssignment(deps: HandoffDeps, extra: WorkItem | null = null): Promise<Plan> {
  const { queues, agents, workItems, clock } = deps;
  const settings = deps.settings();
  const now = clock.now();
  const { leaseSeconds } = settings.handoff;
  const seen = await agents.seenSince(new Date(now.getTime() - leaseSeconds * 1_000));
  const standing = await workItems.pendingOffers();
  const pending = new Map(standing);
  const offers: PlannedOffer[] = [];
  const able = seen.filter(
    (agent) => agent.presence === 'available' && isConnected(agent, now, leaseSeconds),
  );
  const hasRoom = (agent: Agent): boolean =>
    interactionTypes.some((type) => freeOf(agent, type, settings, pending.get(agent.id)) > 0);
  const free = (): Agent[] => able.filter(hasRoom);
  if (free().length === 0) return { offers, agents: seen, pending: standing };
  for (const queue of await queues.all()) {
    let members = free().filter((agent) => agent.queues.includes(queue.id));
    if (members.length === 0) continue;
    for await (const item of inLine(deps, queue.id, extra)) {
      // Only those with room are asked first: most items of a long queue are passed over by a few agents.
      const { agentId } = chooseAgent(item, members, pending, now, settings);
      const agent = members.find(({ id }) => id === agentId);
      if (agent === undefined) continue;
      const { reasons } = chooseAgent(item, seen, pending, now, settings);
      offers.push({ item, agent, queue, decision: { at: now, agentId: agent.id, reasons } });
      pending.set(agent.id, [...(pending.get(agent.id) ?? []), item]);
      members = members.filter(hasRoom);
      if (members.length === 0) break;
    }
  }
  return { offers, agents: seen, pending: standing };
}

/** The waiting work of a queue in order, `extra` at the place that it would have. */
async function* inLine(
  { workItems }: HandoffDeps,
  queueId: string,
  extra: WorkItem | null,
): AsyncGenerator<WorkItem> {
  let toCome = extra?.queueId === queueId ? extra : null;
  let after: Place | null = null;
  for (;;) {
    const items: WorkItem[] = await workItems.queued(queueId, after, batch);
    for (const item of items) {
      if (toCome !== null && comparePlaces(toCome, item) < 0) {
        yield toCome;
        toCome = null;
      }
      yield item;
    }
    after = items.at(-1) ?? null;
    if (after === null || items.length < batch) break;
  }
  if (toCome !== null) yield toCome;
}
