import type { ElementOf } from '../../contracts/topic.ts';
import { parseEmail, parseIp, parsePhone, parseUrl } from '../answers/parseAddress.ts';
import { parseNumber } from '../answers/parseNumber.ts';
import { parseYesNo } from '../answers/parseYesNo.ts';
import { wordsOf } from '../answers/words.ts';
import { wordsFor } from '../answers/wordsFor.ts';
import { compileExpression } from '../expressions/conditions.ts';
import type { Messages } from '../messages.ts';
import { askInput } from './askInput.ts';
import { type Answer, type ElementContext, elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

/** Asks for words, a number, an address … `vaInputs` holds the text, for `number` the number. */
export const textInput = elementKind('text_input', {
  run: (element, context) => askInput(element, context, (text) => ({ type: 'text', text })),
  answer(element, input, context) {
    const { texts } = context;
    const text = answerText(input);
    if (text === null || text === '') return { ok: false, hint: texts.invalid.text };
    if (element.min_length !== undefined && text.length < element.min_length)
      return { ok: false, hint: texts.invalid.tooShort(element.min_length) };
    if (element.max_length !== undefined && text.length > element.max_length)
      return { ok: false, hint: texts.invalid.tooLong(element.max_length) };
    if (element.validation === 'text' && element.min_length !== undefined && saysNothing(text, context))
      return { ok: false, hint: texts.invalid.courtesy };
    return validate(element, text, context);
  },
});

function validate(
  element: ElementOf<'text_input'>,
  text: string,
  context: ElementContext,
): Answer | Promise<Answer> {
  const { texts, dialog } = context;
  switch (element.validation) {
    case 'text':
      return { ok: true, value: text };
    case 'script':
      return judge(element.script ?? '', text, context);
    case 'pattern':
      return matches(text, element.pattern ?? '')
        ? { ok: true, value: text }
        : { ok: false, hint: texts.invalid.pattern };
    case 'number': {
      const value = parseNumber(text, dialog.locale);
      if (value === null) return { ok: false, hint: texts.invalid.number };
      const hint = outside(element, value, texts);
      return hint === null ? { ok: true, value } : { ok: false, hint };
    }
    default: {
      const value = readers[element.validation](text);
      return value === null ? { ok: false, hint: texts.invalid[element.validation] } : { ok: true, value };
    }
  }
}

const readers = { email: parseEmail, phone: parsePhone, url: parseUrl, ip: parseIp };

/** The author's script gets `answer`: true takes it, a text says what is wrong with it. */
async function judge(script: string, answer: string, context: ElementContext): Promise<Answer> {
  const verdict = await context.evaluateScript(script, { answer });
  if (verdict === true) return { ok: true, value: answer };
  return {
    ok: false,
    hint: typeof verdict === 'string' && verdict !== '' ? verdict : context.texts.invalid.pattern,
  };
}

/** What is wrong with a number; null when nothing is. */
function outside(
  { min, max, integer }: ElementOf<'text_input'>,
  value: number,
  texts: Messages,
): string | null {
  if (integer && !Number.isSafeInteger(value)) return texts.invalid.wholeNumber;
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return null;
  if (min !== undefined && max !== undefined) return texts.invalid.numberBetween(min, max);
  return min !== undefined ? texts.invalid.numberFrom(min) : texts.invalid.numberTo(max ?? value);
}

/** Where something must be told, "thanks" and "yes" tell nothing. */
function saysNothing(text: string, { dialog: { locale } }: ElementContext): boolean {
  const { courtesies } = wordsFor(locale);
  return (
    wordsOf(text).every((word) => courtesies.has(word)) ||
    parseYesNo(text, { outcomes: false, locale }).sure !== null
  );
}

/** RE2 (through CEL), so that no pattern of an author can run away. */
function matches(text: string, pattern: string): boolean {
  const test = compileExpression(`vaVars.text.matches(${JSON.stringify(`^(?:${pattern})$`)})`);
  const empty = { vaInputs: {}, vaContext: {}, vaDisplay: {}, requester: {}, conversation: {}, now: '' };
  return test({ ...empty, vaVars: { text } }) === true;
}
