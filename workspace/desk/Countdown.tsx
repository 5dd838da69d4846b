import { useNow } from '../design/useNow.ts';
import { useMessages } from '../messages/language.ts';

/** How long something still stands, in seconds and as a bar that runs empty. Times: milliseconds since the epoch. */
export function Countdown({ from, until }: { from: number; until: number }) {
  const messages = useMessages();
  const now = useNow(500).getTime();
  const left = Math.max(0, until - now);
  const short = left < 10_000;
  return (
    <>
      <span class={`countdown${short ? ' urgent' : ''}`}>
        {left > 0 ? messages.desk.secondsLeft(Math.ceil(left / 1_000)) : messages.desk.timeUp}
      </span>
      <span class="offer-bar" data-short={short}>
        <i style={{ transform: `scaleX(${Math.min(1, left / Math.max(1, until - from))})` }} />
      </span>
    </>
  );
}
