import { sideBySide } from './sideBySide.ts';

/** Jobs of a sweep, each known by a name. */
export interface SideJobs {
  /**
   * Begins the job for each of them that is not under way, a few at a time, and resolves when all have begun. One that
   * takes long goes on beside those after it. The job must not reject.
   */
  run(names: readonly string[], job: (name: string) => Promise<void>): Promise<void>;
  /** Resolves when none is under way. */
  over(): Promise<void>;
}

/** How long others wait for a job before they go on beside it. */
const patienceMs = 2_000;

export function createSideJobs(most: number): SideJobs {
  const underWay = new Map<string, Promise<void>>();
  return {
    run(names, job) {
      const rest = names.filter((name) => !underWay.has(name));
      return sideBySide(rest, most, async (name) => {
        const mine = job(name).finally(() => underWay.delete(name));
        underWay.set(name, mine);
        await forAWhile(mine);
      });
    },
    async over() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

async function forAWhile(job: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const long = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([job, long]);
  clearTimeout(timer);
}
