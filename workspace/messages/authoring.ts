import { de } from './authoring.de.ts';
import { type AuthoringMessages, en } from './authoring.en.ts';
import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';

const texts: Record<LanguageCode, AuthoringMessages> = { en, de };

/** The texts of the studio's authoring pages; apart from the others, so that the desk does not carry them. */
export function useAuthoring(): AuthoringMessages {
  return texts[useLanguage().code.value];
}
