import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startEmbeddedStore } from '../../store/embedded/start.ts';
import { type Node, openWorld } from '../../tests/integration/handoff/world.ts';
import { machine } from '../machine.ts';
import { percentile } from '../measure.ts';
import { fillAgents, fillIdle, fillWork, someSkill } from './fill.ts';

// This file runs as dist/bench/routing.js.
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const sizes = [1_000, 10_000];
const agentCount = 200;
const idleCount = 50;
const perSize = Number(process.env.OFFERS ?? 150);

/**
 * One agent after the other becomes free while the others are full, or cannot take what waits: from then until the router
 * has made the offer, on an embedded store of its own, beside a look at everything that finds nothing to offer and one
 * guarded write to the same store (bench/README.md).
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
    const measure = async (what: string): Promise<void> => {
      const { offers, passes, writes } = await measureOffers(world.node, agents);
      const ratio = percentile(offers, 0.5) / percentile(writes, 0.5);
      const times = [offers, passes].flatMap((all) => [0.5, 0.95].map((p) => percentile(all, p).toFixed(1)));
      const write = percentile(writes, 0.5).toFixed(2);
      lines.push(`| ${what} | ${ratio.toFixed(1)} | ${times.join(' | ')} | ${write} |`);
    };
    let filled = 0;
    for (const size of sizes) {
      await fillWork(world.node, filled, size);
      filled = size;
      await measure(String(size));
    }
    await world.node.connection.collection('work_items').deleteMany({});
    await fillWork(world.node, filled, 2 * filled, someSkill);
    await fillIdle(world.node, idleCount);
    await measure(`${filled}, that ${idleCount} idle agents cannot take`);
    const status = await world.node.connection.db?.admin().serverStatus();
    process.stdout.write(
      `${[
        ...machine(root, dataDir, String(status?.storageEngine?.name ?? 'unknown')),
        '',
        `| waiting, ${agentCount} agents | offer ÷ guarded write (p50) | offer p50, ms | p95 | a look at everything p50, ms | p95 | guarded write p50, ms |`,
        '|---|---|---|---|---|---|---|',
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
async function measureOffers(
  { deps, handoff }: Node,
  agents: string[],
): Promise<Record<'offers' | 'passes' | 'writes', number[]>> {
  const times = { offers: [] as number[], passes: [] as number[], writes: [] as number[] };
  for (let n = -10; n < perSize; n += 1) {
    const id = agents[(n * 37 + 37_000) % agents.length] ?? '';
    const before = await deps.agents.get(id);
    const [held] = before?.held ?? [];
    if (before === null || held === undefined) throw new Error(`${id} is free already`);
    const writes = await timed(() => deps.agents.countOffer(id, before.rev));
    const offers = await timed(async () => {
      await deps.agents.give(id, held.workItemId);
      await handoff.arrived(id);
      await handoff.settled();
    });
    const [offer] = await deps.workItems.offeredTo(id);
    if (offer === undefined) throw new Error(`no offer was made when ${id} became free`);
    const passes = await timed(async () => {
      if ((await handoff.assign()) > 0) throw new Error('there was more to offer');
    });
    // Taken without the conversation, which is not what is measured.
    const unit = { workItemId: offer.id, at: before.presenceSince, type: 'chat' as const, size: 1 };
    await deps.agents.restore(id, unit);
    await deps.workItems.step(offer, {
      to: 'accepted',
      set: { offeredTo: null, offeredAt: null, offerExpiresAt: null, acceptedBy: id },
    });
    if (n < 0) continue;
    times.writes.push(writes);
    times.offers.push(offers);
    times.passes.push(passes);
  }
  return times;
}

async function timed(job: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await job();
  return performance.now() - started;
}

await main();
