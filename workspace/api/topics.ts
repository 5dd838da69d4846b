import type {
  AuthoringProblem,
  PlayedDialogue,
  TopicDetail,
  TopicSummary,
  TopicVersion,
} from '../../contracts/authoring.ts';
import type { ModelState } from '../../contracts/discovery.ts';
import type { DiscoverAnswer } from '../../contracts/http.ts';
import type { Api } from './createApi.ts';
import { CallFailed } from './problem.ts';

/** A dialogue as it is written: what the schema fills in may be left out. */
export interface DialogueToPlay {
  name: string;
  start?: 'topic' | 'conversation';
  locale?: string;
  channel?: string;
  requester?: { name?: string; guest?: boolean; roles?: string[] };
  context?: Record<string, unknown>;
  agents?: string;
  steps: unknown[];
}

export function listTopics(api: Api, signal?: AbortSignal) {
  return api.json<{ items: TopicSummary[] }>('/topics', { signal });
}

export function readTopic(api: Api, name: string, signal?: AbortSignal) {
  return api.json<TopicDetail>(pathOf(name), { signal });
}

export function createTopic(
  api: Api,
  body: { yaml: string } | { copyOf: string; name: string; title: string },
) {
  return api.json<TopicDetail>('/topics', { method: 'POST', body });
}

/** Fails with `conflict` when somebody saved another draft since `revision`. */
export function saveTopic(api: Api, name: string, body: { yaml: string; revision: number }) {
  return api.json<TopicDetail>(pathOf(name), { method: 'PUT', body });
}

export function checkTopic(api: Api, yaml: string, signal: AbortSignal) {
  return api.json<{ problems: AuthoringProblem[] }>('/topics/check', {
    method: 'POST',
    body: { yaml },
    signal,
  });
}

export function publishTopic(api: Api, name: string) {
  return api.json<TopicDetail>(`${pathOf(name)}/publish`, { method: 'POST', body: {} });
}

/** Discards the unpublished changes ("recover", domain B6). */
export function discardDraft(api: Api, name: string) {
  return api.json<TopicDetail>(`${pathOf(name)}/draft`, { method: 'DELETE' });
}

export function setTopicActive(api: Api, name: string, active: boolean) {
  return api.json<TopicDetail>(`${pathOf(name)}/active`, { method: 'POST', body: { active } });
}

/** Fails with `conflict` and the names of those who refer to it. */
export function deleteTopic(api: Api, name: string) {
  return api.text(pathOf(name), { method: 'DELETE' });
}

export function listVersions(api: Api, name: string, signal: AbortSignal) {
  return api.json<{ items: TopicVersion[] }>(`${pathOf(name)}/versions`, { signal });
}

export function rollbackTopic(api: Api, name: string, version: number) {
  return api.json<TopicDetail>(`${pathOf(name)}/rollback`, { method: 'POST', body: { version } });
}

export function playDialogue(api: Api, name: string, body: { yaml: string; dialogue: DialogueToPlay }) {
  return api.json<{ dialogues: PlayedDialogue[] }>(`${pathOf(name)}/test`, { method: 'POST', body });
}

/** Plays the tests that the text carries; with `only` the one of that name. */
export function playTests(api: Api, name: string, body: { yaml: string; only?: string }) {
  return api.json<{ dialogues: PlayedDialogue[] }>(`${pathOf(name)}/test`, { method: 'POST', body });
}

export function discover(api: Api, text: string, locale?: string) {
  return api.json<DiscoverAnswer>('/topics/discover', {
    method: 'POST',
    body: { text, ...(locale === undefined ? {} : { locale }) },
  });
}

/** The models of the languages in which topics have utterances. */
export async function listDiscoveryModels(api: Api, signal: AbortSignal): Promise<ModelState[]> {
  const { items } = await listTopics(api, signal);
  const languages = [...new Set(items.flatMap((topic) => topic.languages.map(({ language }) => language)))];
  const models = await Promise.all(
    languages.sort().map((language) => readDiscoveryModel(api, language, signal)),
  );
  return models.filter((model) => model !== null);
}

async function readDiscoveryModel(api: Api, language: string, signal: AbortSignal) {
  try {
    return await api.json<ModelState>(`/topics/discovery/${encodeURIComponent(language)}`, { signal });
  } catch (error) {
    // A language may have texts and no utterances: then there is nothing to learn.
    if (error instanceof CallFailed && error.code === 'not_found') return null;
    throw error;
  }
}

function pathOf(name: string): string {
  return `/topics/${encodeURIComponent(name)}`;
}
