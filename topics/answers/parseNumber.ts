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
  const { numbers, scales, onlyMe } = wordsFor(locale);
  const words = wordsOf(text);
  if (words.length > mostWords) return null;
  if (onlyMe.includes(words.join(' '))) return 1;
  const found: Said[] = [];
  let goesOn = false;
  for (const word of words) {
    const last = goesOn ? found.at(-1) : undefined;
    const scale = scales.get(word);
    const digits = /^\d+(\.\d+)?$/.test(word);
    const value = digits ? Number(word) : numbers.get(word);
    if (scale !== undefined) scaled(last ?? anew(found), scale);
    else if (value === undefined) {
      goesOn &&= joins.has(word);
      continue;
    } else if (last !== undefined && !digits && follows(value, last.rest))
      last.rest = (last.rest ?? 0) + value;
    else anew(found).rest = value;
    goesOn = true;
  }
  const [only] = found;
  return only !== undefined && found.length === 1 ? only.thousands + (only.rest ?? 0) : null;
}

/** A number as far as it was heard; `rest` is what comes after the thousands. */
interface Said {
  thousands: number;
  rest: number | null;
}

function anew(found: Said[]): Said {
  const said: Said = { thousands: 0, rest: null };
  found.push(said);
  return said;
}

function scaled(said: Said, scale: number): void {
  const times = (said.rest ?? 1) * scale;
  if (scale < 1_000) said.rest = times;
  else {
    said.thousands += times;
    said.rest = null;
  }
}

const joins: ReadonlySet<string> = new Set(['and', 'und']);

/** Whether a number word goes on with the one before: “fifty” “five”, “two hundred” “ten”; null: after thousands. */
function follows(value: number, before: number | null): boolean {
  if (before === null) return value < 1_000;
  if (before > 0 && before % 100 === 0) return value < 100;
  return before % 10 === 0 && before % 100 >= 20 && value > 0 && value < 10;
}
