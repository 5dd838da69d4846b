import type { AuthoringProblem, TopicState, TopicSummary } from '../../contracts/authoring.ts';
import type { TopicDefinition } from '../../contracts/topic.ts';
import type { StoredTopicVersion } from '../catalog.ts';
import type { Draft } from '../drafts.store.ts';
import { topicLanguages } from '../translations.ts';
import { readLoosely } from './draftText.ts';

export interface KnownTopic {
  name: string;
  draft: Draft | null;
  /** All versions, in order. */
  versions: readonly StoredTopicVersion[];
}

/** What lists show of a topic. `topic`: what the draft says, as far as it is a good one; null without. */
export function describeTopic(
  { name, draft, versions }: KnownTopic,
  topic: TopicDefinition | null,
  problems: readonly AuthoringProblem[],
): TopicSummary {
  const current = versions.find((version) => version.current) ?? null;
  const published = current?.definition ?? null;
  const definition = topic ?? published ?? versions.at(-1)?.definition ?? null;
  const yaml = draft?.yaml ?? null;
  const shown = yaml !== null && topic === null ? { ...definition, ...readLoosely(yaml) } : definition;
  const languages =
    definition === null ? [] : topicLanguages(definition, yaml === null ? undefined : published);
  return {
    name,
    title: shown?.title || name,
    type: shown?.type ?? 'topic',
    role: shown?.role ?? null,
    category: shown?.category ?? null,
    description: shown?.description ?? '',
    state: stateOf(draft, current),
    shipped: isShipped(versions),
    version: draft?.inactive === true ? null : (current?.version ?? null),
    promoted: definition?.promoted ?? false,
    discoverable: definition?.discoverable ?? false,
    visible: definition?.visible ?? false,
    utterances: Object.values(definition?.utterances ?? {}).reduce((sum, list) => sum + list.length, 0),
    languages,
    tests: definition?.tests.length ?? 0,
    problems: problems.length,
    updatedAt: draft?.updatedAt.toISOString() ?? null,
    updatedBy: draft?.updatedBy ?? null,
  };
}

/** domain B6. */
function stateOf(draft: Draft | null, current: StoredTopicVersion | null): TopicState {
  const unpublished = draft !== null && draft.yaml !== null;
  if (draft?.inactive === true) return 'inactive';
  if (current === null) return unpublished ? 'draft' : 'inactive';
  return unpublished ? 'changed' : 'published';
}

/** Shipped topics are read-only (domain B2). */
export function isShipped(versions: readonly StoredTopicVersion[]): boolean {
  const [latest] = [...versions].sort((a, b) => b.version - a.version);
  return (versions.find(({ current }) => current) ?? latest)?.source === 'file';
}
