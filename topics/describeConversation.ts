import type { DialogState } from './dialog.ts';

/** The words a conversation is known by when no topic gave it a short description. */
export function describeConversation(state: Pick<DialogState, 'lastTopic'> | null): string {
  return state?.lastTopic ?? 'Conversation with the Virtual Agent';
}
