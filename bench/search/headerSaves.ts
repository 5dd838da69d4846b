import { createInteractions, type InteractionDoc } from '../../interactions/interactions.store.ts';
import { keysVersion, searchKeys } from '../../interactions/search/searchKeys.ts';
import { connectStore } from '../../store/connect.ts';
import { syncIndexes } from '../../store/syncIndexes.ts';
import { type Process, secondsUsed } from '../processTime.ts';
import { interaction } from './fill.ts';
import { seeded } from './skewed.ts';

const documents = 5_000;
const rounds = 4;
const savesPerRound = 500;

export interface Saves {
  /** Milliseconds each. */
  times: number[];
  /** Milliseconds of the store's processor time for one. */
  cpu: number;
}

/** What the save of a header costs that a turn causes: with the keys of the search and without. */
export async function headerSaves(uri: string, store: Process): Promise<{ withKeys: Saves; without: Saves }> {
  const sides = {
    withKeys: await side(uri, 'bench_with', true),
    without: await side(uri, 'bench_without', false),
  };
  const saves = { withKeys: { times: [] as number[], cpu: 0 }, without: { times: [] as number[], cpu: 0 } };
  for (let round = 0; round <= rounds; round += 1)
    for (const name of ['withKeys', 'without'] as const) {
      const before = secondsUsed(store) ?? Number.NaN;
      const times = await sides[name].round(round);
      // The first round warms up.
      if (round === 0) continue;
      saves[name].times.push(...times);
      saves[name].cpu += (((secondsUsed(store) ?? Number.NaN) - before) * 1_000) / (rounds * savesPerRound);
    }
  for (const each of Object.values(sides)) await each.close();
  return saves;
}

async function side(uri: string, database: string, keyed: boolean) {
  const connection = await connectStore(uri.replace('/switchboard?', `/${database}?`));
  createInteractions(connection);
  await syncIndexes(connection);
  const collection = connection.collection<InteractionDoc>('interactions');
  if (!keyed) {
    for (const name of ['keys_1_header.openedAt_-1__id_-1', 'keysVersion_1'])
      await collection.dropIndex(name);
  }
  const random = seeded(2);
  // Of open conversations: nothing that was said is among the keys yet, and a turn seldom changes them.
  const docs = Array.from({ length: documents }, (_, index) => {
    const doc = interaction(random, index, documents);
    return { ...doc, keys: searchKeys(doc.header, []) };
  });
  const stored = keyed ? docs : docs.map(({ keys: _, keysVersion: _v, ...doc }) => doc);
  for (let at = 0; at < documents; at += 500) await collection.insertMany(stored.slice(at, at + 500));
  return {
    async round(round: number): Promise<number[]> {
      const times: number[] = [];
      for (let index = 0; index < savesPerRound; index += 1) {
        const doc = docs[(round * savesPerRound + index) % documents];
        if (doc === undefined) continue;
        const started = performance.now();
        const lastSeq = doc.foldedSeq + 2;
        const updatedAt = new Date(Date.parse(doc.header.updatedAt) + 1_000).toISOString();
        const header = { ...doc.header, lastSeq, updatedAt, messageCount: doc.header.messageCount + 2 };
        const { fold, dueAt, open } = doc;
        const keys = keyed ? { keys: searchKeys(header, []), keysVersion } : {};
        await collection.updateOne(
          { _id: doc._id, foldedSeq: { $lt: lastSeq } },
          { $set: { header, fold, foldedSeq: lastSeq, dueAt, open, ...keys } },
        );
        times.push(performance.now() - started);
      }
      return times;
    },
    async close() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
