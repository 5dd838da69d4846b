import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, MongoServerError } from 'mongodb';
import { startStoreProcess } from '../support/storeProcess.ts';

/** A small disk: a tmpfs where we may mount one, else a limit on the pages of the store's file. */
function smallDisk(): { dir: string; args: string[]; how: string; grow: () => void; remove: () => void } {
  const base = mkdtempSync(join(tmpdir(), 'full-'));
  const dir = join(base, 'disk');
  mkdirSync(dir);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return {
      dir,
      args: ['--max-pages', '1500'],
      how: 'PRAGMA max_page_count',
      grow: () => {},
      remove: () => rmSync(base, { recursive: true, force: true }),
    };
  }
  return {
    dir,
    args: [],
    how: 'a tmpfs of 12 MB',
    grow: () => execFileSync('mount', ['-o', 'remount,size=64m', dir]),
    remove: () => {
      execFileSync('umount', [dir]);
      rmSync(base, { recursive: true, force: true });
    },
  };
}

test('a full disk is an error to the client; the process lives, reads go on, nothing acknowledged is lost', async () => {
  const disk = smallDisk();
  console.log(`the small disk is ${disk.how}`);
  const store = await startStoreProcess({ dir: join(disk.dir, 'store'), args: disk.args });
  const client = await new MongoClient(store.uri).connect();
  const items = client.db('full').collection<{ _id: number; text: string; k: number }>('items');
  try {
    await items.createIndex({ k: 1 });
    const kept: number[] = [];
    let failure: unknown;
    for (let i = 0; i < 5000 && !failure; i++) {
      try {
        await items.insertOne({ _id: i, text: 'x'.repeat(8000), k: i % 7 });
        kept.push(i);
      } catch (error) {
        failure = error;
      }
    }
    expect(failure).toBeInstanceOf(MongoServerError);
    expect((failure as MongoServerError).code).toBe(14031);
    const count = async (): Promise<number> =>
      (await items.find({}, { hint: 'k_1', projection: { _id: 1 } }).toArray()).length;
    expect(await count()).toBe(kept.length);
    expect((await items.findOne({ _id: kept[0] ?? 0 }))?.text.length).toBe(8000);
    const pid = store.pid;
    expect(() => process.kill(pid, 0)).not.toThrow();
    if (disk.args.length === 0) {
      disk.grow();
      await items.insertOne({ _id: 100_000, text: 'room again', k: 1 });
      kept.push(100_000);
    }
    await client.close();
    await store.kill();
    await store.restart();
    const again = await new MongoClient(store.uri).connect();
    const ids = await again
      .db('full')
      .collection('items')
      .find({}, { projection: { _id: 1 } })
      .toArray();
    expect(ids.map((each) => Number(each._id))).toEqual(kept);
    await again.close();
  } finally {
    await client.close();
    await store.remove();
    disk.remove();
  }
}, 120_000);
