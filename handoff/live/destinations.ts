import type { Destinations } from '../../contracts/handoff.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { Scope } from '../../contracts/scope.ts';
import { type Agent, isPresent } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';
import { worksOn } from '../routing/eligibility.ts';
import { estimateWait } from '../routing/estimateWait.ts';
import { isQueueOpen } from '../routing/isQueueOpen.ts';
import { sees } from '../routing/objection.ts';
import type { Queue } from '../routing/queue.ts';
import { recentWaits } from '../routing/queueInfo.ts';
import { whyNot } from './colleague.ts';
import { whyNotQueue } from './whyNotQueue.ts';

/** The most agents that are shown; the others are found by name. */
const mostAgents = 500;

/**
 * Where a conversation could go, with what is worth knowing before (domain A4, destination hints). Agents who do not see
 * its domain are not there, and what waits is counted as far as `viewer` sees it.
 */
export async function destinations(
  deps: HandoffDeps,
  header: InteractionHeader,
  viewer: Scope,
): Promise<Destinations> {
  const { clock, settings } = deps;
  const now = clock.now();
  const { leaseSeconds } = settings().handoff;
  const seen = await deps.agents.seenSince(new Date(now.getTime() - leaseSeconds * 1_000));
  const present = seen.filter((agent) => isPresent(agent, now, settings()) && sees(agent, { scope: header }));
  const queues = (await deps.queues.all()).filter(
    ({ active, types }) => active && (types.length === 0 || types.includes(header.type)),
  );
  return {
    queues: await Promise.all(queues.map((queue) => hintOf(deps, queue, present, header, now, viewer))),
    agents: present
      .filter((agent) => agent.id !== header.assignedTo?.id)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, mostAgents)
      .map((agent) => ({
        id: agent.id,
        name: agent.name,
        presence: agent.presence,
        why: whyNot(deps, agent, header),
      })),
  };
}

async function hintOf(
  deps: HandoffDeps,
  queue: Queue,
  present: Agent[],
  header: InteractionHeader,
  now: Date,
  viewer: Scope,
): Promise<Destinations['queues'][number]> {
  const [open, waiting, recent] = await Promise.all([
    isQueueOpen(deps, queue, now),
    deps.workItems.countWaiting([queue.id], viewer),
    recentWaits(deps, queue.id, viewer),
  ]);
  const agents = present.filter((agent) => worksOn(agent, queue));
  return {
    id: queue.id,
    name: queue.name,
    open,
    why: whyNotQueue({ id: queue.id, open }, header.queue?.id, header.type),
    waiting,
    agents: agents.length,
    waitSeconds: estimateWait(waiting + 1, recent, agents.length)?.[1] ?? null,
  };
}
