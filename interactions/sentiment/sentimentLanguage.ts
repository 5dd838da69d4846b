/**
 * What a language brings to the measuring. Every list is words and phrases separated by commas; a phrase may hold
 * `#` for any number or ordinal ("for # hours").
 */
export interface SentimentWords {
  /** Weights of a language's own (−5…5) over those of the base lexicon. */
  weights: Record<string, string>;
  /** Stems of adjectives with their weights; every ending of the language is added. */
  adjectives?: Record<string, string>;
  endings?: string[];
  /** Words of the base that are no judgement at a help desk. */
  plain: string;
  /** Faults: what a report says without a judgement. They weigh only when something aggravates them. */
  trouble: string;
  /** What turns a fault into a complaint: "still", "again", "for # weeks". */
  aggravators: string;
  /** A fault that is over is good news. */
  over: string;
  negators: string;
  /** German: "gefällt mir nicht". */
  negatesBackwards: boolean;
  /** Words that make the next one count more, or less. */
  degrees: Record<string, string>;
  /** What follows them counts more than what went before. */
  contrasts: string;
  /** Their clause counts less. */
  concessions: string;
  /** Begin a clause of their own, where a negation ends. */
  clauseWords: string;
  /** Numbers and ordinals as words. */
  numbers: string;
  /** Other ways of writing the same letter. */
  fold: (lowerCase: string) => string;
}

/** Stands for a number in a phrase; the package takes `#` for punctuation. */
export const anyNumber = '§';

/** The words of a language, ready to be looked up. Words of a phrase are joined by `+`. */
export interface SentimentLanguage {
  labels: Record<string, number>;
  /** How a label is written, where that differs from its key. */
  written: ReadonlyMap<string, string>;
  /** First word of each phrase → the phrases, the longest first. */
  phrases: ReadonlyMap<string, readonly (readonly string[])[]>;
  trouble: ReadonlySet<string>;
  aggravators: ReadonlySet<string>;
  over: ReadonlySet<string>;
  negators: ReadonlySet<string>;
  negatesBackwards: boolean;
  degrees: ReadonlyMap<string, number>;
  contrasts: ReadonlySet<string>;
  concessions: ReadonlySet<string>;
  clauseWords: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  fold: (lowerCase: string) => string;
}

/** Puts a language together: the base lexicon (AFINN, or nothing), then the language's own words over it. */
export function sentimentLanguage(base: Record<string, number>, words: SentimentWords): SentimentLanguage {
  const { fold } = words;
  const written = new Map<string, string>();
  const key = (entry: string) => {
    const folded = fold(entry).replaceAll(' ', '+').replaceAll('#', anyNumber);
    if (folded !== entry) written.set(folded, entry.replaceAll('#', '…'));
    return folded;
  };
  const keys = (list: string) => entries(list).map(key);
  const labels: Record<string, number> = Object.assign(Object.create(null), base);
  for (const word of keys(words.plain)) delete labels[word];
  for (const [weight, list] of Object.entries(words.adjectives ?? {})) {
    for (const stem of entries(list))
      for (const ending of words.endings ?? ['']) labels[key(stem + ending)] = Number(weight);
  }
  for (const [weight, list] of Object.entries(words.weights))
    for (const word of keys(list)) labels[word] = Number(weight);
  for (const word of keys(words.trouble)) labels[word] = 0;
  const degrees = new Map(
    Object.entries(words.degrees).flatMap(([factor, list]) =>
      keys(list).map((word) => [word, Number(factor)] as const),
    ),
  );
  const sets = {
    trouble: new Set(keys(words.trouble)),
    aggravators: new Set(keys(words.aggravators)),
    over: new Set(keys(words.over)),
    negators: new Set(keys(words.negators)),
    contrasts: new Set(keys(words.contrasts)),
    concessions: new Set(keys(words.concessions)),
    clauseWords: new Set(keys(words.clauseWords)),
  };
  const plain = keys(words.plain);
  const all = [
    ...Object.keys(labels),
    ...degrees.keys(),
    ...plain,
    ...Object.values(sets).flatMap((set) => [...set]),
  ];
  return {
    // The package asks with `hasOwnProperty`, so a plain object; none of its names is one of the lexicon.
    labels: { ...labels },
    written,
    phrases: phrasesOf(all),
    ...sets,
    negatesBackwards: words.negatesBackwards,
    degrees,
    numbers: new Set(keys(words.numbers)),
    fold,
  };
}

function entries(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim().replace(/\s+/g, ' '))
    .filter((entry) => entry !== '');
}

function phrasesOf(keys: string[]): Map<string, string[][]> {
  const phrases = new Map<string, string[][]>();
  for (const key of new Set(keys)) {
    const words = key.split('+');
    const [first] = words;
    if (first === undefined || words.length < 2) continue;
    phrases.set(first, [...(phrases.get(first) ?? []), words]);
  }
  for (const list of phrases.values()) list.sort((one, other) => other.length - one.length);
  return phrases;
}
