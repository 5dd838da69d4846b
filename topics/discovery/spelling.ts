import { soundOf } from './soundOf.ts';
import type { Language } from './terms.ts';

/** Puts a word right that is not known: another word that is a slip away (its first letter trusted), or that sounds the same. */
type Correct = (word: string) => string;

/** Knows the words of these texts and of the lexicon. */
export function createSpelling(texts: Iterable<readonly string[]>, language: Language): Correct {
  const words = new Set(language.lexiconWords);
  for (const text of texts) for (const word of text) words.add(word);
  const terms = new Set([...words].map(language.termOf));
  const abbreviations = [...words].filter((word) => abbreviation.test(word));
  const near = new Map<string, { word: string; letters: number }[]>();
  const sounds = new Map<string, string>();
  for (const word of words) {
    if (word.length < 4 || language.isStopWord(word)) continue;
    const place = placeOf(word, word.length);
    const entry = { word, letters: lettersOf(word) };
    const list = near.get(place);
    if (list === undefined) near.set(place, [entry]);
    else list.push(entry);
    const sound = soundOf(word);
    if (sound.length >= shortestSound && !sounds.has(sound)) sounds.set(sound, word);
  }

  const slipFrom = (word: string): string | null => {
    const letters = lettersOf(word);
    let best: { word: string; edits: number } | null = null;
    for (const difference of [0, -1, 1, -2, 2]) {
      for (const other of near.get(placeOf(word, word.length + difference)) ?? []) {
        const allowed = Math.min(allowedEdits(word.length), allowedEdits(other.word.length));
        const most = Math.min(allowed, (best?.edits ?? 3) - 1);
        // Each edit changes two letters of the set at most: most words need no closer look.
        if (most < 1 || countBits(letters ^ other.letters) > 2 * most) continue;
        const edits = editsBetween(word, other.word, most);
        if (edits !== null) best = { word: other.word, edits };
      }
    }
    return best?.word ?? null;
  };
  const soundsLike = (word: string): string | null => {
    const other = word.length < 4 ? undefined : sounds.get(soundOf(word));
    return other !== undefined && Math.abs(other.length - word.length) <= 2 ? other : null;
  };
  return (word) => {
    const known = words.has(word) || language.isStopWord(word) || /\d/.test(word);
    if (known) return word;
    if (word.length < 4) return abbreviations.find((other) => isMistyped(word, other)) ?? word;
    const term = language.termOf(word);
    if (language.isCommon(word) || language.isCommon(term) || terms.has(term)) return word;
    // A slip in a plural: “keybords” is nearer to “keyboard” without its ending.
    const inRoot = term !== word && term.length > 5 ? slipFrom(term) : null;
    return slipFrom(word) ?? inRoot ?? soundsLike(word) ?? word;
  };
}

const shortestSound = 3;
/** Three letters without a vowel, as no plain word has: “vpn” may be meant by “vpm”, never by “van” or “von”. */
const abbreviation = /^[bcdfghjklmnpqrstvwxz]{3}$/;
const keyRows = ['qwertzuiop', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm'];

/** Two letters swapped, or one taken from the key beside it, after the first: “vnp” and “vpm” are “vpn”, “vps” is not. */
function isMistyped(said: string, word: string): boolean {
  if (!abbreviation.test(said) || said[0] !== word[0]) return false;
  const [, a = '', b = ''] = said;
  const [, c = '', d = ''] = word;
  return (a === d && b === c) || (a === c && areBeside(b, d)) || (b === d && areBeside(a, c));
}

function areBeside(a: string, b: string): boolean {
  return keyRows.some((row) => row.includes(a + b) || row.includes(b + a));
}

function placeOf(word: string, length: number): string {
  return `${word[0]}${length}`;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function countBits(value: number): number {
  let rest = value;
  let count = 0;
  for (; rest !== 0; count += 1) rest &= rest - 1;
  return count;
}

/** True when `said` is `word` with a slip of the finger or two; short words allow none (TD8). */
export function isMisspelling(said: string, word: string): boolean {
  return editsBetween(said, word, allowedEdits(word.length)) !== null;
}

/** How many slips a word of this length may have and still be recognised. */
function allowedEdits(length: number): number {
  return length < 4 ? 0 : length < 9 ? 1 : 2;
}

/** Edits (insert, delete, replace, swap neighbours) from one word to the other; null when more than `most`. */
export function editsBetween(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > most) return null;
    beforeLast = last;
    last = row;
  }
  const edits = last[b.length] ?? most + 1;
  return edits <= most ? edits : null;
}
