import { parseYesNo } from '../answers/parseYesNo.ts';
import { askInput } from './askInput.ts';
import { elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

/** Asks yes or no, in people's own words. `vaInputs` holds true or false. */
export const yesNoInput = elementKind('yes_no_input', {
  run: (element, context) =>
    askInput(element, context, (text) => ({
      type: 'choices',
      text,
      choices: [
        { value: 'yes', label: context.texts.yes },
        { value: 'no', label: context.texts.no },
      ],
    })),
  answer(element, input, context) {
    const answer = (yes: boolean) => ({
      value: yes,
      display: yes ? context.texts.yes : context.texts.no,
      to: yes ? element.yes : element.no,
    });
    const { sure, likely } = parseYesNo(answerText(input) ?? '', {
      // “It still does not work” is no answer to “Anything else?”: it is what else there is.
      outcomes: context.run.role !== 'anything_else',
    });
    if (sure !== null) return { ok: true, ...answer(sure) };
    return likely === null
      ? { ok: false, hint: context.texts.invalid.yesNo }
      : { ok: false, hint: context.texts.invalid.yesNo, loosely: answer(likely) };
  },
});
