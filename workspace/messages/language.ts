import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';
import { type LanguageCode, localeFor, pickLanguage } from './pickLanguage.ts';

const texts: Record<LanguageCode, Messages> = { en, de };
const storageKey = 'switchboard.language';

/** The chosen language, its texts, and the locale of its dates. */
export interface Language {
  code: ReadonlySignal<LanguageCode>;
  messages: ReadonlySignal<Messages>;
  locale: ReadonlySignal<string>;
  choose(code: LanguageCode): void;
}

export function createLanguage(window: Window): Language {
  const { languages } = window.navigator;
  const code = signal(pickLanguage([window.localStorage.getItem(storageKey), ...languages]));
  const declare = () => {
    window.document.documentElement.lang = code.value;
  };
  declare();
  return {
    code,
    messages: computed(() => texts[code.value]),
    locale: computed(() => localeFor(code.value, languages)),
    choose(chosen) {
      code.value = chosen;
      window.localStorage.setItem(storageKey, chosen);
      declare();
    },
  };
}

export const LanguageContext = createContext<Language | null>(null);

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('useLanguage outside LanguageContext');
  return language;
}

export function useMessages(): Messages {
  return useLanguage().messages.value;
}

export function useLocale(): string {
  return useLanguage().locale.value;
}
