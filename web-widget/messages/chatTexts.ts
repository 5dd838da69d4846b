import { chat as de } from './de.ts';
import { chat as en } from './en.ts';

export type ChatTexts = typeof en;

/** The chat's texts in the language of a tag such as `de-CH`; English where there are none. */
export function chatTexts(locale: string): ChatTexts {
  return /^de\b/i.test(locale) ? de : en;
}
