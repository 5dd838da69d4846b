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

it('keeps the text as it was written, and by whom', async () => {
  const text = { yaml: '# mine\nname: noted\n', publishedAt: at(0), publishedBy: 'Yuki' };
  await versions.insert({ ...versionOf('noted', 1), ...text }, at(0));
  await versions.insert(versionOf('noted', 2), at(1));
  const [second, first] = await versions.textsOf('noted');
  expect(first).toMatchObject({ version: 1, current: false, ...text });
  expect(second).toMatchObject({ version: 2, current: true, publishedBy: null });
  expect(second?.yaml).toContain('name: noted');
});

it('what was published before the language grew is read with the new properties as they are by default', async () => {
  const { definition, ...version } = versionOf('older', 1);
  const { tests: _tests, translations: _translations, corrections: _corrections, ...old } = definition;
  await store.connection
    .collection('topic_versions')
    .insertOne({ ...version, current: undefined, definition: old, currentSince: at(0) });
  expect((await versions.list()).find(({ name }) => name === 'older')?.definition).toEqual(definition);
});

it('of two that are published at the same time both are kept and the later version is current', async () => {
  const answers = await Promise.all(
    [1, 2].map((version) => versions.insert(versionOf('twice', version), at(5))),
  );
  expect(answers).toEqual([true, true]);
  expect(await currentOf('twice')).toEqual([2]);
});

it('what a node publishes whose clock is behind is current all the same', async () => {
  await versions.insert(versionOf('skewed', 1), at(10));
  await versions.insert(versionOf('skewed', 2), at(5));
  expect(await currentOf('skewed')).toEqual([2]);
  await versions.setCurrent('skewed', 1, at(3));
  expect(await currentOf('skewed')).toEqual([1]);
});
