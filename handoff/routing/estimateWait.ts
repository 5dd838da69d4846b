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

/** What is told of a wait. `told`: the last range that was, since the place was last behind this one, and when, in ms. */
export interface ToldWait {
  position: number;
  /** Null: nothing is told now. */
  range: Range | null;
  told: { range: Range; at: number } | null;
}

type Range = [from: number, to: number];

/**
 * What may be told now, at `at`: at the same place, or further in front, a wait is never told longer than before, because
 * that would only be noise; once it has lasted longer than was told, nothing is until the place changes (domain F7 6).
 * `before` null: nothing was told. Pure.
 */
export function steadyWait(
  before: ToldWait | null,
  { position, range, at }: { position: number; range: Range | null; at: number },
): ToldWait {
  const last = before === null || position > before.position ? null : before.told;
  if (last === null) return { position, range, told: range === null ? null : { range, at } };
  const stays = position === before?.position;
  if (range === null || (stays && at - last.at > last.range[1] * 1_000))
    return { position, range: null, told: last };
  const now: Range = [Math.min(last.range[0], range[0]), Math.min(last.range[1], range[1])];
  return { position, range: now, told: { range: now, at: stays ? last.at : at } };
}
