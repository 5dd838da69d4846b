import type { ConversationState } from '../../interactions/conversationState.ts';

/** True when a turn changed something of the conversation that the board shows. Pure. */
export function changesBoard(state: ConversationState, before: ConversationState): boolean {
  return JSON.stringify(onBoard(state)) !== JSON.stringify(onBoard(before));
}

function onBoard({ header, live }: ConversationState): unknown {
  const { owner, state, sentiment, shortDescription, openedFor, assignedTo, queue } = header;
  // The Virtual Agent's own conversations are not on the board.
  if (owner === 'virtual_agent') return owner;
  return [owner, state, sentiment, shortDescription, openedFor.name, assignedTo?.id, queue?.id, live.help];
}
