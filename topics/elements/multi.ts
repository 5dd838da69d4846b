import type { ElementOf } from '../../contracts/topic.ts';
import { isNext } from '../answers/isNext.ts';
import { address } from './address.ts';
import { type ElementContext, elementKind, type Step } from './element.ts';

/** What the button sends. */
const nextValue = 'next';

/**
 * Says its parts one after another: with their pauses, or, with `next_label`, each when the requester asks for it. Which
 * part is next is kept in the run, so that it goes on there in a later turn.
 */
export const multi = elementKind('multi', {
  run(element, context): Step {
    const { run, render } = context;
    const { parts, next_label: label } = element;
    const arrived = run.parts?.[element.id];
    for (let at = arrived ?? 0; at < parts.length; at += 1) {
      const part = parts[at];
      if (part === undefined) break;
      // The pause before the part that a later turn starts with is over.
      if (label === undefined && part.pause > 0 && at !== arrived) {
        run.parts = { ...run.parts, [element.id]: at };
        return { go: 'pause', seconds: part.pause, again: true };
      }
      const asks = label !== undefined && at + 1 < parts.length ? render(label) : null;
      sayPart(part, asks, context);
      if (asks !== null) {
        run.parts = { ...run.parts, [element.id]: at + 1 };
        return { go: 'wait', output: `${at + 1} of ${parts.length}` };
      }
    }
    const { [element.id]: _done, ...others } = run.parts ?? {};
    run.parts = others;
    return { go: 'next', output: `${parts.length} parts` };
  },
  answer(element, input, { render }) {
    const label = render(element.next_label ?? '');
    const said = input.kind === 'text' ? input.text : input.kind === 'value' ? String(input.value) : '';
    return said === nextValue || isNext(said, label)
      ? { ok: true, value: nextValue }
      : { ok: false, hint: label };
  },
});

/** `asks`: the label of the button that the requester presses for more. */
function sayPart(
  part: ElementOf<'multi'>['parts'][number],
  asks: string | null,
  { render, wording, say }: ElementContext,
): void {
  const choices = asks === null ? [] : [{ value: nextValue, label: asks }];
  const text = part.text === undefined ? null : wording(part.text);
  if (part.image_url !== undefined) {
    const alt = render(part.alt ?? '');
    say({ type: 'image', text: text ?? alt, imageUrl: address(render(part.image_url), 'media'), alt });
    if (asks !== null) say({ type: 'choices', text: asks, choices });
    return;
  }
  say(asks === null ? { type: 'text', text: text ?? '' } : { type: 'choices', text: text ?? '', choices });
}
