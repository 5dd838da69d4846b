import type { z } from 'zod';
import type {
  AuthoringProblem,
  createTopicBody,
  PlayedDialogue,
  TopicDetail,
  TopicSummary,
  TopicVersion,
  testTopicBody,
} from '../contracts/authoring.ts';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';
import { languageTag } from '../contracts/topic/fields.ts';
import { type TopicDefinition, topicSchema } from '../contracts/topic.ts';
import { type CheckedDraft, checkDraft } from '../topics/authoring/checkDraft.ts';
import { describeTopic, isShipped, type KnownTopic } from '../topics/authoring/describeTopic.ts';
import { readLoosely, renameTopic, setTranslations } from '../topics/authoring/draftText.ts';
import { referencesTo } from '../topics/authoring/references.ts';
import type { StoredTopicVersion } from '../topics/catalog.ts';
import { playDialogue } from '../topics/dialogues/playDialogue.ts';
import type { Draft, DraftChange, Drafts } from '../topics/drafts.store.ts';
import { hashTopic } from '../topics/planVersions.ts';
import type { PublishedText, TopicVersions } from '../topics/topicVersions.store.ts';
import { translatableTexts } from '../topics/translations.ts';
import type { Audit } from './audit.store.ts';
import type { TopicService } from './topicService.ts';

export interface Author {
  id: string;
  name: string;
}

/** What VA admins do with topics (domain B6). Refusals are `AppError`s that say what to do. */
export interface TopicAuthoring {
  list(): Promise<TopicSummary[]>;
  detail(name: string): Promise<TopicDetail>;
  create(body: z.infer<typeof createTopicBody>, by: Author): Promise<TopicDetail>;
  save(name: string, body: { yaml: string; revision: number }, by: Author): Promise<TopicDetail>;
  check(yaml: string): Promise<AuthoringProblem[]>;
  /** @throws AppError `invalid` (422) with every error. */
  publish(name: string, by: Author): Promise<TopicDetail>;
  versions(name: string): Promise<TopicVersion[]>;
  /** Makes an old version the one that new conversations get; what is unpublished stays. */
  rollback(name: string, version: number, by: Author): Promise<TopicDetail>;
  /** Throws away what is unpublished. */
  discard(name: string, by: Author): Promise<TopicDetail>;
  setActive(name: string, active: boolean, by: Author): Promise<TopicDetail>;
  remove(name: string, by: Author): Promise<void>;
  test(name: string, body: z.infer<typeof testTopicBody>): Promise<PlayedDialogue[]>;
  translations(name: string, language: string): Promise<TopicTranslations>;
  translate(
    name: string,
    language: string,
    change: { texts: Record<string, string | string[]>; revision: number },
    by: Author,
  ): Promise<TopicDetail>;
}

/** For translators: each text by its key, with its translation so far. */
export interface TopicTranslations {
  topic: string;
  language: string;
  texts: Record<string, { original: string | string[]; text: string | string[] | null }>;
}

export interface TopicAuthoringDeps {
  topicVersions: TopicVersions;
  drafts: Drafts;
  topics: TopicService;
  audit: Audit;
  clock: Clock;
  settings: () => Settings;
  /** The names of the connections that an admin has set up. */
  connections: () => Promise<string[]>;
}

interface Known extends KnownTopic {
  versions: readonly (StoredTopicVersion & PublishedText)[];
}

const tries = 10;

export function createTopicAuthoring(deps: TopicAuthoringDeps): TopicAuthoring {
  const { drafts, topicVersions, topics, clock } = deps;
  const catalog = () => topics.catalog();

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
  /** What the editor shows: the draft, else what is published. */
  const textOf = ({ draft, versions }: Known): string =>
    draft?.yaml ?? (versions.find(({ current }) => current) ?? versions.at(-1))?.yaml ?? '';

  async function checked(yaml: string, name: string | null): Promise<CheckedDraft> {
    return checkDraft(yaml, name, catalog(), new Set(await deps.connections()));
  }
  async function detail(name: string): Promise<TopicDetail> {
    const known = await know(name);
    const yaml = textOf(known);
    const { topic, problems } = await checked(yaml, name);
    const summary = describeTopic(known, topic, problems);
    return { ...summary, yaml, revision: known.draft?.revision ?? 0, found: problems };
  }
  async function change(
    name: string,
    revision: number,
    values: Omit<DraftChange, 'updatedAt' | 'updatedBy'>,
    by: Author,
  ): Promise<Draft> {
    const saved = await drafts.change(name, revision, {
      ...values,
      updatedAt: clock.now(),
      updatedBy: by.name,
    });
    if (saved === null)
      throw new AppError('conflict', `somebody else changed the topic "${name}" meanwhile: read it again`);
    return saved;
  }
  async function note(action: string, name: string, by: Author): Promise<void> {
    await deps.audit.write({ at: clock.now(), actor: by, action, target: `topic:${name}` });
  }
  function unused(name: string, wish: string): void {
    const { experiences } = catalog();
    const users = referencesTo(
      name,
      catalog()
        .current()
        .map(({ definition }) => definition),
      experiences,
    );
    if (users.length > 0)
      throw new AppError(
        'conflict',
        `the topic "${name}" cannot be ${wish}: it is used by ${users.join(', ')}`,
      );
  }

  return {
    detail,
    check: async (yaml) => (await checked(yaml, null)).problems,
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
      const connections = new Set(await deps.connections());
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
              : checkDraft(yaml, one.name, catalog(), connections);
          return describeTopic(one, topic, problems);
        })
        .sort((a, b) => (a.title < b.title ? -1 : 1));
    },
    async create(body, by) {
      const yaml =
        'yaml' in body ? body.yaml : renameTopic(textOf(await know(body.copyOf)), body.name, body.title);
      if (yaml === null)
        throw new AppError('conflict', 'what cannot be read cannot be duplicated: mend it first');
      const name = topicSchema.shape.name.safeParse(readLoosely(yaml).name);
      if (!name.success)
        throw new AppError('invalid', 'the text needs a good "name"', {
          errors: [{ path: 'name', message: name.error.issues[0]?.message ?? 'is missing' }],
        });
      const [draft, versions] = await Promise.all([drafts.get(name.data), topicVersions.textsOf(name.data)]);
      if (draft === null ? versions.length > 0 : !draft.deleted)
        throw new AppError('conflict', `there is a topic "${name.data}" already: choose another name`);
      await change(name.data, draft?.revision ?? 0, { yaml, deleted: false, inactive: false }, by);
      await note('create topic', name.data, by);
      return detail(name.data);
    },
    async save(name, { yaml, revision }, by) {
      const { versions } = await own(name);
      const published = versions.find(({ current }) => current)?.yaml;
      await change(name, revision, { yaml: yaml === published ? null : yaml }, by);
      await note('save topic', name, by);
      return detail(name);
    },
    async publish(name, by) {
      const { draft } = await own(name);
      if (draft === null || draft.yaml === null)
        throw new AppError('conflict', `there is nothing to publish: the topic "${name}" has no changes`);
      await topics.follow();
      const { yaml, revision } = draft;
      const definition = publishable(await checked(yaml, name));
      const at = clock.now();
      const hash = hashTopic(definition);
      const text = { yaml, publishedAt: at, publishedBy: by.name };
      for (let attempt = 0; ; attempt += 1) {
        // Another author may publish at the same time: each gets a version of its own, the later one is current.
        const [latest] = await topicVersions.textsOf(name);
        const version = (latest?.version ?? 0) + 1;
        const fresh = { name, version, hash, definition, source: 'studio', current: true, ...text } as const;
        if (await topicVersions.insert(fresh, at)) break;
        if (attempt === tries)
          throw new AppError('unavailable', 'others publish this topic too; try again', { retryAfter: 1 });
      }
      // What was saved meanwhile stays a draft.
      await drafts.change(name, revision, { yaml: null, inactive: false, updatedAt: at, updatedBy: by.name });
      await topics.changed();
      await note('publish topic', name, by);
      return detail(name);
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
    async rollback(name, version, by) {
      const { versions, draft } = await own(name);
      const old = versions.find((one) => one.version === version);
      if (old === undefined) throw new AppError('not_found', `the topic "${name}" has no version ${version}`);
      await topics.follow();
      publishable(await checked(old.yaml, name));
      await topicVersions.setCurrent(name, version, clock.now());
      if (draft?.inactive === true) await change(name, draft.revision, { inactive: false }, by);
      await topics.changed();
      await note(`roll back topic to version ${version}`, name, by);
      return detail(name);
    },
    async discard(name, by) {
      const { draft, versions } = await own(name);
      if (versions.length === 0)
        throw new AppError('conflict', `the topic "${name}" was never published: delete it instead`);
      if (draft !== null && draft.yaml !== null) await change(name, draft.revision, { yaml: null }, by);
      await note('discard changes of topic', name, by);
      return detail(name);
    },
    async setActive(name, active, by) {
      const { draft, versions } = await know(name);
      if (!versions.some(({ current }) => current))
        throw new AppError('conflict', `the topic "${name}" is not published yet: publish it`);
      if (!active) {
        await topics.follow();
        if (isShipped(versions) && versions.at(-1)?.definition.type === 'setup')
          throw new AppError(
            'conflict',
            'a shipped setup topic is the last resort: publish one of your own for its role instead',
          );
        unused(name, 'switched off');
      }
      await change(name, draft?.revision ?? 0, { inactive: !active }, by);
      await topics.changed();
      await note(active ? 'switch topic on' : 'switch topic off', name, by);
      return detail(name);
    },
    async remove(name, by) {
      const { draft } = await own(name);
      await topics.follow();
      unused(name, 'deleted');
      await change(name, draft?.revision ?? 0, { yaml: null, inactive: false, deleted: true }, by);
      await topicVersions.setCurrent(name, null, clock.now());
      await topics.changed();
      await note('delete topic', name, by);
    },
    async translations(name, language) {
      const { topic } = await checked(textOf(await know(name)), name);
      if (topic === null)
        throw new AppError('conflict', 'only a topic without errors can be translated: mend it first');
      const done = topic.translations[language] ?? {};
      const texts = translatableTexts(topic).map(
        ({ key, text }) => [key, { original: text, text: done[key] ?? null }] as const,
      );
      return { topic: name, language, texts: Object.fromEntries(texts) };
    },
    async translate(name, language, { texts, revision }, by) {
      const tag = languageTag.safeParse(language);
      if (!tag.success) throw new AppError('invalid', `the language ${tag.error.issues[0]?.message}`);
      const yaml = setTranslations(textOf(await own(name)), language, texts);
      if (yaml === null)
        throw new AppError('conflict', 'what cannot be read cannot be translated: mend it first');
      await change(name, revision, { yaml }, by);
      await note('translate topic', name, by);
      return detail(name);
    },
    async test(name, { yaml, dialogue, steps, only }) {
      const text = yaml ?? textOf(await know(name));
      const topic = publishable(await checked(text, null));
      const chosen = chooseDialogues(topic, dialogue, steps, only);
      const played: PlayedDialogue[] = [];
      for (const one of chosen) {
        played.push(await playDialogue(catalog(), topic, one, deps.settings()));
        // Conversations go first.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return played;
    },
  };
}

function chooseDialogues(
  topic: TopicDefinition,
  dialogue: z.infer<typeof testTopicBody>['dialogue'],
  steps: z.infer<typeof testTopicBody>['steps'],
  only: string | undefined,
): TopicDefinition['tests'] {
  if (dialogue !== undefined) return [dialogue];
  if (steps !== undefined) return topicSchema.shape.tests.parse([{ name: 'steps', steps }]);
  const chosen = topic.tests.filter((test) => only === undefined || test.name === only);
  if (only !== undefined && chosen.length === 0)
    throw new AppError('not_found', `the topic "${topic.name}" has no dialogue "${only}"`);
  return chosen;
}

function publishable({ topic, problems }: CheckedDraft): TopicDefinition {
  if (topic !== null) return topic;
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path, line, column, message }) => ({ path, line, column, message }));
  const [first] = errors;
  const where = first === undefined ? '' : `: line ${first.line}: ${first.path} ${first.message}`;
  throw new AppError('invalid', `the topic has ${errors.length} errors${where}`, { errors, status: 422 });
}
