/**
 * A job that runs once at a time: a call while it runs waits for one more run that starts after it, which all
 * such callers share. So a burst of calls costs two runs, and every caller's run began after the call.
 */
export function coalesce<T>(job: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    const mine = job().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return () => {
    // A run that is waiting for its turn has not begun: it serves this call too.
    if (next !== null) return next;
    if (running === null) return start();
    const again = (): Promise<T> => {
      next = null;
      return start();
    };
    next = running.then(again, again);
    return next;
  };
}
