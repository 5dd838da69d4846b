import type { Clock } from '../../contracts/clock.ts';
import { type DiscoverAnswer, discoverBody } from '../../contracts/http.ts';
import type { Settings } from '../../contracts/settings.ts';
import { decide } from '../../topics/discover.ts';
import type { TopicService } from '../topicService.ts';
import type { Routes } from './route.ts';

export interface TopicRouteDeps {
  topics: TopicService;
  clock: Clock;
  settings: () => Settings;
}

/** `GET /topics`, `POST /topics/discover` (protocol §2). */
export function addTopicRoutes(routes: Routes, { topics, clock, settings }: TopicRouteDeps): void {
  const access = { roles: ['va_admin'] } as const;
  routes.add(
    {
      method: 'get',
      path: '/topics',
      summary: 'All topics',
      access,
      answers: 'The current version of every topic, by title.',
    },
    async () => ({
      body: {
        items: topics
          .catalog()
          .current()
          .map(({ name, version, source, definition }) => ({
            name,
            version,
            source,
            title: definition.title,
            type: definition.type,
            role: definition.role ?? null,
            category: definition.category ?? null,
            promoted: definition.promoted,
            discoverable: definition.discoverable,
            utterances: Object.values(definition.utterances).reduce((sum, list) => sum + list.length, 0),
          })),
        nextCursor: null,
      },
    }),
  );
  routes.add(
    {
      method: 'post',
      path: '/topics/discover',
      summary: 'What discovery makes of a text',
      access,
      body: discoverBody,
      answers: 'match, choose or none, with the candidates and their scores.',
    },
    async ({ body }) => {
      const catalog = topics.catalog();
      const view = { context: topics.anybody(body.locale ?? 'en'), vaContext: {}, now: clock.now() };
      const open = new Set(catalog.discoverable(view).map(({ name }) => name));
      const ranked = catalog
        .ranking(view.context.locale)
        .rank(body.text, settings().discovery.keywords)
        .filter(({ topic }) => open.has(topic));
      const { outcome, candidates } = decide(ranked, settings().discovery);
      const answer: DiscoverAnswer = {
        outcome,
        candidates: candidates.map(({ topic, score, by }) => ({ topic, score, by })),
      };
      return { body: answer };
    },
  );
}
