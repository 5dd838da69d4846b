import { de } from './desk.de.ts';
import { type DeskTexts, en } from './desk.en.ts';
import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';

const texts: Record<LanguageCode, DeskTexts> = { en, de };

/** The texts of records, related tasks and files at the desk. */
export function useDeskTexts(): DeskTexts {
  return texts[useLanguage().code.value];
}
