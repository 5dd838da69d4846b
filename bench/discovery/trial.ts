import process from 'node:process';
import { percentile } from '../measure.ts';
import { type Kind, kinds, trainClassifier } from './classifiers.ts';
import { type Query, readClinc150 } from './clinc150.ts';
import { chooseThreshold, type Figures, figuresAt, type Guess } from './figures.ts';
import { processorTime } from './processorTime.ts';

/** What one classifier does with so many utterances a topic. Times of the processor in milliseconds. */
export interface Trial {
  kind: Kind;
  utterances: number;
  trainMs: number;
  /** The peak above what the process had before. */
  trainBytes: number;
  modelBytes: number;
  p50: number;
  p99: number;
  /** At the threshold chosen on the validation queries. */
  chosen: Figures;
  /** At the threshold that it comes with. */
  own: Figures | null;
}

/** A process of its own, so that its memory and its warm-up are its own: `<kind> <utterances> <data file>`. */
async function main(): Promise<void> {
  const [wanted, count, file = ''] = process.argv.slice(2);
  const kind = kinds.find((one) => one === wanted) ?? 'switchboard';
  const utterances = Number(count);
  const data = readClinc150(file);
  const topics = data.topics(utterances);
  const before = process.memoryUsage.rss();
  const training = processorTime();
  const classifier = await trainClassifier(kind, topics);
  const trainMs = training();
  const peak = process.resourceUsage().maxRSS * 1_024;
  const samples: number[] = [];
  const guess = async (queries: readonly Query[], timed: boolean): Promise<Guess[]> => {
    const guesses: Guess[] = [];
    for (const query of queries) {
      const taken = processorTime();
      const answer = await classifier.classify(query.text);
      if (timed) samples.push(taken());
      guesses.push({ ...query, ...answer });
    }
    return guesses;
  };
  const threshold = chooseThreshold(await guess(data.validation, false));
  const tested = await guess(data.test, true);
  const trial: Trial = {
    kind,
    utterances,
    trainMs,
    trainBytes: Math.max(0, peak - before),
    modelBytes: classifier.modelBytes,
    p50: percentile(samples, 0.5),
    p99: percentile(samples, 0.99),
    chosen: figuresAt(threshold, tested),
    own: classifier.ownThreshold === null ? null : figuresAt(classifier.ownThreshold, tested),
  };
  process.send?.(trial);
}

await main();
