import type { InputElement } from '../contracts/topic.ts';
import type { Catalog } from './catalog.ts';
import type { DialogState } from './dialog.ts';
import { isInput, isSecure } from './inputElement.ts';

/** The question that waits for an answer. `asks`: the kinds of data that it asks for: `email`, `phone` … */
export interface OpenInput {
  element: string;
  secure: boolean;
  asks: string[];
}

/** What the Virtual Agent waits for; null: for nothing, so that words go to discovery. */
export function openInput(catalog: Catalog, state: DialogState | null): OpenInput | null {
  const run = state?.stack.at(-1);
  if (run?.awaiting !== true || run.element === null) return null;
  const element = catalog.get(run.topic, run.version)?.element(run.element) ?? null;
  if (element === null || !isInput(element)) return null;
  return { element: element.id, secure: isSecure(element), asks: asksFor(element) };
}

function asksFor(element: InputElement): string[] {
  if (element.kind === 'contact_input') return [element.channel];
  return element.kind === 'text_input' ? [element.validation] : [];
}
