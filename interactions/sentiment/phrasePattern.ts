/** One way to fill a place of a pattern: the words as the lists know them, and as they are written. */
interface Choice {
  words: string[];
  written: string;
}

/** A phrase with choices, "{nobody|no one} {ever|} answers": matched as it stands, because its ways are thousands. */
export interface PhrasePattern {
  places: Choice[][];
  /** Enters a phrase that was met into the lists that the pattern stands in. */
  enter: (key: string, written: string) => void;
}

/** What stands at the place where a pattern was tried. */
export interface PatternMatch {
  words: string[];
  written: string;
}

/** The pattern behind "{a|b|} c". `wordsOf`: the words of a part as the lists know them. */
export function phrasePattern(
  entry: string,
  wordsOf: (part: string) => string[],
  enter: PhrasePattern['enter'],
): PhrasePattern {
  const parts = entry.match(/\{[^}]*\}|[^{\s]+/g) ?? [];
  const choice = (text: string): Choice => {
    const words = text.split(' ').filter((word) => word !== '');
    return { words: words.flatMap(wordsOf), written: words.join(' ') };
  };
  const places = parts.map((part) =>
    part.startsWith('{')
      ? part
          .slice(1, -1)
          .split('|')
          .map((each) => choice(each.trim()))
      : [choice(part)],
  );
  return { places, enter };
}

/** The words that a pattern may begin with. */
export function firstWords({ places }: PhrasePattern): string[] {
  const first: string[] = [];
  for (const place of places) {
    first.push(...place.flatMap(({ words }) => words[0] ?? []));
    if (!place.some(({ words }) => words.length === 0)) break;
  }
  return first;
}

/** The ways to fill it with one word alone: no phrases, but words of their own. */
export function singleWords({ places }: PhrasePattern): { word: string; written: string }[] {
  const optional = places.map((place) => place.some(({ words }) => words.length === 0));
  return places.flatMap((place, at) =>
    optional.every((may, other) => may || other === at)
      ? place.flatMap(({ words: [word, ...more], written }) =>
          word === undefined || more.length > 0 ? [] : [{ word, written }],
        )
      : [],
  );
}

/**
 * The longest run of words from `at` on that fits; undefined when none does. `fits(word, at)`: whether the text has
 * this word of a pattern there. Patterns are a few places long, so the time does not depend on the text.
 */
export function matchPattern(
  places: PhrasePattern['places'],
  at: number,
  fits: (word: string, at: number) => boolean,
  place = 0,
): PatternMatch | undefined {
  const choices = places[place];
  if (choices === undefined) return { words: [], written: '' };
  let longest: PatternMatch | undefined;
  for (const { words, written } of choices) {
    if (!words.every((word, offset) => fits(word, at + offset))) continue;
    const rest = matchPattern(places, at + words.length, fits, place + 1);
    if (rest === undefined || words.length + rest.words.length <= (longest?.words.length ?? -1)) continue;
    longest = {
      words: [...words, ...rest.words],
      written: [written, rest.written].filter((each) => each !== '').join(' '),
    };
  }
  return longest;
}
