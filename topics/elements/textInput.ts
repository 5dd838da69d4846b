import type { ElementOf } from '../../contracts/topic.ts';
import { parseYesNo } from '../answers/parseYesNo.ts';
import { wordsOf } from '../answers/words.ts';
import { compileExpression } from '../expressions/conditions.ts';
import type { Messages } from '../messages.ts';
import { askInput } from './askInput.ts';
import { type Answer, elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

/** Asks for words, a number, an address … `vaInputs` holds the text, for `number` the number. */
export const textInput = elementKind('text_input', {
  run: (element, context) => askInput(element, context, (text) => ({ type: 'text', text })),
  answer(element, input, { texts }) {
    const text = answerText(input);
    if (text === null || text === '') return { ok: false, hint: texts.invalid.text };
    if (element.min_length !== undefined && text.length < element.min_length)
      return { ok: false, hint: texts.invalid.tooShort(element.min_length) };
    if (element.max_length !== undefined && text.length > element.max_length)
      return { ok: false, hint: texts.invalid.tooLong(element.max_length) };
    if (element.validation === 'text' && element.min_length !== undefined && saysNothing(text))
      return { ok: false, hint: texts.invalid.courtesy };
    return validate(element, text, texts);
  },
});

function validate(element: ElementOf<'text_input'>, text: string, texts: Messages): Answer {
  const { validation } = element;
  if (validation === 'text' || validation === 'script') return { ok: true, value: text };
  if (validation === 'pattern') {
    return matches(text, element.pattern ?? '')
      ? { ok: true, value: text }
      : { ok: false, hint: texts.invalid.pattern };
  }
  const value = readers[validation](text);
  if (value === null) return { ok: false, hint: texts.invalid[validation] };
  const hint = typeof value === 'number' ? outside(element, value, texts) : null;
  return hint === null ? { ok: true, value } : { ok: false, hint };
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

const courtesies = new Set(
  'thanks thank you thx ty very much so a lot many cheers please pls hi hello hey great'.split(' '),
);

/** Where something must be told, "thanks" and "yes" tell nothing. */
function saysNothing(text: string): boolean {
  const words = wordsOf(text);
  return words.every((word) => courtesies.has(word)) || parseYesNo(text, { outcomes: false }).sure !== null;
}

const readers: Record<'email' | 'phone' | 'url' | 'ip' | 'number', (text: string) => string | number | null> =
  {
    email(text) {
      const found = /^<?(?:mailto:)?([^\s@<>,;]{1,64}@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+)>?$/.exec(text);
      return found?.[1]?.toLowerCase() ?? null;
    },
    /** E.164: a plus sign, the country code, at most 15 digits in all. */
    phone(text) {
      const digits = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
      return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null;
    },
    url(text) {
      if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
      const url = new URL(text);
      return url.hostname.includes('.') || url.hostname === 'localhost' ? url.href : null;
    },
    ip(text) {
      const parts = text.split('.');
      if (parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
        return text;
      return text.includes(':') && URL.canParse(`http://[${text}]/`) ? text.toLowerCase() : null;
    },
    number(text) {
      const plain = text.replace(/[\s_]/g, '').replace(/,(?=\d{3}\b)/g, '');
      if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return Number(plain);
      return spokenNumber(text);
    },
  };

const numberWords: ReadonlyMap<string, number> = new Map(
  'none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, i) => [word, i]),
);

/** "three", "about 5 people", "just me": a number in a few words, if it is the only one. */
function spokenNumber(text: string): number | null {
  const words = wordsOf(text);
  if (words.length > 5) return null;
  if (words.at(-1) === 'me' && words.every((word) => ['just', 'only', 'its', 'me'].includes(word))) return 1;
  const found = words
    .map((word) => (/^\d+(\.\d+)?$/.test(word) ? Number(word) : numberWords.get(word)))
    .filter((number) => number !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** RE2 (through CEL), so that no pattern of an author can run away. */
function matches(text: string, pattern: string): boolean {
  const test = compileExpression(`vaVars.text.matches(${JSON.stringify(`^(?:${pattern})$`)})`);
  const empty = { vaInputs: {}, vaContext: {}, vaDisplay: {}, requester: {}, conversation: {}, now: '' };
  return test({ ...empty, vaVars: { text } }) === true;
}
