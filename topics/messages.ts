import { texts as de } from './messages.de.ts';
import { texts as en } from './messages.en.ts';

/** What the Virtual Agent says by itself; everything else it says stands in topics (design 9.11). */
export type Messages = typeof en;

const languages: Readonly<Record<string, Messages>> = { en, de };

/** The texts for a locale, by its language; English where there are none. */
export function messagesFor(locale: string): Messages {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
