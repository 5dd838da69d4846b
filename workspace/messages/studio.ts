import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';
import { de } from './studio.de.ts';
import { en, type StudioTexts } from './studio.en.ts';

const texts: Record<LanguageCode, StudioTexts> = { en, de };

/** The texts of the studio's lists and records; apart from the others, so that the desk does not carry them. */
export function useStudioTexts(): StudioTexts {
  return texts[useLanguage().code.value];
}
