import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEchoSteps } from './echoSteps.ts';
import { interpreterCpu, tenElementsCpu } from './interpreter.ts';
import { machine } from './machine.ts';
import type { Round } from './measure.ts';
import { startProductSteps } from './productSteps.ts';
import { latencies, table } from './report.ts';

// This file runs as dist/bench/main.js.
const dist = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(dist, '..');
const rounds = 5;
const most = 32;
/** About what a turn of the Virtual Agent has; the report says what it had. */
const documentBytes = 3_000;

/** Turns of each conversation in one round, for one conversation and for many at once. */
const amount = {
  1: { echo: 400, store: 200, live: 150 },
  [most]: { echo: 60, store: 30, live: 20 },
} as const;
const stories = { 1: { each: 4, conversations: 8 }, [most]: { each: 4, conversations: most } } as const;

type Step = 'echo' | 'store' | 'virtualAgent' | 'live';
type AtOnce = keyof typeof amount;
const ways: AtOnce[] = [1, most];

/** Measures everything in interleaved rounds, so that what disturbs the machine disturbs all steps (bench/README.md). */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  const started = Date.now();
  const running: { close(): Promise<void> }[] = [];
  const results = new Map<string, Round[]>();
  try {
    const echoes = await startEchoSteps(dist, join(dataDir, 'echo'), most, documentBytes);
    running.push(echoes);
    const product = await startProductSteps(join(dataDir, 'product'), most);
    running.push(product);
    const steps: Record<Step, (atOnce: AtOnce) => Promise<Round>> = {
      echo: (atOnce) => echoes.run('echo', atOnce, amount[atOnce].echo),
      store: (atOnce) => echoes.run('store', atOnce, amount[atOnce].store),
      virtualAgent: (atOnce) =>
        product.virtualAgent(atOnce, stories[atOnce].each, stories[atOnce].conversations),
      live: (atOnce) => product.live(atOnce, amount[atOnce].live),
    };
    // The first round warms up and is not counted.
    for (let round = 0; round <= rounds; round += 1)
      for (const atOnce of ways)
        for (const step of ['echo', 'store', 'virtualAgent', 'live'] as const) {
          const result = await steps[step](atOnce);
          process.stderr.write(
            `round ${round} of ${rounds}: ${step} × ${atOnce}: ${((result.turns * 1_000) / result.wallMs).toFixed(0)}/s\n`,
          );
          if (round > 0)
            results.set(`${step}/${atOnce}`, [...(results.get(`${step}/${atOnce}`) ?? []), result]);
        }
    const { engine, turnBytes } = await product.facts();
    const cpu = await interpreterCpu(join(root, 'topics'), 100);
    const ten = await tenElementsCpu(1_000);
    const of = (step: Step, atOnce: AtOnce): Round[] => results.get(`${step}/${atOnce}`) ?? [];
    const report = [
      ...machine(root, dataDir, engine).map((line) => `- ${line}`),
      `- ${rounds} interleaved rounds after a warm-up, ${((Date.now() - started) / 1_000).toFixed(0)} s in all`,
      `- The topics alone take ${cpu.toFixed(2)} ms of processor time for a turn of (c); a stored turn of (c) has ${turnBytes} bytes as JSON, a document of (b) ${documentBytes}`,
      `- One turn in which ten elements run (a question, sets, decisions, a lookup, texts, a link) takes ${ten.toFixed(2)} ms of processor time in the interpreter`,
      ...ways.flatMap((atOnce) => [
        '',
        atOnce === 1 ? '**One conversation**' : `**${atOnce} conversations at once**`,
        '',
        table([
          { title: '(a) Socket.IO echo, acked', rounds: of('echo', atOnce), sample: 'ack' },
          { title: '(b) echo and one durable insert', rounds: of('store', atOnce), sample: 'ack' },
          { title: '(c) Virtual Agent turn to the ack', rounds: of('virtualAgent', atOnce), sample: 'ack' },
          { title: '(d) live message to the ack', rounds: of('live', atOnce), sample: 'ack' },
          { title: '(d) live message to the agent', rounds: of('live', atOnce), sample: 'posted' },
        ]),
      ]),
      '',
      '**Turns of (c) by what they do, one conversation**',
      '',
      latencies([
        { title: 'finds the topic', rounds: of('virtualAgent', 1), sample: 'discovery' },
        { title: 'takes an answer, asks on', rounds: of('virtualAgent', 1), sample: 'answer' },
        { title: 'looks up or makes a record', rounds: of('virtualAgent', 1), sample: 'record' },
      ]),
    ];
    process.stdout.write(`${report.join('\n')}\n`);
  } finally {
    for (const one of running) await one.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

await main();
