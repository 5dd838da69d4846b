import { useEffect, useRef, useState } from 'preact/hooks';
import type { Board } from '../../contracts/handoff.ts';
import type { Api } from '../api/createApi.ts';

/** Also without news: schedules open and close, and waits pass their target. */
const everyMs = 15_000;

interface ShownBoard {
  board: Board | null;
  /** The server's time minus ours, in milliseconds. */
  skew: number;
  /** Why the latest look failed; the board is then an earlier one. */
  failure: unknown;
  reload: () => void;
}

/**
 * The board, read again on news and every few seconds. One read at a time: news that comes meanwhile leads to one
 * more, so that a slow answer is neither cut off nor the last.
 */
export function useBoard(api: Api, watch: (changed: () => void) => () => void): ShownBoard {
  const [shown, setShown] = useState<Omit<ShownBoard, 'reload'>>({ board: null, skew: 0, failure: null });
  const reload = useRef(() => {});
  useEffect(() => {
    const abort = new AbortController();
    let running = false;
    let again = false;
    const read = async (): Promise<void> => {
      again = true;
      if (running) return;
      running = true;
      while (again && !abort.signal.aborted) {
        again = false;
        try {
          const board = await api.json<Board>('/board', { signal: abort.signal });
          setShown({ board, skew: Date.parse(board.at) - Date.now(), failure: null });
        } catch (failure) {
          if (!abort.signal.aborted) setShown((before) => ({ ...before, failure }));
        }
      }
      running = false;
    };
    const look = () => void read();
    reload.current = look;
    look();
    const timer = setInterval(look, everyMs);
    const stop = watch(look);
    return () => {
      abort.abort();
      clearInterval(timer);
      stop();
    };
  }, [api, watch]);
  return { ...shown, reload: () => reload.current() };
}
