/** How far the agent has read, shared by the agent's tabs of this browser: read in one is read in all. */
export interface SeenKeeper {
  read(): Record<string, number>;
  write(seen: Readonly<Record<string, number>>): void;
  /** Another tab has read on. Answers what stops listening. */
  onOtherTab(listen: (seen: Record<string, number>) => void): () => void;
}

export function keepSeen(window: Window, userId: string): SeenKeeper {
  const key = `switchboard.seen.${userId}`;
  return {
    read: () => parseSeen(window.localStorage.getItem(key)),
    write(seen) {
      window.localStorage.setItem(key, JSON.stringify(seen));
    },
    onOtherTab(listen) {
      const heard = (event: StorageEvent) => {
        if (event.key === key) listen(parseSeen(event.newValue));
      };
      window.addEventListener('storage', heard);
      return () => window.removeEventListener('storage', heard);
    },
  };
}

/** What was kept, without what is not a number; damaged storage only makes things unread. */
export function parseSeen(text: string | null): Record<string, number> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
    );
  } catch {
    return {};
  }
}
