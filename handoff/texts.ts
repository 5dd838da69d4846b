import { texts as de } from './texts.de.ts';
import { texts as en } from './texts.en.ts';

/** What the requester reads about the handoff (design 9.11). */
export type HandoffTexts = typeof en;

const languages: Readonly<Record<string, HandoffTexts>> = { en, de };

/** The texts for a locale, by its language; English where there are none. */
export function textsFor(locale: string): HandoffTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
