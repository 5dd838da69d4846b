import type { ChatTexts } from '../../messages/chatTexts.ts';

/**
 * An estimated wait in words that promise no more than is known: minutes rounded up, steps of five from ten on; from the
 * shortest to the longest where both are known. Seconds.
 */
export function waitEstimate(
  seconds: number | null,
  texts: ChatTexts,
  range?: readonly [number, number] | null,
): string {
  const longest = range?.[1] ?? seconds;
  if (longest === null || !Number.isFinite(longest)) return texts.waitUnknown;
  if (longest <= 60) return texts.waitShort;
  const minutes = Math.ceil(longest / 60);
  if (minutes > 90) return texts.waitLong(Math.ceil(minutes / 60));
  const to = inSteps(minutes);
  const from = range == null ? to : inSteps(Math.max(1, Math.floor(range[0] / 60)));
  return from < to ? texts.waitBetween(from, to) : texts.wait(to);
}

function inSteps(minutes: number): number {
  return minutes <= 10 ? minutes : Math.ceil(minutes / 5) * 5;
}
