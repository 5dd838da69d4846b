import type { Conversation, DeskState } from './deskState.ts';

/** What has left the agent and is still readable here. */
export function endedOf({ inbox, conversations }: DeskState): Conversation[] {
  const held = new Set(inbox?.conversations.map(({ interaction }) => interaction));
  return Object.values(conversations).filter(
    ({ departed, interaction }) => departed !== null && !held.has(interaction),
  );
}
