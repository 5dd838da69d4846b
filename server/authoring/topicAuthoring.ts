import type { z } from 'zod';
import type {
  AuthoringProblem,
  createTopicBody,
  PlayedDialogue,
  TopicDetail,
  TopicSummary,
  TopicVersion,
  testTopicBody,
} from '../../contracts/authoring.ts';
import type { Clock } from '../../contracts/clock.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { Queues } from '../../handoff/routing/queues.store.ts';
import type { Drafts } from '../../topics/drafts.store.ts';
import type { TopicVersions } from '../../topics/topicVersions.store.ts';
import type { Audit } from '../audit.store.ts';
import type { TopicService } from '../topicService.ts';
import { createTopicChanges } from './changeTopic.ts';
import { draftTopic } from './draftTopic.ts';
import { publishTopic } from './publishTopic.ts';
import { createTopicReader } from './readTopic.ts';
import { testTopic } from './testTopic.ts';

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
  queues: Pick<Queues, 'all'>;
}

export function createTopicAuthoring(deps: TopicAuthoringDeps): TopicAuthoring {
  const reader = createTopicReader(deps);
  const changes = createTopicChanges(deps);
  return {
    list: reader.list,
    detail: reader.detail,
    versions: reader.versions,
    check: async (yaml) => (await reader.checked(yaml, null)).problems,
    ...draftTopic(deps, reader, changes),
    ...publishTopic(deps, reader, changes),
    test: testTopic(deps, reader),
  };
}
