import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Loaded<T> {
  /** The last good answer; stays while the next one is on its way. */
  data: T | null;
  failure: unknown;
  loading: boolean;
  reload: () => void;
}

/** Loads again whenever `key` changes or on `reload`; what comes too late for its key is dropped. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; data: T | null; failure: unknown; loading: boolean }>({
    key,
    data: null,
    failure: null,
    loading: true,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  // `round` is what reload() counts up to load once more.
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({ ...before, key, failure: null, loading: true }));
    latest.current(abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ key, data, failure: null, loading: false });
      },
      (failure: unknown) => {
        if (!abort.signal.aborted) setState((before) => ({ ...before, failure, loading: false }));
      },
    );
    return () => abort.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  const { data, failure, loading } = state;
  return { data, failure, loading, reload };
}
