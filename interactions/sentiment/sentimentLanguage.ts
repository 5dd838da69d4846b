import { firstWords, type PhrasePattern, phrasePattern, singleWords } from './phrasePattern.ts';

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
  /** The phrases with choices, by each word they may begin with; those that were met stand in the lists. */
  patterns: ReadonlyMap<string, readonly PhrasePattern[]>;
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
  const patterns = new Map<string, PhrasePattern[]>();
  const phrases: PhraseTree = { next: new Map(), end: false };
  // The package asks with `hasOwnProperty`, so a plain object; none of its names is one of the lexicon.
  const labels: Record<string, number> = { ...base };
  const wordsOf = (part: string) =>
    part.includes('#') ? [part.replaceAll('#', anyNumber)] : fold(part).split(' ');

  /** Each word and phrase of a list goes to `put`; those of a pattern when they are met. */
  const each = (list: string, put: (key: string) => void): void => {
    const enter: PhrasePattern['enter'] = (key, text) => {
      if (!written.has(key)) written.set(key, text.replaceAll('#', '…'));
      put(key);
    };
    for (const entry of entries(list)) {
      if (entry.includes('{')) {
        const pattern = phrasePattern(entry, wordsOf, enter);
        for (const word of firstWords(pattern)) patterns.set(word, [...(patterns.get(word) ?? []), pattern]);
        for (const { word, written: text } of singleWords(pattern)) enter(word, text);
      } else {
        const parts = entry.split(' ').flatMap(wordsOf);
        const key = parts.join('+');
        if (key !== entry) written.set(key, entry.replaceAll('#', '…'));
        addPhrase(phrases, parts);
        put(key);
      }
    }
  };
  const set = (list: string): Set<string> => {
    const all = new Set<string>();
    each(list, (key) => all.add(key));
    return all;
  };

  each(words.plain, (key) => delete labels[key]);
  for (const [weight, list] of Object.entries(words.adjectives ?? {})) {
    for (const stem of entries(list))
      for (const ending of words.endings ?? [''])
        each(stem + ending, (key) => (labels[key] = Number(weight)));
  }
  for (const [weight, list] of Object.entries(words.weights))
    each(list, (key) => {
      labels[key] = Number(weight);
    });
  each(words.trouble, (key) => {
    labels[key] = 0;
  });
  each(`${words.services}, ${words.qualities}`, (key) => {
    labels[key] ??= 0;
  });
  labels[pressing] = pressingWeight;
  written.set(pressing, '??');
  const degrees = new Map<string, number>();
  for (const [factor, list] of Object.entries(words.degrees))
    each(list, (key) => degrees.set(key, Number(factor)));
  for (const key of Object.keys(base)) addPhrase(phrases, key.split('+'));
  return {
    labels,
    written,
    phrases,
    patterns,
    trouble: set(words.trouble),
    services: set(words.services),
    qualities: set(words.qualities),
    aggravators: set(words.aggravators),
    over: set(words.over),
    negators: set(`${words.negators}, ${words.absolutes}`),
    absolutes: set(words.absolutes),
    firm: set(words.firm),
    light: set(words.light),
    scornfulOpeners: set(words.scornfulOpeners),
    scornfulPictures: set(words.scornfulPictures),
    negatesBackwards: words.negatesBackwards,
    degrees,
    contrasts: set(words.contrasts),
    concessions: set(words.concessions),
    clauseWords: set(words.clauseWords),
    numbers: set(words.numbers),
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
    .map((entry) => entry.trim().replace(/\s+/g, ' '))
    .filter((entry) => entry !== '');
}

function addPhrase(root: PhraseTree, words: string[]): void {
  if (words.length < 2) return;
  let node = root;
  for (const word of words) {
    const next: PhraseTree = node.next.get(word) ?? { next: new Map(), end: false };
    node.next.set(word, next);
    node = next;
  }
  node.end = true;
}
