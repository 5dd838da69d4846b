import { bubble as de } from './de.ts';
import { bubble as en } from './en.ts';

export type BubbleTexts = typeof en;

/** The bubble's texts in the language of a tag such as `de-CH`; English where there are none. */
export function bubbleTexts(locale: string): BubbleTexts {
  return /^de\b/i.test(locale) ? de : en;
}
