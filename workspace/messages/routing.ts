import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';
import { de } from './routing.de.ts';
import { en, type RoutingTexts } from './routing.en.ts';

const texts: Record<LanguageCode, RoutingTexts> = { en, de };

/** The texts of the studio's pages about routing; apart from the others, so that other pages do not carry them. */
export function useRouting(): RoutingTexts {
  return texts[useLanguage().code.value];
}
