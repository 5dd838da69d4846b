import { wordsOf } from './words.ts';
import { wordsFor } from './wordsFor.ts';

const mostWords = 5;
/** Languages that write 1.200,5 for what English writes as 1,200.5. */
const commaDecimals: ReadonlySet<string> = new Set(['de']);

/** A number in digits or, if it is the only one in a few words, in words: "three", "about 5 people", „nur ich“. */
export function parseNumber(text: string, locale = 'en'): number | null {
  const digits = text.replace(/[\s_]/g, '');
  const commas = commaDecimals.has(locale.split('-')[0] ?? '');
  const written =
    commas && /^[+-]?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)$/.test(digits)
      ? digits.replace(/\./g, '').replace(',', '.')
      : digits.replace(/,(?=\d{3}\b)/g, '');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(written)) return Number(written);
  return spoken(text, locale);
}

function spoken(text: string, locale: string): number | null {
  const { numbers, onlyMe } = wordsFor(locale);
  const words = wordsOf(text);
  if (words.length > mostWords) return null;
  if (onlyMe.includes(words.join(' '))) return 1;
  const found = words
    .map((word) => (/^\d+(\.\d+)?$/.test(word) ? Number(word) : numbers.get(word)))
    .filter((number) => number !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}
