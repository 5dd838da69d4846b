import type { MemberRole } from '../../contracts/live.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';

/** What the agent is in the conversation; null: they have no part in it. Pure. */
export function roleIn(
  { header, live }: Pick<ConversationState, 'header' | 'live'>,
  agentId: string,
): 'holder' | MemberRole | null {
  if (header.owner === 'agent' && header.assignedTo?.id === agentId) return 'holder';
  return live.members.find(({ agent }) => agent.id === agentId)?.role ?? null;
}
