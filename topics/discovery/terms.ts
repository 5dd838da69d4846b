import { normalise } from '../answers/words.ts';
import { commonWords, phrases, stopWords, synonyms } from './lexicon.en.ts';

const canonical: ReadonlyMap<string, string> = new Map(
  synonyms.flatMap(([first = '', ...others]) =>
    [first, ...others].map((word): [string, string] => [word, first]),
  ),
);
const phraseWords: ReadonlyMap<string, string> = new Map(
  phrases.flatMap(([first, ...ways]) => ways.map((way): [string, string] => [way, first])),
);
const longestPhrase = Math.max(...[...phraseWords.keys()].map((way) => way.split(' ').length));

/** The words of a text that carry meaning, each in the one form that stands for its synonyms and inflections. */
export function termsOf(text: string, correct: (word: string) => string = (word) => word): string[] {
  const words = normalise(text)
    .split(' ')
    .filter((word) => word !== '');
  const terms: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = phraseAt(words, at);
    if (found !== null) {
      terms.push(found.term);
      at += found.length;
      continue;
    }
    const word = words[at] ?? '';
    at += 1;
    if (stopWords.has(word)) continue;
    terms.push(termOf(correct(word)));
  }
  return terms;
}

/** One word's term. */
export function termOf(word: string): string {
  if (/^(?:inc|req|cs)\d{3,}$/.test(word)) return 'ticket';
  return canonical.get(word) ?? canonical.get(stem(word)) ?? stem(word);
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
  ].map(termOf),
);

/** Whether a text says what it is about: “the printer is broken” does, “it is broken” does not. */
export function namesSomething(text: string): boolean {
  return termsOf(text).some((term) => !commonWords.has(term) && !complaints.has(term));
}

/** Every word that the lexicon knows, for spelling. */
export function lexiconWords(): string[] {
  return [...canonical.keys()].filter((word) => word.length > 3);
}

function phraseAt(words: readonly string[], at: number): { term: string; length: number } | null {
  for (let length = Math.min(longestPhrase, words.length - at); length > 1; length -= 1) {
    const term = phraseWords.get(words.slice(at, at + length).join(' '));
    if (term !== undefined) return { term, length };
  }
  return null;
}

/** Takes off the commonest English endings: connections, connecting, connected → connect. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ing') && word.length > 5) return undouble(word.slice(0, -3));
  if (word.endsWith('ed') && word.length > 4) return undouble(word.slice(0, -2));
  if (/(?:ch|sh|x|z)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return dropE(word.slice(0, -1));
  return dropE(word);
}

function undouble(root: string): string {
  return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
}
function dropE(root: string): string {
  return root.length > 4 && root.endsWith('e') ? root.slice(0, -1) : root;
}
