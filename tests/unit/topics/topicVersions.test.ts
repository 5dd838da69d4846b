import { syncIndexes } from '../../../store/syncIndexes.ts';
import { planVersions } from '../../../topics/planVersions.ts';
import { createTopicVersions, type TopicVersions } from '../../../topics/topicVersions.store.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';
import { topic } from './support/conversation.ts';

let store: TestStore;
let versions: TopicVersions;
beforeAll(async () => {
  store = await openTestStore();
  versions = createTopicVersions(store.connection);
  await syncIndexes(store.connection);
});
afterAll(() => store.close());

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const versionOf = (name: string, version: number, text = 'Hi') => {
  const [first] = planVersions([], [topic([{ id: 'a', kind: 'text', text }], { name })]).insert;
  return { ...first!, version };
};
const currentOf = async (name: string) =>
  (await versions.list()).filter((v) => v.name === name && v.current).map((v) => v.version);

it('keeps a version as it was', async () => {
  const version = versionOf('kept', 1);
  expect(await versions.insert(version, at(0))).toBe(true);
  expect((await versions.list()).find(({ name }) => name === 'kept')).toEqual(version);
});

it('a version is inserted once, whoever comes second is told', async () => {
  const results = await Promise.all(
    Array.from({ length: 8 }, () => versions.insert(versionOf('race', 1), at(0))),
  );
  expect(results.filter(Boolean)).toHaveLength(1);
});

it('the newest that was made current is the current one', async () => {
  await versions.insert(versionOf('moving', 1), at(0));
  await versions.insert(versionOf('moving', 2, 'Ho'), at(1));
  expect(await currentOf('moving')).toEqual([2]);
  await versions.setCurrent('moving', 1, at(2));
  expect(await currentOf('moving')).toEqual([1]);
});

it('a retired topic has none', async () => {
  await versions.insert(versionOf('old', 1), at(0));
  await versions.setCurrent('old', null, at(1));
  expect(await currentOf('old')).toEqual([]);
});
