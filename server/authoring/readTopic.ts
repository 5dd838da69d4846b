import type { TopicDetail, TopicSummary, TopicVersion } from '../../contracts/authoring.ts';
import { AppError } from '../../contracts/errors.ts';
import type { TopicDefinition } from '../../contracts/topic.ts';
import { type CheckedDraft, checkDraft } from '../../topics/authoring/checkDraft.ts';
import { describeTopic, isShipped, type KnownTopic } from '../../topics/authoring/describeTopic.ts';
import type { StoredTopicVersion } from '../../topics/catalog.ts';
import type { PublishedText } from '../../topics/topicVersions.store.ts';
import type { TopicAuthoringDeps } from './topicAuthoring.ts';

export interface Known extends KnownTopic {
  versions: readonly (StoredTopicVersion & PublishedText)[];
}

/** Topics as they are kept: draft and versions together. */
export interface TopicReader {
  /** @throws AppError `not_found` */
  know(name: string): Promise<Known>;
  /** One that may be changed. @throws AppError `not_found`, `conflict` for a shipped one */
  own(name: string): Promise<Known>;
  /** `name`: the topic the text is a draft of; null for a text that is none yet. */
  checked(yaml: string, name: string | null): Promise<CheckedDraft>;
  detail(name: string): Promise<TopicDetail>;
  list(): Promise<TopicSummary[]>;
  versions(name: string): Promise<TopicVersion[]>;
}

export function createTopicReader(deps: TopicAuthoringDeps): TopicReader {
  const { drafts, topicVersions, topics } = deps;

  async function know(name: string): Promise<Known> {
    const [draft, latestFirst] = await Promise.all([drafts.get(name), topicVersions.textsOf(name)]);
    const versions = latestFirst.toReversed();
    if (draft === null ? versions.length === 0 : draft.deleted)
      throw new AppError('not_found', `there is no topic "${name}"`);
    return { name, draft, versions };
  }
  async function own(name: string): Promise<Known> {
    const known = await know(name);
    if (isShipped(known.versions))
      throw new AppError(
        'conflict',
        `the topic "${name}" is shipped and read-only: duplicate it and change the copy`,
      );
    return known;
  }
  /** The connections and the queues that a topic may name; queues by id or name (queueNamed). */
  async function namedElsewhere(): Promise<[Set<string>, Set<string>]> {
    const [connections, queues] = await Promise.all([deps.connections(), deps.queues.all()]);
    return [new Set(connections), new Set(queues.flatMap(({ id, name }) => [id, name.toLowerCase()]))];
  }
  async function checked(yaml: string, name: string | null): Promise<CheckedDraft> {
    return checkDraft(yaml, name, topics.catalog(), ...(await namedElsewhere()));
  }
  async function detail(name: string): Promise<TopicDetail> {
    const known = await know(name);
    const yaml = textOf(known);
    const { topic, problems } = await checked(yaml, name);
    const summary = describeTopic(known, topic, problems);
    return { ...summary, yaml, revision: known.draft?.revision ?? 0, found: problems };
  }

  return {
    know,
    own,
    checked,
    detail,
    async list() {
      const [allDrafts, allVersions] = await Promise.all([drafts.list(), topicVersions.list()]);
      const known = new Map<string, KnownTopic>(
        allDrafts.map((draft) => [draft.name, { name: draft.name, draft, versions: [] }]),
      );
      for (const version of allVersions) {
        const { name, draft, versions } = known.get(version.name) ?? {
          name: version.name,
          draft: null,
          versions: [],
        };
        known.set(name, { name, draft, versions: [...versions, version] });
      }
      const elsewhere = await namedElsewhere();
      return [...known.values()]
        .filter(
          ({ draft, versions }) =>
            draft?.deleted !== true && (draft !== null || versions.some((one) => one.current)),
        )
        .map((one) => {
          const yaml = one.draft?.yaml ?? null;
          const { topic, problems } =
            yaml === null
              ? { topic: null, problems: [] }
              : checkDraft(yaml, one.name, topics.catalog(), ...elsewhere);
          return describeTopic(one, topic, problems);
        })
        .sort((a, b) => (a.title < b.title ? -1 : 1));
    },
    async versions(name) {
      const { versions } = await know(name);
      return versions
        .toReversed()
        .map(({ version, current, source, definition, publishedAt, publishedBy, yaml }) => ({
          version,
          current,
          source,
          title: definition.title,
          publishedAt: publishedAt?.toISOString() ?? null,
          publishedBy,
          yaml,
        }));
    },
  };
}

/** What the editor shows: the draft, else what is published. */
export function textOf({ draft, versions }: Known): string {
  return draft?.yaml ?? (versions.find(({ current }) => current) ?? versions.at(-1))?.yaml ?? '';
}

/** @throws AppError `invalid` (422) with every error. */
export function publishable({ topic, problems }: CheckedDraft): TopicDefinition {
  if (topic !== null) return topic;
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path, line, column, message }) => ({ path, line, column, message }));
  const [first] = errors;
  const where = first === undefined ? '' : `: line ${first.line}: ${first.path} ${first.message}`;
  throw new AppError(
    'invalid',
    `the topic has ${errors.length === 1 ? '1 error' : `${errors.length} errors`}${where}`,
    { errors, status: 422 },
  );
}
