import { useEffect, useRef } from 'preact/hooks';

const repeatMilliseconds = 3_000;
const idleMilliseconds = 5_000;

/** Says that the requester is typing: at once, again every three seconds, and "no more" after five without a key. */
export function useTypingSignal(tell: (on: boolean) => void): { go(): void; stop(): void } {
  const state = useRef({ toldAt: 0, timer: 0 }).current;
  const stop = () => {
    clearTimeout(state.timer);
    if (state.toldAt === 0) return;
    state.toldAt = 0;
    tell(false);
  };
  const go = () => {
    clearTimeout(state.timer);
    state.timer = window.setTimeout(stop, idleMilliseconds);
    if (Date.now() - state.toldAt < repeatMilliseconds) return;
    state.toldAt = Date.now();
    tell(true);
  };
  useEffect(() => stop, []);
  return { go, stop };
}
