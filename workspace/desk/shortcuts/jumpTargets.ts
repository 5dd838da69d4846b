import type { DeskState } from '../state/deskState.ts';
import { endedOf } from '../state/endedOf.ts';
import type { ShortcutName } from './shortcutKeys.ts';

export type JumpTarget =
  | { kind: 'conversation'; interaction: string; text: string; detail: string }
  | { kind: 'command'; name: ShortcutName; text: string };

/** What fits the words that were typed: conversations first, then commands; each word somewhere in it. Pure. */
export function jumpTargets(
  desk: DeskState,
  commands: readonly { name: ShortcutName; text: string }[],
  typed: string,
): JumpTarget[] {
  const conversations: JumpTarget[] = [
    ...(desk.inbox?.conversations ?? []).map(({ interaction, openedFor, shortDescription }) => ({
      kind: 'conversation' as const,
      interaction,
      text: openedFor,
      detail: `${interaction} ${shortDescription}`,
    })),
    ...endedOf(desk).map(({ interaction, header }) => ({
      kind: 'conversation' as const,
      interaction,
      text: header.openedFor.name,
      detail: `${interaction} ${header.shortDescription}`,
    })),
  ];
  const all: JumpTarget[] = [
    ...conversations,
    ...commands.map((command) => ({ kind: 'command' as const, ...command })),
  ];
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((target) => {
    const said = `${target.text} ${target.kind === 'conversation' ? target.detail : ''}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  // A number that is not on the desk may still be opened.
  const number = typed.trim().toUpperCase();
  const known = conversations.some((each) => each.kind === 'conversation' && each.interaction === number);
  if (/^IMS\d+$/.test(number) && !known)
    return [{ kind: 'conversation', interaction: number, text: number, detail: '' }, ...found];
  return found;
}
