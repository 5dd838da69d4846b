import { type ReadonlySignal, signal } from '@preact/signals';

/** `system`: as the person's system is, by day and by night. */
export const themes = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof themes)[number];

export interface Theme {
  name: ReadonlySignal<ThemeName>;
  /** Kept in this browser, for all its tabs. */
  choose(name: ThemeName): void;
}

const storageKey = 'switchboard.theme';

/** Light, dark, or as the system says; design/tokens.css has the colours of both. */
export function createTheme(window: Window): Theme {
  const { document, localStorage } = window;
  const named = (kept: string | null) => themes.find((each) => each === kept) ?? 'system';
  const name = signal<ThemeName>('system');
  const set = (chosen: ThemeName) => {
    name.value = chosen;
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
  };
  set(named(localStorage.getItem(storageKey)));
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === storageKey) set(named(newValue));
  });
  return {
    name,
    choose(chosen) {
      localStorage.setItem(storageKey, chosen);
      set(chosen);
    },
  };
}
