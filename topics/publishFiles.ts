import type { TopicDefinition } from '../contracts/topic.ts';
import type { StoredTopicVersion } from './catalog.ts';
import { planVersions } from './planVersions.ts';
import type { TopicVersions } from './topicVersions.store.ts';

/** How often another node may be first before we give up. */
const mostTries = 5;

/**
 * Stores what is new in the loaded files and answers all versions, for `createCatalog`. Several nodes may start at once:
 * of two inserting the same version one comes second and decides again.
 */
export async function publishFiles(
  versions: TopicVersions,
  loaded: readonly TopicDefinition[],
  now: () => Date,
): Promise<StoredTopicVersion[]> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const plan = planVersions(await versions.list(), loaded);
    const inserted = [];
    for (const version of plan.insert) inserted.push(await versions.insert(version, now()));
    if (inserted.includes(false)) continue;
    for (const { name, version } of plan.makeCurrent) await versions.setCurrent(name, version, now());
    for (const name of plan.retire) await versions.setCurrent(name, null, now());
    return versions.list();
  }
  throw new Error('the topic versions keep changing under us');
}
