import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startEmbeddedStore } from '../../store/embedded/start.ts';
import { type Node, openWorld } from '../../tests/integration/handoff/world.ts';
import { machine } from '../machine.ts';
import { percentile } from '../measure.ts';
import { fillAgents, fillWork } from './fill.ts';

// This file runs as dist/bench/routing.js.
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const sizes = [1_000, 10_000];
const agentCount = 200;
const perSize = Number(process.env.OFFERS ?? 150);

/**
 * One agent after the other becomes free while everybody else is full: from then until the router has made the offer, on an
 * embedded store of its own, beside one guarded write to the same store (bench/README.md).
 */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-routing-'));
  const store = await startEmbeddedStore({
    dataDir: join(dataDir, 'store'),
    mainFile: join(root, 'dist/store/embedded/main.js'),
  });
  try {
    process.env.TEST_STORE_URI = store.uri;
    const world = await openWorld();
    const agents = await fillAgents(world.node, agentCount);
    const lines: string[] = [];
    let filled = 0;
    for (const size of sizes) {
      await fillWork(world.node, filled, size);
      filled = size;
      const { offers, writes } = await measureOffers(world.node, agents);
      const ratio = percentile(offers, 0.5) / percentile(writes, 0.5);
      const times = [0.5, 0.95, 0.99].map((p) => percentile(offers, p).toFixed(1)).join(' | ');
      lines.push(`| ${size} | ${ratio.toFixed(1)} | ${times} | ${percentile(writes, 0.5).toFixed(2)} |`);
    }
    const status = await world.node.connection.db?.admin().serverStatus();
    process.stdout.write(
      `${[
        ...machine(root, dataDir, String(status?.storageEngine?.name ?? 'unknown')),
        '',
        `| waiting, ${agentCount} agents | offer ÷ guarded write (p50) | offer p50, ms | p95 | p99 | guarded write p50, ms |`,
        '|---|---|---|---|---|---|',
        ...lines,
      ].join('\n')}\n`,
    );
    await world.close();
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Whoever was free is full again afterwards, by what was offered: the queue moves on as in a real day. */
async function measureOffers(node: Node, agents: string[]): Promise<{ offers: number[]; writes: number[] }> {
  const offers: number[] = [];
  const writes: number[] = [];
  for (let n = -10; n < perSize; n += 1) {
    const id = agents[(n * 37 + 37_000) % agents.length] ?? '';
    const before = await node.deps.agents.get(id);
    const [held] = before?.held ?? [];
    if (before === null || held === undefined) throw new Error(`${id} is free already`);
    const started = performance.now();
    await node.deps.agents.countOffer(id, before.rev);
    const between = performance.now();
    await node.deps.agents.give(id, held.workItemId);
    const made = await node.handoff.assign();
    const ended = performance.now();
    const [offer] = await node.deps.workItems.offeredTo(id);
    if (made !== 1 || offer === undefined) throw new Error(`${made} offers were made when ${id} became free`);
    // Taken without the conversation, which is not what is measured.
    await node.deps.agents.restore(id, {
      workItemId: offer.id,
      at: before.presenceSince,
      type: 'chat',
      size: 1,
    });
    await node.deps.workItems.step(offer, {
      to: 'accepted',
      set: { offeredTo: null, offeredAt: null, offerExpiresAt: null, acceptedBy: id },
    });
    if (n < 0) continue;
    writes.push(between - started);
    offers.push(ended - between);
  }
  return { offers, writes };
}

await main();
