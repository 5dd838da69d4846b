import { anyNumber, type SentimentLanguage } from './sentimentLanguage.ts';

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

interface Word {
  /** Lower case, folded; a phrase is one word. */
  key: string;
  caps: boolean;
}
interface Sentence {
  clauses: Word[][];
  emphatic: boolean;
}

/** The clauses of a text, phrases found and emphasis marked. One pass over the text, so the time is linear in it. */
export function clausesOf(text: string, language: SentimentLanguage): Clause[] {
  return sentencesOf(text, language).flatMap((sentence) => markedClauses(sentence, language));
}

function sentencesOf(text: string, language: SentimentLanguage): Sentence[] {
  const sentences: Sentence[] = [];
  let clauses: Word[][] = [[]];
  const finish = (emphatic: boolean): void => {
    if (clauses.some((clause) => clause.length > 0)) sentences.push({ clauses, emphatic });
    clauses = [[]];
  };
  for (const [piece] of text.matchAll(pieces)) {
    if (/^[.!?…\n]/u.test(piece)) {
      finish(/[!?]{2}/.test(piece));
    } else if (/^[,;:()–]$/u.test(piece)) {
      clauses.push([]);
    } else {
      clauses.at(-1)?.push(wordOf(piece, language));
    }
  }
  finish(false);
  for (const sentence of sentences)
    sentence.clauses = sentence.clauses.map((words) => withPhrases(words, language));
  return sentences;
}

function wordOf(piece: string, language: SentimentLanguage): Word {
  if (piece === '<3') return { key: '❤', caps: false };
  if (/^[xX]D/.test(piece)) return { key: '😃', caps: false };
  const mouth = /^>?[:;=]/.test(piece) ? piece.at(-1) : undefined;
  if (mouth !== undefined) return { key: emoticons[mouth] ?? '', caps: false };
  const plain = piece.replaceAll('’', "'").replace(/'$/, '');
  const caps = plain.length > 1 && plain === plain.toUpperCase() && plain !== plain.toLowerCase();
  return { key: language.fold(plain.toLowerCase()), caps };
}

/** Joins the words of each phrase, the longest phrase first. */
function withPhrases(words: Word[], language: SentimentLanguage): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (word === undefined) break;
    const phrase = language.phrases
      .get(matchKey(word, language))
      ?.find((candidate) => candidate.every((part, offset) => fits(words[at + offset], part, language)));
    joined.push(phrase === undefined ? word : { key: phrase.join('+'), caps: word.caps });
    at += phrase?.length ?? 1;
  }
  return joined;
}

function fits(word: Word | undefined, part: string, language: SentimentLanguage): boolean {
  return word !== undefined && (word.key === part || matchKey(word, language) === part);
}

function matchKey({ key }: Word, { numbers }: SentimentLanguage): string {
  return /^\d+$/.test(key) || numbers.has(key) ? anyNumber : key;
}

function markedClauses({ clauses, emphatic }: Sentence, language: SentimentLanguage): Clause[] {
  const words = clauses.flat();
  const shouted = words.filter(({ caps }) => caps).length;
  const shouting = words.length >= shoutedWords && shouted >= words.length * 0.7;
  const aggravated = emphatic || shouting || words.some(({ key }) => language.aggravators.has(key));
  const parts = clauses.flatMap((clause) => splitAtWords(clause, language));
  const turn = parts.findLastIndex(([first]) => first !== undefined && language.contrasts.has(first.key));
  return parts.map((part, at) => {
    const [first] = part;
    const concession = first !== undefined && language.concessions.has(first.key);
    const before = turn > 0 && at < turn;
    const after = turn !== -1 && at >= turn && parts.length > 1;
    return {
      text: [
        ...(aggravated ? [marks.aggravated] : []),
        ...(emphatic ? [marks.emphatic] : []),
        ...(part.some(({ key }) => language.over.has(key)) ? [marks.over] : []),
        ...part.flatMap(({ key, caps }) => (caps ? [marks.caps, key] : [key])),
      ].join(' '),
      factor: concession || before ? contrastFactors.before : after ? contrastFactors.after : 1,
    };
  });
}

/** "but", "because" begin a clause of their own. */
function splitAtWords(words: Word[], { contrasts, concessions, clauseWords }: SentimentLanguage): Word[][] {
  const parts: Word[][] = [[]];
  for (const word of words) {
    const begins = contrasts.has(word.key) || concessions.has(word.key) || clauseWords.has(word.key);
    if (begins && parts.at(-1)?.length !== 0) parts.push([]);
    parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0);
}
