import { de } from './admin.de.ts';
import { type AdminTexts, en } from './admin.en.ts';
import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';

const texts: Record<LanguageCode, AdminTexts> = { en, de };

/** The texts of the pages on which admins say who sees what, and what is kept. */
export function useAdmin(): AdminTexts {
  return texts[useLanguage().code.value];
}
