import { texts as de } from './texts.de.ts';
import { texts as en } from './texts.en.ts';

export type MailTexts = typeof en;

const languages: Readonly<Record<string, MailTexts>> = { en, de };

/** The texts for a locale, by its language; English where there are none. */
export function textsFor(locale: string): MailTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
