import type { TestStore } from '../../support/testStore.ts';

/** Every document of every collection as text: for looking whether something is anywhere. */
export async function storeText({ connection }: Pick<TestStore, 'connection'>): Promise<Map<string, string>> {
  const { db } = connection;
  if (db === undefined) throw new Error('the store is not connected');
  const texts = new Map<string, string>();
  for (const { name } of await db.listCollections().toArray()) {
    const docs = await db.collection(name).find({}).toArray();
    texts.set(name, docs.map((doc) => JSON.stringify(doc)).join('\n'));
  }
  return texts;
}

/** The collections in which one of these stands, in capitals or not. */
export async function foundIn(store: Pick<TestStore, 'connection'>, ...values: string[]): Promise<string[]> {
  const texts = await storeText(store);
  return [...texts]
    .filter(([, text]) => values.some((value) => text.toLowerCase().includes(value.toLowerCase())))
    .map(([name]) => name)
    .sort();
}
