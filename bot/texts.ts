import { texts as de } from './texts.de.ts';
import { texts as en } from './texts.en.ts';

/** What the system says in a conversation with the Virtual Agent (design 9.11). */
export type SystemTexts = typeof en;

const languages: Readonly<Record<string, SystemTexts>> = { en, de };

/** The texts for a locale, by its language; English where there are none. */
export function textsFor(locale: string): SystemTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
