import { useLanguage } from './language.ts';
import { de } from './live.de.ts';
import { en, type LiveTexts } from './live.en.ts';
import type { LanguageCode } from './pickLanguage.ts';

const texts: Record<LanguageCode, LiveTexts> = { en, de };

/** The texts of what is done with a live conversation; loaded with it. */
export function useLiveTexts(): LiveTexts {
  return texts[useLanguage().code.value];
}
