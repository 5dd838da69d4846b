import type { ElementOf } from '../../contracts/topic.ts';
import { parseYesNo } from '../answers/parseYesNo.ts';
import { normalise } from '../answers/words.ts';
import { askInput } from './askInput.ts';
import { type ElementContext, elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

/** Asks yes or no, in people's own words. `vaInputs` holds true or false. */
export const yesNoInput = elementKind('yes_no_input', {
  run(element, context) {
    const { yes, no } = labels(element, context);
    return askInput(element, context, (text) => ({
      type: 'choices',
      text,
      choices: [
        { value: 'yes', label: yes },
        { value: 'no', label: no },
      ],
    }));
  },
  answer(element, input, context) {
    const { yes, no } = labels(element, context);
    const answer = (value: boolean) => ({
      value,
      display: value ? yes : no,
      to: value ? element.yes : element.no,
    });
    const said = answerText(input) ?? '';
    const label = [yes, no].findIndex((own) => normalise(own) === normalise(said));
    if (label !== -1) return { ok: true, ...answer(label === 0) };
    const { sure, likely } = parseYesNo(said, {
      // “It still does not work” is no answer to “Anything else?”: it is what else there is.
      outcomes: context.run.role !== 'anything_else',
      locale: context.dialog.locale,
    });
    if (sure !== null) return { ok: true, ...answer(sure) };
    const hint = context.texts.invalid.yesNo;
    return likely === null ? { ok: false, hint } : { ok: false, hint, loosely: answer(likely) };
  },
});

function labels(
  { yes_label, no_label }: ElementOf<'yes_no_input'>,
  context: ElementContext,
): { yes: string; no: string } {
  return {
    yes: yes_label === undefined ? context.texts.yes : context.render(yes_label),
    no: no_label === undefined ? context.texts.no : context.render(no_label),
  };
}
