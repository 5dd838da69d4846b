import type { Language } from './terms.ts';

/** The terms of one thing that somebody said, or might say, and the topic that it is about. */
export interface Example {
  terms: readonly string[];
  topic: number;
}

/** How like a text is to what stands under each topic, 0…1, from the nearest utterance and from the words' shares. */
export type Likeness = (terms: readonly string[]) => Float64Array;

/** What a word counts that no topic knows: it speaks against all of them. */
const unknownWeight = 2.2;
const commonShare = 0.4;
const pairShare = 0.4;

/** Learns without training, so that it is ready at once; good with few utterances, since it knows the language. */
export function createLikeness(examples: readonly Example[], topics: number, language: Language): Likeness {
  const lists = examples
    .map(({ terms, topic }) => ({ topic, terms: withPairs(terms) }))
    .filter(({ terms }) => terms.length > 0);
  const { seen, shares } = learnShares(lists, topics);
  const weightOf = (term: string): number => {
    const plain = term.includes(' ') ? pairShare : language.isCommon(term) ? commonShare : 1;
    const known = seen.get(term);
    return known === undefined ? plain * unknownWeight : plain * Math.log(1 + (topics + 1) / known);
  };
  // By term, the utterances that have it and what it is worth there.
  const places = new Map<string, { utterances: number[]; values: number[] }>();
  lists.forEach(({ terms }, utterance) => {
    const { weights, length } = vector(terms, weightOf);
    for (const [term, weight] of weights) {
      const entry = places.get(term) ?? { utterances: [], values: [] };
      entry.utterances.push(utterance);
      entry.values.push(weight / length);
      places.set(term, entry);
    }
  });
  const sums = new Float64Array(lists.length);

  return (terms) => {
    const all = withPairs(terms).filter((term) => seen.has(term) || !term.includes(' '));
    const query = vector(all, weightOf);
    const touched: number[] = [];
    for (const [term, weight] of query.weights) {
      const entry = places.get(term);
      if (entry === undefined) continue;
      for (let at = 0; at < entry.utterances.length; at += 1) {
        const utterance = entry.utterances[at] ?? 0;
        if (sums[utterance] === 0) touched.push(utterance);
        sums[utterance] = (sums[utterance] ?? 0) + weight * (entry.values[at] ?? 0);
      }
    }
    const result = new Float64Array(topics);
    for (const utterance of touched) {
      const topic = lists[utterance]?.topic ?? 0;
      result[topic] = Math.max(result[topic] ?? 0, (sums[utterance] ?? 0) / query.length);
      sums[utterance] = 0;
    }
    const cover = coverage(new Set(terms), topics, weightOf, shares);
    for (let topic = 0; topic < topics; topic += 1)
      result[topic] = 0.5 * (result[topic] ?? 0) + 0.5 * (cover[topic] ?? 0);
    return result;
  };
}

/** Words and pairs of neighbours: "drop vpn" says more than "drop" and "vpn". */
function withPairs(terms: readonly string[]): string[] {
  return [...terms, ...terms.slice(1).map((term, index) => [terms[index] ?? '', term].sort().join(' '))];
}

/** In how many topics each term stands, and how much of its use belongs to each, 0…1; long topics do not count more. */
function learnShares(
  lists: readonly { topic: number; terms: string[] }[],
  topics: number,
): { seen: Map<string, number>; shares: Map<string, Map<number, number>> } {
  const sizes = new Float64Array(topics);
  for (const { topic } of lists) sizes[topic] = (sizes[topic] ?? 0) + 1;
  const shares = new Map<string, Map<number, number>>();
  for (const { topic, terms } of lists) {
    for (const term of new Set(terms)) {
      const row = shares.get(term) ?? new Map<number, number>();
      row.set(topic, (row.get(topic) ?? 0) + 1 / Math.sqrt(sizes[topic] ?? 1));
      shares.set(term, row);
    }
  }
  for (const row of shares.values()) {
    const sum = [...row.values()].reduce((a, b) => a + b, 0);
    for (const [topic, value] of row) row.set(topic, value / sum);
  }
  return { seen: new Map([...shares].map(([term, row]) => [term, row.size])), shares };
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

/** The part of what was said that speaks for each topic. */
function coverage(
  terms: ReadonlySet<string>,
  topics: number,
  weightOf: (term: string) => number,
  shares: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Float64Array {
  const own = new Float64Array(topics);
  let sum = 0;
  for (const term of terms) {
    const weight = weightOf(term);
    sum += weight;
    for (const [topic, share] of shares.get(term) ?? [])
      own[topic] = (own[topic] ?? 0) + weight * Math.sqrt(share);
  }
  return sum === 0 ? own : own.map((value) => value / sum);
}
