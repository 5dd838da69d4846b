import { readFileSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { startStoreProcess } from '../support/storeProcess.ts';

const documents = 200_000;
const allowedGrowthMb = 120;

/** Resident memory of a process in MB, where /proc tells it. */
function residentMb(pid: number): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined; // No /proc on this system.
  }
}

test(`streaming ${documents} documents does not grow the store's memory with them`, async () => {
  const store = await startStoreProcess();
  const client = await new MongoClient(store.uri).connect();
  try {
    if (residentMb(store.pid) === undefined) {
      console.log('skipped: this system has no /proc');
      return;
    }
    const items = client.db('stream').collection<{ _id: number; k: number; text: string }>('items');
    await items.createIndex({ k: 1 });
    for (let at = 0; at < documents; at += 5000) {
      await items.insertMany(
        Array.from({ length: 5000 }, (_, i) => ({ _id: at + i, k: (at + i) % 1000, text: 'y'.repeat(400) })),
      );
    }
    const before = residentMb(store.pid) ?? 0;
    let highest = before;
    let seen = 0;
    for (const cursor of [
      items.find({}),
      items.find({ k: { $gte: 0 } }).sort({ k: 1 }),
      items.aggregate([{ $match: {} }, { $set: { z: 1 } }]),
    ]) {
      for await (const _ of cursor)
        if (++seen % 20_000 === 0) highest = Math.max(highest, residentMb(store.pid) ?? 0);
    }
    console.log(
      `${seen} documents streamed; resident ${before.toFixed(0)} MB before, ${highest.toFixed(0)} MB at most`,
    );
    expect(seen).toBe(3 * documents);
    expect(highest - before).toBeLessThan(allowedGrowthMb);
  } finally {
    await client.close();
    await store.remove();
  }
}, 180_000);
