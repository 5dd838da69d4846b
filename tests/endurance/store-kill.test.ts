import { type Collection, type Document, MongoClient } from 'mongodb';
import { startStoreProcess } from '../support/storeProcess.ts';

const rounds = 20;
const writers = 8;
const loadMs = 900;

/** What the clients know to have been acknowledged. */
interface Acknowledged {
  inserted: Set<string>;
  /** Per counter document: the entries whose push was acknowledged. */
  pushed: Map<number, Set<string>>;
}

async function load(
  uri: string,
  round: number,
  known: Acknowledged,
  until: { stop: boolean },
): Promise<void> {
  const client = await new MongoClient(uri, {
    maxPoolSize: writers,
    serverSelectionTimeoutMS: 2000,
  }).connect();
  const items = client.db('kill').collection<{ _id: string } & Document>('items');
  const counters = client.db('kill').collection<{ _id: number; n: number; log: string[] }>('counters');
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let i = 0; !until.stop; i++) {
        const name = `${round}-${writer}-${i}`;
        try {
          if (i % 2 === 0) {
            await items.insertOne({ _id: name, user: writer, at: new Date(i), tags: [name, `w${writer}`] });
            known.inserted.add(name);
          } else {
            const id = i % 4;
            await counters.findOneAndUpdate(
              { _id: id },
              { $push: { log: name }, $inc: { n: 1 } },
              { upsert: true },
            );
            known.pushed.set(id, (known.pushed.get(id) ?? new Set()).add(name));
          }
        } catch {
          // The server was killed under the statement: whether it is there is open, so it is not noted.
          return;
        }
      }
    }),
  );
  await client.close();
}

async function check(uri: string, known: Acknowledged): Promise<void> {
  const client = await new MongoClient(uri).connect();
  const items = client.db('kill').collection<{ _id: string } & Document>('items');
  const all = await items.find({}).toArray();
  const ids = new Set(all.map((each) => each._id));
  expect(ids.size).toBe(all.length);
  expect([...known.inserted].filter((id) => !ids.has(id))).toEqual([]);
  for (const each of await client
    .db('kill')
    .collection<{ _id: number; n: number; log: string[] }>('counters')
    .find({})
    .toArray()) {
    expect(each.log.length).toBe(each.n);
    expect(new Set(each.log).size).toBe(each.log.length);
    const log = new Set(each.log);
    expect([...(known.pushed.get(each._id) ?? [])].filter((name) => !log.has(name))).toEqual([]);
  }
  await indexEqualsData(items, all);
  await client.close();
}

async function indexEqualsData(
  items: Collection<{ _id: string } & Document>,
  all: Document[],
): Promise<void> {
  const sorted = all.map((each) => String(each._id)).sort();
  for (const hint of ['user_1_at_-1', 'tags_1']) {
    const byIndex = await items.find({}, { hint, projection: { _id: 1 } }).toArray();
    expect(byIndex.map((each) => each._id).sort()).toEqual(sorted);
  }
}

test(`kill -9 ${rounds} times under load: nothing acknowledged is lost, torn or doubled`, async () => {
  const store = await startStoreProcess();
  const known: Acknowledged = { inserted: new Set(), pushed: new Map() };
  let slowest = 0;
  try {
    const client = await new MongoClient(store.uri).connect();
    await client
      .db('kill')
      .collection('items')
      .createIndexes([{ key: { user: 1, at: -1 } }, { key: { tags: 1 } }]);
    await client.close();
    for (let round = 0; round < rounds; round++) {
      const until = { stop: false };
      const working = load(store.uri, round, known, until);
      await new Promise((done) => setTimeout(done, loadMs * (0.5 + Math.random())));
      await store.kill();
      until.stop = true;
      const start = Date.now();
      await store.restart();
      slowest = Math.max(slowest, Date.now() - start);
      await working;
      await check(store.uri, known);
    }
    const pushes = [...known.pushed.values()].reduce((sum, each) => sum + each.size, 0);
    console.log(
      `${rounds} kills, ${known.inserted.size} inserts and ${pushes} pushes acknowledged, slowest start ${slowest} ms`,
    );
    expect(known.inserted.size).toBeGreaterThan(rounds);
  } finally {
    await store.remove();
  }
}, 180_000);
