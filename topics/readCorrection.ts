import { corrections as de } from './corrections.de.ts';
import { corrections as en } from './corrections.en.ts';

/** How people say in one language that an earlier answer was wrong. All languages are understood always. */
export interface CorrectionPhrases {
  /** What a correction begins with: leaves no doubt (“actually”), or may begin anything (“no”). */
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
 * else, even where the words would answer the question at hand. `marked`: something says that it is one.
 */
export interface CorrectionReading {
  strong: boolean;
  marked: boolean;
  readings: { mention: string | null; value: string }[];
}

const languages = [en, de];

export function readCorrection(text: string): CorrectionReading {
  let rest = text.trim();
  let strong = false;
  let marked = false;
  for (let found = true; found; ) {
    found = false;
    for (const { strong: strongly, weak } of languages) {
      const lead = strongly.exec(rest) ?? weak.exec(rest);
      if (lead === null || lead[0].length === rest.length) continue;
      strong ||= strongly.test(rest);
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
    strong: strong || ordered,
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
