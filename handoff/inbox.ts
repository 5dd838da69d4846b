import type { InteractionHeader } from '../contracts/header.ts';
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
  const headers = await headersOf(deps, [...offered, ...held]);
  return {
    offers: offered.map((item) => {
      // Who waits may have written, or signed in, since the work was queued.
      const { openedFor, sentiment } = headers.get(item.interactionId) ?? item;
      return offerOf({ ...item, openedFor, sentiment }, queueName(item.queueId), now);
    }),
    conversations: await conversationsOf(deps, held, headers),
    capacity: { held: held.length, max: capacityOf(agent, deps.settings()) },
    waiting,
  };
}

type Headers = ReadonlyMap<string, InteractionHeader>;

/** As they are now: what this node has committed is waited for. */
async function headersOf(
  { conversations, interactions }: HandoffContext,
  items: WorkItem[],
): Promise<Headers> {
  if (items.length === 0) return new Map();
  const ids = items.map((item) => item.interactionId);
  await Promise.all(ids.map((id) => conversations.settled(id)));
  return new Map((await interactions.standings(ids)).map(({ id, header }) => [id, header]));
}

function conversationsOf(deps: HandoffContext, held: WorkItem[], headers: Headers): Promise<InboxItem[]> {
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
