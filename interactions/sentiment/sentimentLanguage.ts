/**
 * What a language brings to the measuring. Every list is words and phrases separated by commas; a phrase may hold
 * `#` for any number or ordinal ("for # hours") and choices ("{nobody|no one} {ever|} answers").
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
  /** What one may expect of people ("answers", "calls back"): bad when nobody does it, trouble when it is not done. */
  services: string;
  /** What one may expect of things ("easy", "clear"): good only when said with weight, bad when denied. */
  qualities: string;
  /** What turns a fault into a complaint: "still", "again", "for # weeks". */
  aggravators: string;
  /** A fault that is over is good news. */
  over: string;
  negators: string;
  /** Those that leave nobody and nothing: "nobody", "never". */
  absolutes: string;
  /** Words that no negation turns: "unfortunately". Pictures need not be named. */
  firm: string;
  /** Words between a negation and what it turns that do not use up its reach: "the", "is". */
  light: string;
  /** Praise that opens a complaint is meant otherwise: "great, it crashed again". */
  scornfulOpeners: string;
  scornfulPictures: string;
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
  /** The word as the lists know it: one spelling of a letter; several words, with blanks between, for a contraction. */
  fold: (lowerCase: string) => string;
}

/** Stands for a number in a phrase; the package takes `#` for punctuation. */
export const anyNumber = '§';
/** Stands for question marks that weigh by themselves: "Hello???"; nobody can write it, as `<` is no word. */
export const pressing = '<pressing>';
const pressingWeight = -1;

/** The words that may follow; `end` where a phrase is complete. */
export interface PhraseTree {
  next: Map<string, PhraseTree>;
  end: boolean;
}

/** The words of a language, ready to be looked up. Words of a phrase are joined by `+`. */
export interface SentimentLanguage {
  labels: Record<string, number>;
  /** How a label is written, where that differs from its key. */
  written: ReadonlyMap<string, string>;
  phrases: PhraseTree;
  trouble: ReadonlySet<string>;
  services: ReadonlySet<string>;
  qualities: ReadonlySet<string>;
  aggravators: ReadonlySet<string>;
  over: ReadonlySet<string>;
  negators: ReadonlySet<string>;
  absolutes: ReadonlySet<string>;
  firm: ReadonlySet<string>;
  light: ReadonlySet<string>;
  scornfulOpeners: ReadonlySet<string>;
  scornfulPictures: ReadonlySet<string>;
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
  const foldedPart = (part: string) =>
    part.includes('#') ? part.replaceAll('#', anyNumber) : fold(part).replace(' ', '+');
  const key = (entry: string) => {
    const folded = entry.split(' ').map(foldedPart).join('+');
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
  for (const word of keys(`${words.services}, ${words.qualities}`)) labels[word] ??= 0;
  labels[pressing] = pressingWeight;
  written.set(pressing, '??');
  const degrees = new Map(
    Object.entries(words.degrees).flatMap(([factor, list]) =>
      keys(list).map((word) => [word, Number(factor)] as const),
    ),
  );
  const sets = {
    trouble: new Set(keys(words.trouble)),
    services: new Set(keys(words.services)),
    qualities: new Set(keys(words.qualities)),
    aggravators: new Set(keys(words.aggravators)),
    over: new Set(keys(words.over)),
    negators: new Set(keys(`${words.negators}, ${words.absolutes}`)),
    absolutes: new Set(keys(words.absolutes)),
    firm: new Set(keys(words.firm)),
    light: new Set(keys(words.light)),
    scornfulOpeners: new Set(keys(words.scornfulOpeners)),
    scornfulPictures: new Set(keys(words.scornfulPictures)),
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
    phrases: phraseTree(all),
    ...sets,
    negatesBackwards: words.negatesBackwards,
    degrees,
    numbers: new Set(keys(words.numbers)),
    fold,
  };
}

/** A phrase that blames: "waste of time". */
export function isComplaint(key: string, { labels }: SentimentLanguage): boolean {
  return key.includes('+') && (labels[key] ?? 0) < 0;
}

function entries(list: string): string[] {
  return list
    .split(',')
    .flatMap((entry) => (entry.includes('{') ? choices(entry) : entry))
    .map((entry) => entry.trim().replace(/\s\s+|\n/g, ' '))
    .filter((entry) => entry !== '');
}

/** "{a|b|} c" → "a c", "b c", "c". */
function choices(pattern: string): string[] {
  const [whole, before, options, after] = /^([^{]*)\{([^}]*)\}(.*)$/s.exec(pattern) ?? [];
  if (whole === undefined || options === undefined) return [pattern];
  return choices(after ?? '').flatMap((rest) =>
    options.split('|').map((option) => `${before}${option}${rest}`),
  );
}

function phraseTree(keys: string[]): PhraseTree {
  const root: PhraseTree = { next: new Map(), end: false };
  for (const key of keys) {
    const words = key.split('+');
    if (words.length < 2) continue;
    let node = root;
    for (const word of words) {
      const next: PhraseTree = node.next.get(word) ?? { next: new Map(), end: false };
      node.next.set(word, next);
      node = next;
    }
    node.end = true;
  }
  return root;
}
