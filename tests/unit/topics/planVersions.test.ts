import { createCatalog } from '../../../topics/catalog.ts';
import { applyPlan, hashTopic, planVersions } from '../../../topics/planVersions.ts';
import { topic } from './support/conversation.ts';

const first = topic([{ id: 'a', kind: 'text', text: 'One' }]);
const second = topic([{ id: 'a', kind: 'text', text: 'Two' }]);
const none = { insert: [], makeCurrent: [], retire: [] };

it('a new topic becomes version 1', () => {
  expect(planVersions([], [first]).insert).toMatchObject([
    { name: 'sample', version: 1, source: 'file', current: true },
  ]);
});

it('what is stored already needs nothing', () => {
  expect(planVersions(applyPlan([], planVersions([], [first])), [first])).toEqual(none);
});

it('a changed file is a new version, and the old one stays for who runs on it', () => {
  const stored = applyPlan([], planVersions([], [first]));
  const after = applyPlan(stored, planVersions(stored, [second]));
  expect(after.map(({ version, current }) => [version, current])).toEqual([
    [1, false],
    [2, true],
  ]);
  const catalog = createCatalog(after);
  expect(catalog.get('sample')?.version).toBe(2);
  expect(catalog.get('sample', 1)?.definition).toEqual(first);
});

it('a file that goes back makes the old version current again', () => {
  let stored = applyPlan([], planVersions([], [first]));
  stored = applyPlan(stored, planVersions(stored, [second]));
  const plan = planVersions(stored, [first]);
  expect(plan).toEqual({ ...none, makeCurrent: [{ name: 'sample', version: 1 }] });
  expect(createCatalog(applyPlan(stored, plan)).get('sample')?.version).toBe(1);
});

it('a file that is gone retires its topic', () => {
  const stored = applyPlan([], planVersions([], [first]));
  const plan = planVersions(stored, []);
  expect(plan).toEqual({ ...none, retire: ['sample'] });
  const catalog = createCatalog(applyPlan(stored, plan));
  expect(catalog.get('sample')).toBeNull();
  expect(catalog.get('sample', 1)).not.toBeNull();
});

it('a topic that an author took over stays the author’s', () => {
  const own = [
    { name: 'sample', version: 4, hash: 'h', definition: second, source: 'studio', current: true } as const,
  ];
  expect(planVersions(own, [first])).toEqual(none);
  expect(planVersions(own, [])).toEqual(none);
});

it('the hash is of the content, not of the order of keys', () => {
  const turned = Object.fromEntries(Object.entries(first).reverse());
  expect(hashTopic(JSON.parse(JSON.stringify(turned)))).toBe(hashTopic(first));
  expect(hashTopic(second)).not.toBe(hashTopic(first));
});
