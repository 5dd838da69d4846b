import type { Grams } from './grams.ts';
import { smoothing, trainSoftmax } from './softmax.ts';
import { learnVocabulary, type Vocabulary } from './vocabulary.ts';

/** A trained soft-max regression, its weights in 8 bits. */
export interface Classifier {
  vocabulary: Vocabulary;
  topics: number;
  rows: Int8Array;
  /** What one step of a row is worth. */
  scales: Float32Array;
  bias: Float32Array;
  /** How sure each topic is, 0 (knows nothing of it) … 1 (as sure as of its own utterances). */
  likeness(grams: Grams): Float64Array;
}

/** Few utterances need more rounds; with many a rare gram is noise. */
const rounds = 75_000;
const [fewestEpochs, mostEpochs] = [5, 15];
const many = 5_000;

export function trainClassifier(
  texts: readonly Grams[],
  labels: readonly number[],
  topics: number,
): Classifier {
  const vocabulary = learnVocabulary(texts, texts.length >= many ? 2 : 1);
  const vectors = texts.map((text) => vocabulary.vectorOf(text));
  const epochs = Math.min(mostEpochs, Math.max(fewestEpochs, Math.round(rounds / (texts.length + 1))));
  const { rows, bias } = trainSoftmax(vectors, labels, vocabulary.hashes.length, topics, epochs);
  const scales = new Float32Array(vocabulary.hashes.length);
  const quantised = new Int8Array(rows.length);
  for (let feature = 0; feature < scales.length; feature += 1) {
    const base = feature * topics;
    let most = 0;
    for (let place = base; place < base + topics; place += 1)
      most = Math.max(most, Math.abs(rows[place] ?? 0));
    scales[feature] = most / 127;
    if (most === 0) continue;
    for (let place = base; place < base + topics; place += 1)
      quantised[place] = Math.round(((rows[place] ?? 0) * 127) / most);
  }
  return createClassifier(vocabulary, topics, quantised, scales, bias);
}

export function createClassifier(
  vocabulary: Vocabulary,
  topics: number,
  rows: Int8Array,
  scales: Float32Array,
  bias: Float32Array,
): Classifier {
  // How far the logit of an utterance's own topic stands over the others once it is learned as far as smoothing lets it.
  const learned = Math.log(((1 - smoothing) * topics) / smoothing + 1);
  return {
    vocabulary,
    topics,
    rows,
    scales,
    bias,
    likeness(grams) {
      const { features, values } = vocabulary.vectorOf(grams);
      const sums = Float64Array.from(bias);
      // Two rows at a time: the sums are read and written less often.
      for (let at = 0; at < features.length; at += 2) {
        const [one = 0, two = 0] = [features[at], features[at + 1]];
        const [a, b] = [one * topics, two * topics];
        const u = (values[at] ?? 0) * (scales[one] ?? 0);
        const v = (values[at + 1] ?? 0) * (scales[two] ?? 0);
        for (let topic = 0; topic < topics; topic += 1)
          sums[topic] = (sums[topic] ?? 0) + u * (rows[a + topic] ?? 0) + v * (rows[b + topic] ?? 0);
      }
      return sums.map((sum) => sum / learned);
    },
  };
}
