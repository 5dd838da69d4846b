/** A first acceptance of the recent past: how long it took, and the place at entering the queue. */
export interface RecentWait {
  waitSeconds: number;
  position: number;
}

/** Fewer examples than this say nothing. */
const enough = 3;
/** Nobody believes a longer one. Seconds. */
const longest = 4 * 3_600;

/**
 * How long somebody at `position` (from 1) will probably wait, in whole seconds, or null when an honest number
 * cannot be given: too few recent acceptances, nobody signed in, or hours. Pure; source: domain D3, F7 6.
 * The median of the recent waits per place, times the place: averages of whole waits would promise the last
 * one in line what the first one got. Rounded up, to half minutes, so that it is rarely too short.
 */
export function estimateWait(
  position: number,
  recent: readonly RecentWait[],
  agentsPresent: number,
): number | null {
  if (agentsPresent < 1 || recent.length < enough) return null;
  const perPlace = recent
    .map(({ waitSeconds, position: from }) => waitSeconds / Math.max(1, from))
    .sort((a, b) => a - b);
  const middle = perPlace[Math.floor(perPlace.length / 2)] ?? 0;
  const seconds = Math.max(30, Math.ceil((middle * Math.max(1, position)) / 30) * 30);
  return seconds > longest ? null : seconds;
}
