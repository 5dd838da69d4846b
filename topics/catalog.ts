import type { Experience } from '../contracts/authoring.ts';
import type { TopicDefinition, TopicElement } from '../contracts/topic.ts';
import type { SetupRole } from '../interactions/turn.ts';
import type { DialogContext, TopicValue } from './dialog.ts';
import { baseOf, languagesOf } from './discovery/lesson.ts';
import type { DiscoveryModels } from './discovery/models.ts';
import type { Ranking } from './discovery/rank.ts';
import { createServedRanking } from './discovery/servedRanking.ts';
import { createExpressions, type Expressions } from './expressions/expressions.ts';
import { buildScope, type TopicVariables, topicVariables } from './expressions/scope.ts';
import { localise, translationsFor } from './translations.ts';

/** One immutable version of a topic as it is kept (design §6). */
export interface StoredTopicVersion {
  name: string;
  version: number;
  /** Of the definition; equal hashes are equal topics. */
  hash: string;
  definition: TopicDefinition;
  source: 'file' | 'studio';
  /** The version that new conversations get. */
  current: boolean;
}

/** A version made ready to run. */
export interface CatalogTopic extends StoredTopicVersion {
  variables: TopicVariables;
  element(id: string): TopicElement | null;
  /** The element after this one in the list; null at the end. */
  following(id: string): string | null;
  /** The same version with its texts in the language of a locale, each falling back by itself (`de-AT`, `de`, its own). */
  inLanguage(locale: string): CatalogTopic;
}

/** Whose eyes the topics are seen with. */
export interface CatalogView {
  context: DialogContext;
  vaContext: Record<string, TopicValue>;
  now: Date;
}

export interface Catalog {
  /** The version asked for, or the current one. A running conversation stays on its version, also when it was retired. */
  get(name: string, version?: number): CatalogTopic | null;
  /** The current setup topic of a role; an author's own goes before the shipped one. */
  setup(role: SetupRole): CatalogTopic | null;
  /** All current versions, by title. */
  current(): readonly CatalogTopic[];
  /** At most six (domain B2). */
  promoted(view: CatalogView): CatalogTopic[];
  visible(view: CatalogView): CatalogTopic[];
  discoverable(view: CatalogView): CatalogTopic[];
  /** The ordinary topic of this name, if it is open to this requester here; listed or not. */
  open(name: string, view: CatalogView): CatalogTopic | null;
  /** The topics' likeness to a text, for the language of the locale. */
  ranking(locale: string): Ranking;
  /** The chat experiences (domain B2). */
  readonly experiences: readonly Experience[];
  /** A condition on the conversation alone; one that fails counts as false. */
  holds(condition: string, view: CatalogView): boolean;
  readonly expressions: Expressions;
  /** The catalog in which these are current, for trying drafts out: each takes its name, and its role if it has one. */
  with(drafts: readonly TopicDefinition[]): Catalog;
}

const mostPromoted = 6;

/** An immutable catalog; publishing makes a new one. */
export function createCatalog(
  versions: readonly StoredTopicVersion[],
  experiences: readonly Experience[] = [],
  models: Pick<DiscoveryModels, 'serving'> | null = null,
): Catalog {
  const all = new Map(versions.map((version) => [key(version.name, version.version), prepare(version)]));
  const current = [...all.values()]
    .filter((topic) => topic.current)
    .sort((a, b) => compare(a.definition.title, b.definition.title) || compare(a.name, b.name));
  const byName = new Map(current.map((topic) => [topic.name, topic]));
  const expressions = createExpressions();
  const found = current.map(({ definition }) => definition).filter(isDiscoverable);
  const languages = new Set(languagesOf(found));
  const rankings = new Map<string, Ranking>();

  const placed = new Set(experiences.flatMap(({ setup }) => Object.values(setup)));

  const holds = (condition: string, { context, vaContext, now }: CatalogView): boolean => {
    try {
      return expressions.holds(condition, buildScope(context, now, vaContext));
    } catch {
      // A page that sends other values than the author thought of must not take all topics away.
      return false;
    }
  };
  /** TD1: the condition holds, a role and the channel fit. */
  const open = ({ definition }: CatalogTopic, view: CatalogView): boolean => {
    const { context } = view;
    const { roles, channels, condition } = definition;
    if (channels.length > 0 && !channels.includes(context.channel)) return false;
    const own = context.requester.roles ?? [];
    if (roles.length > 0 && !roles.some((role) => role === 'public' || own.includes(role))) return false;
    return condition === undefined || holds(condition, view);
  };
  const ordinary = ({ definition }: CatalogTopic) => definition.type === 'topic';

  return {
    get: (name, version) => (version === undefined ? byName.get(name) : all.get(key(name, version))) ?? null,
    setup: (role) => {
      const candidates = current.filter(({ definition }) => definition.role === role);
      // An author's own that a chat experience names is for that experience alone.
      const own = candidates.find(({ source, name }) => source === 'studio' && !placed.has(name));
      return own ?? candidates.find(({ source }) => source === 'file') ?? candidates[0] ?? null;
    },
    current: () => current,
    promoted: (view) =>
      current
        .filter((topic) => ordinary(topic) && topic.definition.promoted && open(topic, view))
        .slice(0, mostPromoted),
    visible: (view) =>
      current.filter((topic) => ordinary(topic) && topic.definition.visible && open(topic, view)),
    discoverable: (view) => current.filter((topic) => isDiscoverable(topic.definition) && open(topic, view)),
    open(name, view) {
      const topic = byName.get(name);
      return topic !== undefined && ordinary(topic) && open(topic, view) ? topic : null;
    },
    ranking(locale) {
      const wanted = baseOf(locale);
      // A language that no topic has words in is discovered as English: rankings are made for those that exist alone.
      const language = languages.has(wanted) ? wanted : 'en';
      const known = rankings.get(language);
      if (known !== undefined) return known;
      const fresh = createServedRanking(found, language, models);
      rankings.set(language, fresh);
      return fresh;
    },
    experiences,
    holds,
    expressions,
    with(drafts) {
      const names = new Set(drafts.map(({ name }) => name));
      const roles = new Set(drafts.flatMap(({ role }) => role ?? []));
      const kept = current.filter(
        ({ name, definition: { role } }) => !names.has(name) && (role === undefined || !roles.has(role)),
      );
      const fresh = drafts.map((definition): StoredTopicVersion => {
        const version = (byName.get(definition.name)?.version ?? 0) + 1;
        return { name: definition.name, version, hash: '', definition, source: 'studio', current: true };
      });
      return createCatalog([...kept, ...fresh], experiences, models);
    },
  };
}

/** What a requester's words may lead to: no blocks, no setup topics (those have commands). */
export function isDiscoverable({ type, discoverable }: TopicDefinition): boolean {
  return discoverable && (type === 'topic' || type === 'small_talk');
}

function prepare(version: StoredTopicVersion): CatalogTopic {
  const { definition } = version;
  const { elements } = definition;
  const places = new Map(
    elements.map((element, index) => [element.id, { element, next: elements[index + 1]?.id }]),
  );
  const localised = new Map<string, CatalogTopic>();
  const topic: CatalogTopic = {
    ...version,
    variables: topicVariables(definition),
    element: (id) => places.get(id)?.element ?? null,
    following: (id) => places.get(id)?.next ?? null,
    inLanguage(locale) {
      // By the translations that are read, so that made-up locales do not fill the memory.
      const languages = translationsFor(definition, locale).join();
      if (languages === '') return topic;
      const known = localised.get(languages);
      if (known !== undefined) return known;
      const fresh = prepare({ ...version, definition: localise(definition, locale) });
      fresh.inLanguage = topic.inLanguage;
      localised.set(languages, fresh);
      return fresh;
    },
  };
  return topic;
}

function key(name: string, version: number): string {
  return `${name}@${version}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
