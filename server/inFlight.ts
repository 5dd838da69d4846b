/** Work that nobody waits for, so that a stop can. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, what the last of it began included. */
  quiet(): Promise<void>;
}

export function createInFlight(): InFlight {
  const under = new Set<Promise<unknown>>();
  return {
    track(work) {
      under.add(work);
      work.finally(() => under.delete(work)).catch(() => undefined);
      return work;
    },
    async quiet() {
      while (under.size > 0) await Promise.allSettled([...under]);
    },
  };
}
