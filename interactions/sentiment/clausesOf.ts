import { matchPattern } from './phrasePattern.ts';
import {
  anyNumber,
  isComplaint,
  type PhraseTree,
  pressing,
  type SentimentLanguage,
} from './sentimentLanguage.ts';

/** A part of a sentence in which negation and degree words reach each other. */
export interface Clause {
  /** Words, phrases joined by `+`, and the marks below, separated by blanks: what the package reads. */
  text: string;
  /** How much it counts beside its neighbours (domain: VADER's rule of "but"). */
  factor: number;
}

/** Marks stand before a word, or at the head of the clause; nobody can write them, `<` and `>` are no words. */
export const marks = {
  caps: '<caps>',
  aggravated: '<aggravated>',
  emphatic: '<emphatic>',
  over: '<over>',
  scornful: '<scornful>',
  pressing,
} as const;

const emoticons: Record<string, string> = {
  ')': '🙂',
  D: '😃',
  p: '🙂',
  '(': '🙁',
};
/** An emoticon stands free; then words with apostrophes inside, a picture, what ends a sentence, what ends a clause. */
const pieces =
  /(?<=^|\s)(?:>?[:;=]['’]?-?[()Dp](?![\p{L}\p{N}])|<3|[xX]D+(?![\p{L}\p{N}]))|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*['’]?|\p{Extended_Pictographic}|[.!?…\n]+|[,;:()–]/gu;
const contrastFactors = { before: 0.5, after: 1.5 } as const;
const shoutedWords = 4;
const pressingWords = 3;

interface Word {
  /** Lower case, folded; a phrase is one word. */
  key: string;
  caps: boolean;
}
interface Sentence {
  clauses: Word[][];
  emphatic: boolean;
  /** A word or three with more than one question mark, or any question with three. */
  pressing: boolean;
}

/** The clauses of a text, phrases found and emphasis marked. One pass over the text, so the time is linear in it. */
export function clausesOf(text: string, language: SentimentLanguage): Clause[] {
  return sentencesOf(text, language).flatMap((sentence) => markedClauses(sentence, language));
}

function sentencesOf(text: string, language: SentimentLanguage): Sentence[] {
  const sentences: Sentence[] = [];
  let clauses: Word[][] = [[]];
  const finish = (end: string): void => {
    const length = clauses.flat().length;
    const pressing = end.includes('???') || (end.includes('??') && length <= pressingWords);
    if (length > 0) sentences.push({ clauses, emphatic: /[!?]{2}/.test(end), pressing });
    clauses = [[]];
  };
  for (const [piece] of text.matchAll(pieces)) {
    if (/^[.!?…\n]/u.test(piece)) {
      finish(piece);
    } else if (/^[,;:()–]$/u.test(piece)) {
      clauses.push([]);
    } else {
      clauses.at(-1)?.push(...wordsOf(piece, language));
    }
  }
  finish('');
  for (const sentence of sentences)
    sentence.clauses = sentence.clauses.map((words) => withPhrases(words, language));
  return sentences;
}

/** Mostly one; a contraction is several. */
function wordsOf(piece: string, language: SentimentLanguage): Word[] {
  if (piece === '<3') return [{ key: '❤', caps: false }];
  if (/^[xX]D/.test(piece)) return [{ key: '😃', caps: false }];
  const mouth = /^>?[:;=]/.test(piece) ? piece.at(-1) : undefined;
  if (mouth !== undefined) return [{ key: emoticons[mouth] ?? '', caps: false }];
  const plain = piece.replaceAll('’', "'").replace(/'$/, '');
  const caps = plain.length > 1 && plain === plain.toUpperCase() && plain !== plain.toLowerCase();
  const folded = language.fold(shortened(plain.toLowerCase(), language));
  return folded.split(' ').map((key) => ({ key, caps }));
}

/** "sooo", "greaaat": a letter written three times or more is meant once, or twice where the lexicon says so. */
function shortened(word: string, { labels, fold }: SentimentLanguage): string {
  if (!/(\D)\1\1/.test(word)) return word;
  const twice = word.replace(/(\D)\1\1+/g, '$1$1');
  return labels[fold(twice)] === undefined ? word.replace(/(\D)\1\1+/g, '$1') : twice;
}

/** Joins the words of each phrase, the longest phrase first. */
function withPhrases(words: Word[], language: SentimentLanguage): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (word === undefined) break;
    const phrase = phraseAt(words, at, language);
    joined.push(phrase === undefined ? word : { key: phrase.join('+'), caps: word.caps });
    at += phrase?.length ?? 1;
  }
  return joined;
}

/** The longest phrase or pattern that begins here. What a pattern met is entered into its lists. */
function phraseAt(words: Word[], at: number, language: SentimentLanguage): string[] | undefined {
  const phrase = longestPhrase(words, at, language.phrases, language);
  const first = words[at]?.key ?? '';
  const starts = [
    ...(language.patterns.get(first) ?? []),
    ...(isNumber(first, language) ? (language.patterns.get(anyNumber) ?? []) : []),
  ];
  const fits = (word: string, place: number): boolean => {
    const key = words[place]?.key;
    return key !== undefined && (key === word || (word === anyNumber && isNumber(key, language)));
  };
  const met = starts.flatMap((pattern) => {
    const match = matchPattern(pattern.places, at, fits);
    return match === undefined || match.words.length < 2 ? [] : [{ ...match, enter: pattern.enter }];
  });
  const longest = Math.max(0, ...met.map((match) => match.words.length));
  if (longest === 0 || longest < (phrase?.length ?? 0)) return phrase;
  const all = met.filter((match) => match.words.length === longest);
  for (const { words: matched, written, enter } of all) enter(matched.join('+'), written);
  return all[0]?.words;
}

/** A phrase has few words, so this looks only a few words ahead. */
function longestPhrase(
  words: Word[],
  at: number,
  tree: PhraseTree,
  language: SentimentLanguage,
): string[] | undefined {
  const key = words[at]?.key;
  let longest: string[] | undefined = tree.end ? [] : undefined;
  if (key === undefined) return longest;
  const tryPart = (part: string): void => {
    const next = tree.next.get(part);
    const rest = next && longestPhrase(words, at + 1, next, language);
    if (rest && rest.length >= (longest?.length ?? 0)) longest = [part, ...rest];
  };
  tryPart(key);
  if (tree.next.has(anyNumber) && isNumber(key, language)) tryPart(anyNumber);
  return longest;
}

function isNumber(key: string, { numbers }: SentimentLanguage): boolean {
  return numbers.has(key) || /^\d+$/.test(key);
}

function markedClauses(
  { clauses, emphatic, pressing: asksTwice }: Sentence,
  language: SentimentLanguage,
): Clause[] {
  const words = clauses.flat();
  const shouted = words.filter(({ caps }) => caps).length;
  const shouting = words.length >= shoutedWords && shouted >= words.length * 0.7;
  const aggravated = emphatic || shouting || words.some(({ key }) => language.aggravators.has(key));
  const presses = asksTwice || (shouting && !words.some(({ key }) => (language.labels[key] ?? 0) > 0));
  const scornful = isScornful(clauses, aggravated, language);
  const parts = clauses.flatMap((clause) => splitAtWords(clause, language));
  const turn = parts.findLastIndex(([first]) => first !== undefined && begins(first, language.contrasts));
  return parts.map((part, at) => {
    const [first] = part;
    const concession = first !== undefined && begins(first, language.concessions);
    const before = turn > 0 && at < turn;
    const after = turn !== -1 && at >= turn && parts.length > 1;
    return {
      text: [
        ...(aggravated ? [marks.aggravated] : []),
        ...(emphatic ? [marks.emphatic] : []),
        ...(part.some(({ key }) => language.over.has(key)) ? [marks.over] : []),
        ...(scornful ? [marks.scornful] : []),
        ...(presses && at === parts.length - 1 ? [marks.pressing] : []),
        ...part.flatMap(({ key, caps }) => (caps ? [marks.caps, key] : [key])),
      ].join(' '),
      factor: concession || before ? contrastFactors.before : after ? contrastFactors.after : 1,
    };
  });
}

/** "Great, it crashed again"; "thanks 🙄". */
function isScornful(clauses: Word[][], aggravated: boolean, language: SentimentLanguage): boolean {
  const words = clauses.flat();
  if (words.some(({ key }) => language.scornfulPictures.has(key))) return true;
  const [opener] = clauses[0] ?? [];
  const [closer, ...more] = clauses.length > 1 ? (clauses.at(-1) ?? []) : [];
  const praise = [opener, more.length === 0 ? closer : undefined];
  if (!praise.some((word) => word !== undefined && language.scornfulOpeners.has(word.key))) return false;
  return words.some(({ key }) => isComplaint(key, language) || (aggravated && language.trouble.has(key)));
}

/** "but", "because" begin a clause of their own. */
function splitAtWords(words: Word[], { contrasts, concessions, clauseWords }: SentimentLanguage): Word[][] {
  const parts: Word[][] = [[]];
  for (const word of words) {
    const opens = begins(word, contrasts) || begins(word, concessions) || clauseWords.has(word.key);
    if (opens && parts.at(-1)?.length !== 0) parts.push([]);
    parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0);
}

/** A phrase may begin with such a word: "but it isn't". */
function begins({ key }: Word, words: ReadonlySet<string>): boolean {
  return words.has(key) || (key.includes('+') && words.has(key.slice(0, key.indexOf('+'))));
}
