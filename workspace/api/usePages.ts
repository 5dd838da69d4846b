import { useEffect, useRef, useState } from 'preact/hooks';
import type { Page } from '../../contracts/http.ts';

export interface Pages<T> {
  /** Everything loaded so far; null until the first page is there. */
  items: readonly T[] | null;
  failure: unknown;
  loading: boolean;
  /** Loads the next page; null when there is none. */
  more: (() => void) | null;
  reload: () => void;
}

/** A list that grows page by page; begins anew when `key` changes or on `reload`. */
export function usePages<T>(
  key: string,
  load: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const [items, setItems] = useState<readonly T[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const abort = useRef(new AbortController());
  const latest = useRef(load);
  latest.current = load;

  const get = (cursor: string | null, before: readonly T[]) => {
    const { signal } = abort.current;
    setLoading(true);
    latest.current(cursor, signal).then(
      (page) => {
        if (signal.aborted) return;
        setItems([...before, ...page.items]);
        setNext(page.nextCursor);
        setFailure(null);
        setLoading(false);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        setFailure(error);
        setLoading(false);
      },
    );
  };

  // `round` is what reload() counts up to load once more.
  useEffect(() => {
    abort.current = new AbortController();
    get(null, []);
    return () => abort.current.abort();
  }, [key, round]);

  return {
    items,
    failure,
    loading,
    more: next === null ? null : () => !loading && get(next, items ?? []),
    reload: () => setRound((count) => count + 1),
  };
}
