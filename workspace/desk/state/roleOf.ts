import { type Errand, type Writing, writes } from '../../../contracts/live.ts';
import type { InboxItem } from '../../../contracts/sockets.ts';
import type { Conversation } from './deskState.ts';

export type DeskRole = InboxItem['role'];

/**
 * As what this agent is in a conversation; null: not at all. What the conversation says comes before what the inbox
 * says, which is told later.
 */
export function roleOf(
  { header, live }: Pick<Conversation, 'header' | 'live'>,
  item: Pick<InboxItem, 'role'> | undefined,
  agentId: string,
): DeskRole | null {
  if (header.owner === 'agent' && header.assignedTo?.id === agentId) return 'holder';
  return live.members.find(({ agent }) => agent.id === agentId)?.role ?? item?.role ?? null;
}

/** While the Virtual Agent runs a topic nobody else writes to the requester. */
export function writingOf(role: DeskRole | null, errand: Errand | null): Writing {
  const writing = role === null ? 'none' : writes[role];
  return writing === 'all' && errand !== null ? 'private' : writing;
}
