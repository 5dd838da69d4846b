import { type ShortcutName, shortcutKeys } from './shortcutKeys.ts';

/** `single`: a key alone, and with Alt. `modifier`: only with Alt. WCAG 2.1.4: single keys can be switched off. */
export const shortcutModes = ['single', 'modifier', 'off'] as const;
export type ShortcutMode = (typeof shortcutModes)[number];

export interface PressedKey {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  /** Where a key writes: a field of the page has the focus. */
  typing: boolean;
}

/** The command that a key stands for; null when it stands for none here. */
export function shortcutOf(pressed: PressedKey, mode: ShortcutMode): ShortcutName | null {
  const { altKey, ctrlKey, metaKey, isComposing, typing } = pressed;
  // Together they are AltGr, which writes letters.
  if (mode === 'off' || isComposing || metaKey || (ctrlKey && altKey)) return null;
  if (ctrlKey) return pressed.key.toLowerCase() === 'k' ? 'jump' : null;
  if (!altKey && (typing || mode === 'modifier')) return null;
  const key = letterOf(pressed);
  return names.find((name) => shortcutKeys[name] === key) ?? null;
}

/** With Alt some systems write another sign: then the place on the keyboard says which letter it is. */
function letterOf({ key, code, altKey }: PressedKey): string {
  const lower = key.toLowerCase();
  if (!altKey || /^[a-z?]$/.test(lower)) return lower;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? lower;
}

const names = Object.keys(shortcutKeys).filter((name): name is ShortcutName => name in shortcutKeys);
