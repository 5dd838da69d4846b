import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';
import { de } from './router.de.ts';
import { en, type RouterTexts } from './router.en.ts';

const texts: Record<LanguageCode, RouterTexts> = { en, de };

/** What the router says of its decisions; loaded with the pages that show them. */
export function useRouterTexts(): RouterTexts {
  return texts[useLanguage().code.value];
}
