/**
 * The key of each command of the desk: alone where nothing is typed, with Alt everywhere. A command works while a part of
 * the desk that can do it is on the screen (`useShortcut`).
 */
export const shortcutKeys = {
  next: 'j',
  previous: 'k',
  back: 'l',
  jump: 'g',
  accept: 'a',
  decline: 'x',
  claim: 'w',
  open: 'y',
  board: 'q',
  presence: 'p',
  sound: 'm',
  composer: 'r',
  note: 'n',
  templates: 's',
  attach: 'f',
  hold: 'h',
  end: 'e',
  transfer: 't',
  consult: 'c',
  invite: 'v',
  askForHelp: 'u',
  topic: 'o',
  return: 'b',
  leave: 'z',
  details: 'i',
  task: 'd',
  help: '?',
} as const;

export type ShortcutName = keyof typeof shortcutKeys;

/** As `aria-keyshortcuts` and the help write it. */
export function keysOf(name: ShortcutName): string {
  return `Alt+${shortcutKeys[name].toUpperCase()}`;
}
