/** Values kept in the browser under the widget's own prefix. */
export interface KeptValues {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/**
 * Opens the page's storage for one Switchboard server. Where the browser blocks storage or it is full, values live
 * as long as the page.
 */
export function openKeptValues(kind: 'local' | 'session', origin: string): KeptValues {
  const prefix = `switchboard:${origin}:`;
  const memory = new Map<string, string>();
  const storage = findStorage(kind);
  return {
    get: (key) => memory.get(key) ?? storage?.getItem(prefix + key) ?? undefined,
    set(key, value) {
      try {
        if (storage === undefined) throw new Error('no storage');
        storage.setItem(prefix + key, value);
        memory.delete(key);
      } catch {
        // Blocked or full: the page's memory is what is left.
        memory.set(key, value);
      }
    },
    remove(key) {
      memory.delete(key);
      storage?.removeItem(prefix + key);
    },
    keys() {
      const kept = Object.keys(storage ?? {}).filter((key) => key.startsWith(prefix));
      return [...new Set([...kept.map((key) => key.slice(prefix.length)), ...memory.keys()])];
    },
  };
}

/** Only touching a blocked storage throws, reading included. */
function findStorage(kind: 'local' | 'session'): Storage | undefined {
  try {
    const storage = kind === 'local' ? window.localStorage : window.sessionStorage;
    storage.getItem('switchboard');
    return storage;
  } catch {
    return undefined;
  }
}
