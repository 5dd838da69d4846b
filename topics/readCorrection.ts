import { corrections as de } from './corrections.de.ts';
import { corrections as en } from './corrections.en.ts';

/** How people say in one language that an earlier answer was wrong. All languages are understood always. */
export interface CorrectionPhrases {
  /** What a correction begins with: says that it is one (“I meant”), is rarely said else (“actually”), or may begin anything (“no”). */
  explicit: RegExp;
  strong: RegExp;
  weak: RegExp;
  /** What it ends with: “… instead”. */
  tail: RegExp;
  /** `value` is the right answer, `mention` what it answers. Orders are corrections by themselves, statements may be. */
  orders: readonly RegExp[];
  statements: readonly RegExp[];
}

/**
 * How a text may be read as a correction of an earlier answer, the most telling way first. `strong`: it can be little
 * else, even where the words would answer the question at hand. `explicit`: it says itself that it is one. `marked`:
 * something hints at it.
 */
export interface CorrectionReading {
  explicit: boolean;
  strong: boolean;
  marked: boolean;
  readings: { mention: string | null; value: string }[];
}

const languages = [en, de];
/** Who corrects an answer says little else; the patterns take the square of the length. */
const longest = 1_000;

export function readCorrection(text: string): CorrectionReading {
  if (text.length > longest) return { explicit: false, strong: false, marked: false, readings: [] };
  let rest = text.trim();
  let explicit = false;
  let strong = false;
  let marked = false;
  for (let found = true; found; ) {
    found = false;
    for (const phrases of languages) {
      const lead = phrases.explicit.exec(rest) ?? phrases.strong.exec(rest) ?? phrases.weak.exec(rest);
      if (lead === null || lead[0].length === rest.length) continue;
      explicit ||= phrases.explicit.test(rest);
      strong ||= phrases.strong.test(rest);
      marked = true;
      found = true;
      rest = rest.slice(lead[0].length);
    }
  }
  for (const { tail } of languages) {
    const shorter = rest.replace(tail, '');
    if (shorter === rest) continue;
    rest = shorter;
    strong = true;
    marked = true;
  }
  rest = rest.replace(/[\s.!]+$/, '');
  const orders = languages.flatMap(({ orders: patterns }) => match(rest, patterns));
  const statements = languages.flatMap(({ statements: patterns }) => match(rest, patterns));
  const ordered = orders.length > 0;
  return {
    explicit: explicit || ordered,
    strong: strong || explicit || ordered,
    marked: marked || ordered,
    readings: [...orders, ...statements, { mention: null, value: rest }],
  };
}

function match(text: string, patterns: readonly RegExp[]): CorrectionReading['readings'] {
  return patterns.flatMap((pattern) => {
    const groups = pattern.exec(text)?.groups;
    const value = groups?.value;
    return value === undefined ? [] : [{ mention: groups?.mention ?? null, value }];
  });
}
