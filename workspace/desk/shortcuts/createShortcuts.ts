import { type ReadonlySignal, signal } from '@preact/signals';
import type { ShortcutName } from './shortcutKeys.ts';
import { type ShortcutMode, shortcutModes, shortcutOf } from './shortcutOf.ts';

/** What the desk can be told by keys now. The last that registers for a name has it; when it goes, the one before it. */
export interface Shortcuts {
  register(name: ShortcutName, run: () => void): () => void;
  /** False: nobody here can do it now. */
  run(name: ShortcutName): boolean;
  can(name: ShortcutName): boolean;
  /** Kept in this browser. */
  mode: ReadonlySignal<ShortcutMode>;
  setMode(mode: ShortcutMode): void;
  close(): void;
}

const storageKey = 'switchboard.shortcuts';

export function createShortcuts(window: Window): Shortcuts {
  const kept = window.localStorage.getItem(storageKey);
  const mode = signal<ShortcutMode>(shortcutModes.find((each) => each === kept) ?? 'single');
  const commands = new Map<ShortcutName, (() => void)[]>();
  const latest = (name: ShortcutName) => commands.get(name)?.at(-1);

  const run = (name: ShortcutName) => {
    const command = latest(name);
    command?.();
    return command !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { document } = window;
    // A dialog has the keys for itself.
    if (event.defaultPrevented || event.repeat || document.querySelector('dialog[open]') !== null) return;
    const { key, code, altKey, ctrlKey, metaKey, isComposing } = event;
    const typing = writes(event.target);
    const name = shortcutOf({ key, code, altKey, ctrlKey, metaKey, isComposing, typing }, mode.value);
    if (name !== null && run(name)) event.preventDefault();
  };
  window.document.addEventListener('keydown', onKeyDown);

  return {
    register(name, command) {
      commands.set(name, [...(commands.get(name) ?? []), command]);
      return () => {
        commands.set(
          name,
          (commands.get(name) ?? []).filter((each) => each !== command),
        );
      };
    },
    run,
    can: (name) => latest(name) !== undefined,
    mode,
    setMode(chosen) {
      mode.value = chosen;
      window.localStorage.setItem(storageKey, chosen);
    },
    close: () => window.document.removeEventListener('keydown', onKeyDown),
  };
}

/** A letter typed there is text, or picks from a menu. */
function writes(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable], [role=menu]',
    ) !== null
  );
}
