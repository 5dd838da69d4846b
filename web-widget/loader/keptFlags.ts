/** What the loader has to know of the last page, in a storage that the browser may have blocked. */
export interface KeptFlags {
  /** The chat was open in this tab. */
  wasOpen(): boolean;
  keepOpen(open: boolean): void;
  /** This browser has a conversation, see `chat/connection/keptSession.ts`. */
  hasConversation(): boolean;
}

export function keptFlags(origin: string): KeptFlags {
  const key = (name: string) => `switchboard:${origin}:${name}`;
  return {
    wasOpen: () => attempt(() => sessionStorage.getItem(key('open'))) === '1',
    keepOpen: (open) => void attempt(() => sessionStorage.setItem(key('open'), open ? '1' : '0')),
    hasConversation: () => !!attempt(() => localStorage.getItem(key('session'))),
  };
}

/** Only touching a blocked storage throws; without one, nothing is known. */
function attempt<T>(touch: () => T): T | undefined {
  try {
    return touch();
  } catch {
    return undefined;
  }
}
