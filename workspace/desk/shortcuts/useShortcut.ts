import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Shortcuts } from './createShortcuts.ts';
import type { ShortcutName } from './shortcutKeys.ts';

export const ShortcutsContext = createContext<Shortcuts | null>(null);

export function useShortcuts(): Shortcuts {
  const shortcuts = useContext(ShortcutsContext);
  if (shortcuts === null) throw new Error('useShortcuts outside ShortcutsContext');
  return shortcuts;
}

/** While this part is on the screen, the key of `name` does `run`; null: not now. */
export function useShortcut(name: ShortcutName, run: (() => void) | null): void {
  const shortcuts = useShortcuts();
  const latest = useRef(run);
  latest.current = run;
  const can = run !== null;
  useEffect(
    () => (can ? shortcuts.register(name, () => latest.current?.()) : undefined),
    [shortcuts, name, can],
  );
}
