import type { DateWords } from './dateRules.ts';
import { dateWords as de } from './dates.de.ts';
import { dateWords as en } from './dates.en.ts';

const languages: Readonly<Record<string, readonly DateWords[]>> = { en: [en], de: [de, en] };

/** The words of a locale's language, then English, which is understood everywhere. */
export function dateWords(locale: string): readonly DateWords[] {
  return languages[locale.split('-')[0] ?? 'en'] ?? [en];
}
