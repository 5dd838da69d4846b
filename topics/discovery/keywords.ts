import type { Settings } from '../../contracts/settings.ts';
import { soundOf } from './soundOf.ts';
import { isMisspelling } from './spelling.ts';

export type KeywordSettings = Settings['discovery']['keywords'];

/**
 * TD6, TD8: whether an author's keyword was said, and how much of what was said it is: 0, or a score that reaches
 * the threshold when the keyword is a good part of the words that say something.
 */
export function keywordScore(
  said: readonly string[],
  subjects: number,
  keyword: readonly string[],
  settings: KeywordSettings,
): number {
  if (keyword.length === 0 || keyword.join(' ').length < settings.minLength) return 0;
  for (let at = 0; at + keyword.length <= said.length; at += 1) {
    if (keyword.every((word, offset) => isSaid(said[at + offset] ?? '', word, settings)))
      return 0.6 + 0.35 * Math.min(1, keyword.length / Math.max(1, subjects));
  }
  return 0;
}

function isSaid(said: string, word: string, { partial, phonetic, spelling }: KeywordSettings): boolean {
  if (said === word || singular(said) === singular(word)) return true;
  if (partial && word.length >= 3 && said.includes(word)) return true;
  if (word.length < 4 || said.length < 4) return false;
  if (spelling && isMisspelling(said, word)) return true;
  return phonetic && soundOf(said).length >= 3 && soundOf(said) === soundOf(word);
}

function singular(word: string): string {
  return word.replace(/(?<=...[^s])s$/, '');
}
