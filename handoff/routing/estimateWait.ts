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
 * How long somebody at `position` (from 1) will probably wait, from … to …, in whole seconds, or null when an honest
 * range cannot be given: too few recent acceptances, nobody signed in, or hours. Pure; source: domain D3, F7 6.
 * The middle half of the recent waits per place, times the place: averages of whole waits would promise the last one in
 * line what the first one got. In half minutes, the upper end rounded up, so that it is rarely too short.
 */
export function estimateWait(
  position: number,
  recent: readonly RecentWait[],
  agentsPresent: number,
): [number, number] | null {
  if (agentsPresent < 1 || recent.length < enough) return null;
  const perPlace = recent
    .map(({ waitSeconds, position: from }) => waitSeconds / Math.max(1, from))
    .sort((a, b) => a - b);
  const at = (share: number): number =>
    (perPlace[Math.floor(perPlace.length * share)] ?? 0) * Math.max(1, position);
  const from = Math.floor(at(0.25) / 30) * 30;
  const to = Math.max(30, Math.ceil(at(0.75) / 30) * 30);
  return to > longest ? null : [from, to];
}

/** What was told of a wait before. `at`: when, in milliseconds. */
export interface ToldWait {
  position: number;
  range: [number, number] | null;
  at: number;
}

/**
 * What may be told now: at the same place, or further in front, a wait is never told longer than before, because it
 * would only be noise (W4); once it has lasted longer than was told, nothing is. `before` null: nothing was told. Pure.
 */
export function steadyWait(before: ToldWait | null, now: ToldWait): ToldWait {
  if (before === null || now.position > before.position || before.range === null || now.range === null)
    return now;
  const [from, to] = before.range;
  if (now.position === before.position && now.at - before.at > to * 1_000) return { ...now, range: null };
  const told: ToldWait['range'] = [Math.min(from, now.range[0]), Math.min(to, now.range[1])];
  return { ...now, range: told, at: now.position === before.position ? before.at : now.at };
}
