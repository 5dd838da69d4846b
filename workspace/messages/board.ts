import { de } from './board.de.ts';
import { type BoardTexts, en } from './board.en.ts';
import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';

const texts: Record<LanguageCode, BoardTexts> = { en, de };

/** The texts of the live board; apart from the others, so that the desk does not carry them. */
export function useBoardTexts(): BoardTexts {
  return texts[useLanguage().code.value];
}
