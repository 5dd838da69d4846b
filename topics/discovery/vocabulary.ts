import type { Grams } from './grams.ts';

/** A text as a sparse vector over the vocabulary. */
export interface Vector {
  features: Int32Array;
  values: Float32Array;
}

export interface Vocabulary {
  /** The hash of each feature. */
  hashes: Uint32Array;
  /** How telling each feature is: its inverse document frequency. */
  weights: Float32Array;
  /** What a gram weighs that stands in no utterance. */
  unknownWeight: number;
  vectorOf(grams: Grams): Vector;
}

const wordShare = 0.7;
const letterShare = 1;

/** The grams that stand in at least `least` of these texts. */
export function learnVocabulary(texts: readonly Grams[], least: number): Vocabulary {
  const counts = new Map<number, number>();
  for (const { words, letters } of texts)
    for (const gram of new Set([...words, ...letters])) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= least);
  const weightOf = (count: number): number => Math.log((1 + texts.length) / (1 + count)) + 1;
  return createVocabulary(
    Uint32Array.from(kept, ([gram]) => gram),
    Float32Array.from(kept, ([, count]) => weightOf(count)),
    weightOf(0),
  );
}

export function createVocabulary(
  hashes: Uint32Array,
  weights: Float32Array,
  unknownWeight: number,
): Vocabulary {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, hashes.length * 2)));
  const keys = new Uint32Array(size);
  const places = new Int32Array(size);
  const slotOf = (gram: number): number => {
    let slot = gram & (size - 1);
    while (keys[slot] !== 0 && keys[slot] !== gram) slot = (slot + 1) & (size - 1);
    return slot;
  };
  hashes.forEach((gram, feature) => {
    const slot = slotOf(gram);
    keys[slot] = gram;
    places[slot] = feature;
  });

  /** Each kind of gram has its share of the length; what nobody ever said takes its part and gives nothing (TD6). */
  const add = (grams: readonly number[], share: number, features: number[], values: number[]): void => {
    const found = new Set<number>();
    let squares = 0;
    for (const gram of grams) {
      const slot = slotOf(gram);
      if (keys[slot] === 0) squares += unknownWeight * unknownWeight;
      else found.add(places[slot] ?? 0);
    }
    for (const feature of found) squares += (weights[feature] ?? 0) ** 2;
    const scale = squares === 0 ? 0 : share / Math.sqrt(squares);
    for (const feature of found) {
      features.push(feature);
      values.push((weights[feature] ?? 0) * scale);
    }
  };
  return {
    hashes,
    weights,
    unknownWeight,
    vectorOf({ words, letters }) {
      const features: number[] = [];
      const values: number[] = [];
      add(words, wordShare, features, values);
      add(letters, letterShare, features, values);
      return { features: Int32Array.from(features), values: Float32Array.from(values) };
    },
  };
}
