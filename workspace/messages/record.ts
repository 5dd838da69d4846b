import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';
import { de } from './record.de.ts';
import { en, type RecordTexts } from './record.en.ts';

const texts: Record<LanguageCode, RecordTexts> = { en, de };

/** The texts of the studio's pages about the record; apart from the others, so that the desk does not carry them. */
export function useRecordTexts(): RecordTexts {
  return texts[useLanguage().code.value];
}
