import type { ChatTexts } from '../../messages/chatTexts.ts';

/** An estimated wait in words that promise no more than is known: minutes rounded up, steps of five from ten on. */
export function waitEstimate(seconds: number | null, texts: ChatTexts): string {
  if (seconds === null || !Number.isFinite(seconds)) return texts.waitUnknown;
  if (seconds <= 60) return texts.waitShort;
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 10) return texts.wait(minutes);
  if (minutes <= 90) return texts.wait(Math.ceil(minutes / 5) * 5);
  return texts.waitLong(Math.ceil(minutes / 60));
}
