import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo } from 'preact/hooks';
import { formatDuration, secondsBetween } from '../format/duration.ts';

/** The server's time in milliseconds. One for the page: a second redraws the durations and no table. */
export const BoardTime = createContext<ReadonlySignal<number>>(signal(0));

/** Ticks each second; `skew` is added to this machine's time. */
export function useBoardTime(skew: number): ReadonlySignal<number> {
  const time = useMemo(() => signal(Date.now() + skew), []);
  useEffect(() => {
    const tick = () => {
      time.value = Date.now() + skew;
    };
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [time, skew]);
  return time;
}

/** How long ago it was, kept true. From an hour on in minutes, for who reads many of them. */
export function Since({ at }: { at: string }) {
  const seconds = secondsBetween(at, new Date(useContext(BoardTime).value));
  return <span class="live-time">{formatDuration(seconds)}</span>;
}
