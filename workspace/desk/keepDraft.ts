/**
 * What is written and not sent, kept for each agent and conversation in the tab: changing over or a reload loses nothing, and
 * whoever signs in next at the same desk does not find it.
 */
export interface Draft {
  text: string;
  private: boolean;
}

export function readDraft(storage: Storage, agentId: string, interaction: string): Draft {
  const kept = storage.getItem(keyOf(agentId, interaction));
  if (kept === null) return { text: '', private: false };
  // One letter says whether it is a note: a reload must never turn a private note into a message.
  return { text: kept.slice(1), private: kept.startsWith('p') };
}

export function keepDraft(storage: Storage, agentId: string, interaction: string, draft: Draft): void {
  storage.setItem(keyOf(agentId, interaction), `${draft.private ? 'p' : 'm'}${draft.text}`);
}

export function forgetDraft(storage: Storage, agentId: string, interaction: string): void {
  storage.removeItem(keyOf(agentId, interaction));
}

/** All drafts but those of this agent; null: all. */
export function forgetDrafts(storage: Storage, but: string | null): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys)
    if (key.startsWith(prefix) && (but === null || !key.startsWith(keyOf(but, '')))) storage.removeItem(key);
}

const prefix = 'switchboard.draft.';

function keyOf(agentId: string, interaction: string): string {
  return `${prefix}${agentId}.${interaction}`;
}
