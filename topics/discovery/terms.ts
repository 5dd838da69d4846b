import { normalise } from '../answers/words.ts';
import { german } from './lexicon.de.ts';
import { english } from './lexicon.en.ts';
import type { Lexicon } from './lexicon.ts';

/** How a language's texts are read. */
export interface Language {
  /** The words of a text, each in one way of writing. */
  wordsOf(text: string): string[];
  /** The words that carry meaning, each in the one form that stands for its synonyms and inflections. */
  termsOf(words: readonly string[]): string[];
  termOf(word: string): string;
  isStopWord(word: string): boolean;
  isCommon(term: string): boolean;
  /** Every word that the lexicon knows, for spelling. */
  lexiconWords: readonly string[];
}

/** A language without a lexicon has its words as they are. */
const bare: Lexicon = {
  phrases: [],
  synonyms: [],
  stopWords: new Set(),
  commonWords: new Set(),
  stem: (word) => word,
  fold: (word) => word,
};
const languages: ReadonlyMap<string, Language> = new Map([
  ['en', createLanguage(english)],
  ['de', createLanguage(german)],
]);
const others = createLanguage(bare);
const answers = createLanguage(english);

/** By the two letters of the language. */
export function languageOf(code: string): Language {
  return languages.get(code) ?? others;
}

function createLanguage({ phrases, synonyms, stopWords, commonWords, stem, fold }: Lexicon): Language {
  const canonical = new Map(
    synonyms.flatMap(([first = '', ...rest]) =>
      [first, ...rest].map((word): [string, string] => [word, first]),
    ),
  );
  const phraseWords = new Map(
    phrases.flatMap(([first, ...ways]) => ways.map((way): [string, string] => [way, first])),
  );
  const longest = Math.max(1, ...[...phraseWords.keys()].map((way) => way.split(' ').length));
  const starts = new Set([...phraseWords.keys()].map((way) => way.split(' ', 1)[0]));

  const phraseAt = (words: readonly string[], at: number): { term: string; length: number } | null => {
    if (!starts.has(words[at])) return null;
    for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
      const term = phraseWords.get(words.slice(at, at + length).join(' '));
      if (term !== undefined) return { term, length };
    }
    return null;
  };
  const termOf = (word: string): string => {
    if (/^(?:inc|req|cs)\d{3,}$/.test(word)) return 'ticket';
    const root = stem(word);
    return canonical.get(word) ?? canonical.get(root) ?? root;
  };
  return {
    wordsOf: (text) =>
      normalise(text)
        .split(' ')
        .filter((word) => word !== '')
        .map(fold),
    termsOf(words) {
      const terms: string[] = [];
      for (let at = 0; at < words.length; ) {
        const word = words[at] ?? '';
        const found = phraseAt(words, at);
        if (found !== null) terms.push(found.term);
        else if (!stopWords.has(word)) terms.push(termOf(word));
        at += found?.length ?? 1;
      }
      return terms;
    },
    termOf,
    isStopWord: (word) => stopWords.has(word),
    isCommon: (term) => commonWords.has(term),
    lexiconWords: [...canonical.keys()].filter((word) => word.length > 3),
  };
}

/** The English terms of a text, for comparing answers with choices. */
export function termsOf(text: string): string[] {
  return answers.termsOf(answers.wordsOf(text));
}

/** That something does not work, without what: an answer to many questions, but no wish of its own. */
const complaints: ReadonlySet<string> = new Set(
  [
    'broken',
    'problem',
    'problems',
    'issue',
    'trouble',
    'error',
    'down',
    'not',
    'cannot',
    'slow',
    'stop',
    'stopped',
    'working',
    'fixed',
    'frozen',
    'dead',
  ].map(answers.termOf),
);

/** Whether a text says what it is about: “the printer is broken” does, “it is broken” does not. */
export function namesSomething(text: string): boolean {
  return termsOf(text).some((term) => !answers.isCommon(term) && !complaints.has(term));
}
