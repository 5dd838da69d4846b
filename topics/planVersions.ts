import { createHash } from 'node:crypto';
import type { TopicDefinition } from '../contracts/topic.ts';
import type { StoredTopicVersion } from './catalog.ts';

/** What has to be written so that the stored versions show what the files say. */
export interface VersionPlan {
  insert: StoredTopicVersion[];
  /** Versions that are there already and become the current one: the file went back to an older text. */
  makeCurrent: { name: string; version: number }[];
  /** Topics whose file is gone or does not validate: running conversations keep their version, new ones get none. */
  retire: string[];
}

/** Compares the stored versions with the loaded files. A topic that an author took over in the studio stays theirs. */
export function planVersions(
  stored: readonly StoredTopicVersion[],
  loaded: readonly TopicDefinition[],
): VersionPlan {
  const plan: VersionPlan = { insert: [], makeCurrent: [], retire: [] };
  for (const definition of loaded) {
    const own = stored.filter(({ name }) => name === definition.name);
    const current = own.find((version) => version.current);
    const hash = hashTopic(definition);
    if (current?.hash === hash || current?.source === 'studio') continue;
    const same = own.filter((version) => version.hash === hash && version.source === 'file').at(-1);
    if (same !== undefined) {
      plan.makeCurrent.push({ name: same.name, version: same.version });
      continue;
    }
    const version = Math.max(0, ...own.map((other) => other.version)) + 1;
    plan.insert.push({ name: definition.name, version, hash, definition, source: 'file', current: true });
  }
  const names = new Set(loaded.map(({ name }) => name));
  for (const { name, current, source } of stored) {
    if (current && source === 'file' && !names.has(name)) plan.retire.push(name);
  }
  return plan;
}

/** The versions as they are once the plan is carried out. */
export function applyPlan(stored: readonly StoredTopicVersion[], plan: VersionPlan): StoredTopicVersion[] {
  const current = new Map([...plan.insert, ...plan.makeCurrent].map(({ name, version }) => [name, version]));
  const retired = new Set(plan.retire);
  return [...stored, ...plan.insert].map((version) => {
    if (retired.has(version.name)) return { ...version, current: false };
    const wanted = current.get(version.name);
    return wanted === undefined ? version : { ...version, current: version.version === wanted };
  });
}

/** Of the content, whatever the order of its keys. */
export function hashTopic(definition: TopicDefinition): string {
  return createHash('sha256').update(canonical(definition)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
