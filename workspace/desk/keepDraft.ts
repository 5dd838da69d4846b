/** What is written and not sent, kept for each conversation in the tab: changing over or a reload loses nothing. */
export interface Draft {
  text: string;
  private: boolean;
}

export function readDraft(storage: Storage, interaction: string): Draft {
  const kept = storage.getItem(keyOf(interaction));
  if (kept === null) return { text: '', private: false };
  // One letter says whether it is a note: a reload must never turn a private note into a message.
  return { text: kept.slice(1), private: kept.startsWith('p') };
}

export function keepDraft(storage: Storage, interaction: string, draft: Draft): void {
  storage.setItem(keyOf(interaction), `${draft.private ? 'p' : 'm'}${draft.text}`);
}

export function forgetDraft(storage: Storage, interaction: string): void {
  storage.removeItem(keyOf(interaction));
}

function keyOf(interaction: string): string {
  return `switchboard.draft.${interaction}`;
}
