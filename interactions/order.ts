/** Jobs under one name run one after the other, those of different names side by side. */
export interface Order {
  /** Runs the job after those that were named before, however they ended. @throws what the job throws. */
  next<T>(name: string, job: () => Promise<T>): Promise<T>;
  /** Resolves when those named so far are over. */
  settled(name: string): Promise<void>;
}

export function createOrder(): Order {
  const tails = new Map<string, Promise<unknown>>();
  return {
    next(name, job) {
      const before = tails.get(name) ?? Promise.resolve();
      const mine = before.then(job, job);
      tails.set(name, mine);
      const done = (): void => {
        if (tails.get(name) === mine) tails.delete(name);
      };
      mine.then(done, done);
      return mine;
    },
    async settled(name) {
      await tails.get(name)?.catch(() => undefined);
    },
  };
}
