import type { ConversationState } from './conversationState.ts';

/**
 * The agents on whose desks a turn shows the conversation differently, as a line of theirs or as none: who has it or had
 * it, who takes part, who is asked to come. Words alone concern nobody's list. Pure.
 */
export function agentsConcerned(before: ConversationState, after: ConversationState): string[] {
  const same =
    before.live === after.live &&
    before.header.owner === after.header.owner &&
    before.header.state === after.header.state &&
    before.header.assignedTo?.id === after.header.assignedTo?.id;
  if (same) return [];
  const agents = [before, after].flatMap(({ header, live }) => [
    ...(header.assignedTo === null ? [] : [header.assignedTo]),
    ...[...live.members, ...live.invitations].map(({ agent }) => agent),
  ]);
  return [...new Set(agents.map(({ id }) => id))];
}
