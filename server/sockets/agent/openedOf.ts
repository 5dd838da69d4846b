import { type AgentPayload, type ConversationOpened, maxOpened } from '../../../contracts/sockets.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import { latestMessages } from '../../../interactions/reading/latestMessages.ts';
import type { AgentNamespaceDeps } from './agentDesk.ts';

/** Which of the messages: after one `seq`, before another, how many. */
export type OpenedPart = Omit<AgentPayload<'conversation:open'>, 'interaction'>;

/** Everything an agent needs to take over: the header, the latest words with their sentiment, the tasks. */
export async function openedOf(
  interaction: string,
  { after = 0, before, limit = maxOpened }: OpenedPart,
  deps: Pick<AgentNamespaceDeps, 'conversations' | 'turns' | 'idOf' | 'receipts'>,
): Promise<ConversationOpened> {
  const id = await deps.idOf(interaction);
  const state = await deps.conversations.load(id);
  const until = Math.min(before ?? Number.POSITIVE_INFINITY, state.lastSeq + 1);
  return {
    interaction: state.header.number,
    header: state.header,
    ...(await latestMessages(deps.turns, id, { after, before: until, limit })),
    relatedTasks: state.relatedTasks,
    live: state.live,
    receipts: await deps.receipts(id),
    ...wrapUpOf(state),
    context: state.context,
  };
}

/** When the wrap-up ends by itself, while it lasts (T11). */
export function wrapUpOf({ header, record }: ConversationState): { wrapUpUntil?: string } {
  return header.state === 'wrap_up' && record.wrapUp !== null ? { wrapUpUntil: record.wrapUp.until } : {};
}
