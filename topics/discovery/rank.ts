import type { TopicDefinition } from '../../contracts/topic.ts';
import type { DiscoveryCandidate } from '../../interactions/turn.ts';
import { normalise, wordsOf } from '../answers/words.ts';
import { commonWords, stopWords } from './lexicon.en.ts';
import { allowedEdits, editsBetween } from './spelling.ts';
import { lexiconWords, termOf, termsOf } from './terms.ts';

/** How much each topic is like a text: all topics with a score above 0, best first, 0…1. */
export interface Ranking {
  rank(text: string): DiscoveryCandidate[];
}

interface Example {
  topic: number;
  weights: Map<string, number>;
  length: number;
}

/** What a word counts that no topic knows: it speaks against all of them. */
const unknownWeight = 2.2;
const commonShare = 0.4;
const onlyCommon = 0.6;
const pairShare = 0.4;
/** Where a likeness becomes a score of one half, and how fast (TD2: 0.7 is a match by default). */
const middle = 0.42;
const steepness = 7;

/** Learns from the topics' utterances, keywords and titles in one language; English words where it has none. */
export function createRanking(topics: readonly TopicDefinition[], language: string): Ranking {
  const said = topics.map((topic) => phrasesOf(topic, language));
  const exact = new Map(
    said.flatMap((list, topic) => list.map((text): [string, number] => [normalise(text), topic])),
  );
  const termLists = said.map((list) => list.map((text) => withPairs(termsOf(text))));
  const seen = countTopics(termLists);
  const share = topicShares(termLists);
  const spell = createSpelling(said.flat());
  const weightOf = (term: string): number => {
    const plain = term.includes(' ') ? pairShare : commonWords.has(term) ? commonShare : 1;
    const known = seen.get(term);
    return known === undefined ? plain * unknownWeight : plain * Math.log(1 + (topics.length + 1) / known);
  };
  const examples: Example[] = termLists.flatMap((lists, topic) =>
    lists.filter((terms) => terms.length > 0).map((terms) => ({ topic, ...vector(terms, weightOf) })),
  );
  const keywords = topics.map((topic) =>
    inLanguage(topic.keywords, language).map((word) => spoken(word, spell)),
  );

  return {
    rank(text) {
      const same = exact.get(normalise(text));
      const terms = termsOf(text, spell);
      const all = withPairs(terms);
      const known = all.filter((term) => seen.has(term) || !term.includes(' '));
      const query = vector(known, weightOf);
      // Words that many subjects share say nothing by themselves: "yes, it worked" is no wish.
      const substance = terms.some((term) => seen.has(term) && !commonWords.has(term)) ? 1 : onlyCommon;
      const likeness = new Array<number>(topics.length).fill(0);
      for (const example of examples) {
        likeness[example.topic] = Math.max(likeness[example.topic] ?? 0, cosine(query, example));
      }
      const candidates = topics.map((topic, index): DiscoveryCandidate => {
        const base = { topic: topic.name, title: topic.title };
        if (same === index) return { ...base, score: 1, by: 'exact' };
        const cover = coverage(terms, index, weightOf, share);
        const model = substance * calibrate(0.5 * (likeness[index] ?? 0) + 0.5 * cover);
        const keyword = keywordScore(spoken(text, spell), keywords[index] ?? [], cover);
        return keyword > model
          ? { ...base, score: keyword, by: 'keywords' }
          : { ...base, score: model, by: 'model' };
      });
      return candidates
        .map((candidate) => ({ ...candidate, score: Math.round(candidate.score * 1_000) / 1_000 }))
        .filter(({ score }) => score > 0.05)
        .sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1));
    },
  };
}

function phrasesOf(topic: TopicDefinition, language: string): string[] {
  return [topic.title, ...inLanguage(topic.utterances, language), ...inLanguage(topic.keywords, language)];
}

function inLanguage(phrases: Record<string, string[]>, language: string): string[] {
  const own = Object.entries(phrases).filter(([locale]) => locale.toLowerCase().split('-')[0] === language);
  const found = own.flatMap(([, list]) => list);
  return found.length > 0 ? found : (phrases.en ?? []);
}

/** Words and pairs of neighbours: "drop vpn" says more than "drop" and "vpn". */
function withPairs(terms: readonly string[]): string[] {
  return [...terms, ...terms.slice(1).map((term, index) => [terms[index] ?? '', term].sort().join(' '))];
}

/** In how many topics each term stands. */
function countTopics(lists: readonly string[][][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists)
    for (const term of new Set(list.flat())) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** How much of a term's use belongs to each topic, 0…1; long topics do not count more. */
function topicShares(lists: readonly string[][][]): Map<string, number[]> {
  const shares = new Map<string, number[]>();
  lists.forEach((list, topic) => {
    for (const terms of list) {
      for (const term of new Set(terms)) {
        const row = shares.get(term) ?? new Array<number>(lists.length).fill(0);
        row[topic] = (row[topic] ?? 0) + 1 / Math.sqrt(list.length);
        shares.set(term, row);
      }
    }
  });
  for (const row of shares.values()) {
    const sum = row.reduce((a, b) => a + b, 0);
    row.forEach((value, topic) => {
      row[topic] = value / sum;
    });
  }
  return shares;
}

function vector(
  terms: readonly string[],
  weightOf: (term: string) => number,
): { weights: Map<string, number>; length: number } {
  const weights = new Map<string, number>();
  for (const term of terms) weights.set(term, weightOf(term));
  let sum = 0;
  for (const weight of weights.values()) sum += weight * weight;
  return { weights, length: Math.sqrt(sum) };
}

function cosine(a: { weights: Map<string, number>; length: number }, b: Example): number {
  let dot = 0;
  for (const [term, weight] of a.weights) dot += weight * (b.weights.get(term) ?? 0);
  return a.length === 0 ? 0 : dot / (a.length * b.length);
}

/** The part of what was said that speaks for this topic. */
function coverage(
  terms: readonly string[],
  topic: number,
  weightOf: (term: string) => number,
  shares: ReadonlyMap<string, number[]>,
): number {
  let sum = 0;
  let own = 0;
  for (const term of new Set(terms)) {
    const weight = weightOf(term);
    sum += weight;
    own += weight * Math.sqrt(shares.get(term)?.[topic] ?? 0);
  }
  return sum === 0 ? 0 : own / sum;
}

/** TD6, TD8: an author's keyword was said. More than the bare threshold only as far as the rest fits too. */
function keywordScore(said: string, keywords: readonly string[], cover: number): number {
  const hit = keywords.some((keyword) => keyword !== '' && ` ${said} `.includes(` ${keyword} `));
  return hit ? 0.6 + 0.35 * cover : 0;
}

/** The words themselves, spelling and plurals apart: a keyword stands for no synonyms. */
function spoken(text: string, spell: (word: string) => string): string {
  return wordsOf(text)
    .map((word) => spell(word).replace(/(?<=...[^s])s$/, ''))
    .join(' ');
}

function calibrate(likeness: number): number {
  return 1 / (1 + Math.exp(-steepness * (likeness - middle)));
}

/** Puts words right that are a slip away from a word that the topics or the lexicon know. The first letter is trusted. */
function createSpelling(texts: readonly string[]): (word: string) => string {
  const words = new Set([...lexiconWords(), ...texts.flatMap((text) => normalise(text).split(' '))]);
  const terms = new Set([...words].map(termOf));
  const byLetter = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < 4 || stopWords.has(word)) continue;
    const letter = word[0] ?? '';
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), word]);
  }
  return (word) => {
    if (
      word.length < 4 ||
      words.has(word) ||
      commonWords.has(word) ||
      /\d/.test(word) ||
      terms.has(termOf(word))
    )
      return word;
    let best: { word: string; edits: number } | null = null;
    for (const other of byLetter.get(word[0] ?? '') ?? []) {
      const most = Math.min(allowedEdits(word.length), allowedEdits(other.length), (best?.edits ?? 3) - 1);
      const edits = editsBetween(word, other, most);
      if (edits !== null) best = { word: other, edits };
    }
    return best?.word ?? word;
  };
}
