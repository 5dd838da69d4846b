import type { Vector } from './vocabulary.ts';

interface Weights {
  /** Row by feature, column by topic. */
  rows: Float32Array;
  bias: Float32Array;
}

const rate = 4;
const biasRate = 0.4;
/** A little of every utterance's weight goes to the other topics, so that nothing becomes certain (label smoothing). */
export const smoothing = 0.05;
/** A gradient too small to change anything is not carried out. */
const negligible = 1e-3;

/** Multinomial logistic regression by stochastic gradient descent; the same input gives the same weights. */
export function trainSoftmax(
  vectors: readonly Vector[],
  labels: readonly number[],
  features: number,
  topics: number,
  epochs: number,
): Weights {
  const rows = new Float32Array(features * topics);
  const bias = new Float32Array(topics);
  const gradient = new Float32Array(topics);
  const active = new Int32Array(topics);
  const random = createRandom(42);
  const order = Int32Array.from(vectors, (_, index) => index);
  const steps = epochs * vectors.length;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const vector = vectors[at];
      if (vector === undefined) continue;
      const { features: own, values } = vector;
      addLogits(rows, topics, vector, gradient, bias);
      toProbabilities(gradient);
      let count = 0;
      for (let topic = 0; topic < topics; topic += 1) {
        const error =
          (gradient[topic] ?? 0) - (topic === labels[at] ? 1 - smoothing : 0) - smoothing / topics;
        gradient[topic] = error;
        if (error > negligible || error < -negligible) active[count++] = topic;
      }
      const speed = 1 - step / steps;
      step += 1;
      for (let index = 0; index < own.length; index += 1) {
        const base = (own[index] ?? 0) * topics;
        const amount = rate * speed * (values[index] ?? 0);
        for (let k = 0; k < count; k += 1) {
          const topic = active[k] ?? 0;
          rows[base + topic] = (rows[base + topic] ?? 0) - amount * (gradient[topic] ?? 0);
        }
      }
      for (let topic = 0; topic < topics; topic += 1)
        bias[topic] = (bias[topic] ?? 0) - biasRate * speed * (gradient[topic] ?? 0);
    }
  }
  return { rows, bias };
}

/** What the features of a text add up to for each topic. Four rows at a time: the sums are read and written less often. */
function addLogits(
  rows: Float32Array,
  topics: number,
  { features, values }: Vector,
  into: Float32Array,
  bias: Float32Array,
): void {
  into.set(bias);
  for (let at = 0; at < features.length; at += 4) {
    const a = (features[at] ?? 0) * topics;
    const b = (features[at + 1] ?? 0) * topics;
    const c = (features[at + 2] ?? 0) * topics;
    const d = (features[at + 3] ?? 0) * topics;
    const [u, v, w, x] = [values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0, values[at + 3] ?? 0];
    for (let topic = 0; topic < topics; topic += 1) {
      into[topic] =
        (into[topic] ?? 0) +
        u * (rows[a + topic] ?? 0) +
        v * (rows[b + topic] ?? 0) +
        w * (rows[c + topic] ?? 0) +
        x * (rows[d + topic] ?? 0);
    }
  }
}

function toProbabilities(logits: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const logit of logits) most = Math.max(most, logit);
  let sum = 0;
  for (let topic = 0; topic < logits.length; topic += 1) {
    const value = Math.exp((logits[topic] ?? 0) - most);
    logits[topic] = value;
    sum += value;
  }
  for (let topic = 0; topic < logits.length; topic += 1) logits[topic] = (logits[topic] ?? 0) / sum;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}

/** Mulberry32: the same sequence for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
