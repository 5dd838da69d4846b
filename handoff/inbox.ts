import type { Inbox, InboxItem } from '../contracts/sockets.ts';
import { capacityOf } from './agent.ts';
import type { HandoffContext } from './context.ts';
import { offerOf } from './offerOf.ts';
import { agentNamed } from './takeWork.ts';
import type { WorkItem } from './workItem.ts';

/** What the agent has on offer and in hand, from the work items, which are the authority. @throws AppError `not_found`. */
export async function inbox(deps: HandoffContext, agentId: string): Promise<Inbox> {
  const agent = await agentNamed(deps, agentId);
  const [offered, held, waiting, queues] = await Promise.all([
    deps.workItems.offeredTo(agentId),
    deps.workItems.heldBy(agentId),
    deps.workItems.countWaiting(agent.queues),
    deps.queues.all(),
  ]);
  const now = deps.clock.now();
  const queueName = (id: string): string => queues.find((queue) => queue.id === id)?.name ?? id;
  return {
    offers: offered.map((item) => offerOf(item, queueName(item.queueId), now)),
    conversations: await conversationsOf(deps, held),
    capacity: { held: held.length, max: capacityOf(agent, deps.settings()) },
    waiting,
  };
}

async function conversationsOf(deps: HandoffContext, held: WorkItem[]): Promise<InboxItem[]> {
  if (held.length === 0) return [];
  const standings = await deps.interactions.standings(held.map((item) => item.interactionId));
  const headers = new Map(standings.map(({ id, header }) => [id, header]));
  return Promise.all(
    held.map(async (item) => {
      const header = headers.get(item.interactionId);
      return {
        interaction: item.number,
        workItemId: item.id,
        openedFor: header?.openedFor.name ?? item.openedFor.name,
        shortDescription: header?.shortDescription || item.shortDescription,
        sentiment: header === undefined ? item.sentiment : header.sentiment,
        state: header?.state ?? 'work_in_progress',
        acceptedAt: (item.acceptedAt ?? item.enqueuedAt).toISOString(),
        lastMessage: await deps.lastMessage(item.interactionId),
      };
    }),
  );
}
