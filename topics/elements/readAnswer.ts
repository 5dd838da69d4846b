import type { DialogInput } from '../dialog.ts';

/** The words of an answer: what was typed, or the value of what was picked. Null for a file and the like. */
export function answerText(input: DialogInput): string | null {
  if (input.kind === 'text') return input.text.trim();
  if (input.kind === 'value') return Array.isArray(input.value) ? input.value.join(', ') : input.value;
  return null;
}
