import { fork } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Kind, kinds } from './classifiers.ts';
import type { Figures } from './figures.ts';
import { shippedLatency } from './shippedLatency.ts';
import type { Trial } from './trial.ts';

// This file runs as dist/bench/discovery.js.
const dist = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(dist, '..');

/** Prints what discovery reaches on CLINC150, beside its peers (docs/discovery.md). `--without-peers`: without nlp.js. */
async function main(): Promise<void> {
  const options = process.argv.slice(2);
  const file =
    options.find((option) => !option.startsWith('--')) ??
    join(root, '../shared/data/clinc150/data_full.json');
  const shown = kinds.filter((kind) => kind !== 'nlp.js' || !options.includes('--without-peers'));
  const trials: Trial[] = [];
  for (const utterances of [100, 10, 5])
    for (const kind of shown) {
      process.stderr.write(`${kind}, ${utterances} utterances a topic …\n`);
      trials.push(await run(kind, utterances, file));
    }
  const shipped = await shippedLatency(join(root, 'topics/'));
  process.stdout.write(
    `${[
      `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
      '',
      '| classifier | utterances a topic | threshold | in-scope accuracy | out-of-scope recall | … precision | macro-F1 | p50 / p99 ms | training s | + MB | model MB |',
      '|---|---|---|---|---|---|---|---|---|---|---|',
      ...trials.flatMap(rows),
      '',
      `The shipped library (${shipped.topics} topics, ${shipped.utterances} utterances): trained in ${shipped.trainMs.toFixed(0)} ms; a text is ranked in ${ms(shipped.p50)} / ${ms(shipped.p99)} ms (p50 / p99), before the model is ready in ${ms(shipped.untrainedP50)} / ${ms(shipped.untrainedP99)} ms.`,
    ].join('\n')}\n`,
  );
}

function rows(trial: Trial): string[] {
  const row = (name: string, threshold: string, figures: Figures, costs: string[]): string =>
    `| ${[
      name,
      String(trial.utterances),
      `${figures.threshold.toFixed(2)} ${threshold}`,
      percent(figures.accuracy),
      percent(figures.rejectionRecall),
      percent(figures.rejectionPrecision),
      percent(figures.macroF1),
      ...costs,
    ].join(' | ')} |`;
  const costs = [
    `${ms(trial.p50)} / ${ms(trial.p99)}`,
    (trial.trainMs / 1_000).toFixed(1),
    (trial.trainBytes / 2 ** 20).toFixed(0),
    (trial.modelBytes / 2 ** 20).toFixed(1),
  ];
  const own = trial.own === null ? [] : [row(trial.kind, 'its own', trial.own, ['', '', '', ''])];
  return [row(trial.kind, 'chosen', trial.chosen, costs), ...own];
}

function run(kind: Kind, utterances: number, file: string): Promise<Trial> {
  return new Promise((resolve, reject) => {
    const child = fork(join(dist, 'bench/discoveryTrial.js'), [kind, String(utterances), file], {
      cwd: root,
      // nlp.js writes every epoch to its output.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let trial: Trial | null = null;
    child.on('message', (message: Trial) => {
      trial = message;
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      trial === null
        ? reject(new Error(`${kind} ended with code ${code} and without figures`))
        : resolve(trial),
    );
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const ms = (time: number): string => time.toFixed(3);

await main();
