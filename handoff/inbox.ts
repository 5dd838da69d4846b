import type { InteractionHeader } from '../contracts/header.ts';
import type { Inbox, InboxItem, Invited } from '../contracts/sockets.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { capacityOf, universalOf } from './agent.ts';
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
  const around = await deps.interactions.withAgent(agentId);
  return {
    offers: offered.map((item) => {
      // Who waits may have written, or signed in, since the work was queued.
      const { openedFor, sentiment } = headers.get(item.interactionId) ?? item;
      return offerOf({ ...item, openedFor, sentiment }, queueName(item.queueId), now);
    }),
    invitations: invitationsOf(around, agentId, deps.settings().handoff.invitationSeconds),
    conversations: [
      ...(await conversationsOf(deps, held, headers)),
      ...(await joinedOf(deps, around, agentId)),
    ],
    capacity: {
      held: agent.held.reduce((sum, { size }) => sum + size, 0),
      max: universalOf(agent, deps.settings()) ?? capacityOf(agent, 'chat', deps.settings()),
    },
    waiting,
    lost: agent.lost
      .filter(({ number }) => !held.some((item) => item.number === number))
      .map(({ number, at }) => ({ interaction: number, at: at.toISOString() })),
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

async function conversationsOf(
  deps: HandoffContext,
  held: WorkItem[],
  headers: Headers,
): Promise<InboxItem[]> {
  const states = await Promise.all(held.map(({ interactionId }) => deps.conversations.known(interactionId)));
  const lives = new Map(states.map(({ id, live }) => [id, live]));
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
        role: 'holder',
        help: lives.get(item.interactionId)?.help != null,
        acceptedAt: (item.acceptedAt ?? item.enqueuedAt).toISOString(),
        lastMessage: await deps.lastMessage(item.interactionId),
      };
    }),
  );
}

/** Where the agent takes part without having it. */
function joinedOf(deps: HandoffContext, around: ConversationState[], agentId: string): Promise<InboxItem[]> {
  const joined = around.flatMap((state) => {
    const member = state.live.members.find(({ agent }) => agent.id === agentId);
    return member === undefined ? [] : [{ state, member }];
  });
  return Promise.all(
    joined.map(async ({ state: { id, header, live, workItemId }, member }) => ({
      interaction: header.number,
      workItemId: workItemId ?? '',
      openedFor: header.openedFor.name,
      shortDescription: header.shortDescription,
      sentiment: header.sentiment,
      state: header.state,
      role: member.role,
      help: live.help !== null,
      acceptedAt: member.at,
      lastMessage: await deps.lastMessage(id),
    })),
  );
}

function invitationsOf(around: ConversationState[], agentId: string, seconds: number): Invited[] {
  return around.flatMap(({ header, live }) =>
    live.invitations
      .filter(({ agent }) => agent.id === agentId)
      .map(({ kind, by, note, at }) => ({
        interaction: header.number,
        kind,
        from: by.name,
        note,
        openedFor: header.openedFor.name,
        shortDescription: header.shortDescription,
        sentiment: header.sentiment,
        at,
        expiresAt: new Date(Date.parse(at) + seconds * 1_000).toISOString(),
      })),
  );
}
