import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import { type DiscoverAnswer, discoverBody } from '../../contracts/http.ts';
import { discover } from '../../topics/discover.ts';
import type { DiscoveryModels } from '../../topics/discovery/models.ts';
import type { TopicService } from '../topicService.ts';
import { authors as access, type Routes } from './route.ts';

export interface DiscoveryRouteDeps {
  topics: TopicService;
  models: DiscoveryModels;
  clock: Clock;
}

/** `/topics/discover`, `/topics/discovery/:locale` (protocol §2): trying discovery out, and what its models know. */
export function addDiscoveryRoutes(routes: Routes, { topics, models, clock }: DiscoveryRouteDeps): void {
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
      const view = { context: topics.anybody(body.locale ?? 'en'), vaContext: {}, now: clock.now() };
      const { outcome, candidates } = discover(topics.catalog(), view, body.text);
      const answer: DiscoverAnswer = {
        outcome,
        candidates: candidates.map(({ topic, score, by }) => ({ topic, score, by })),
      };
      return { body: answer };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/topics/discovery/:locale',
      summary: 'How well discovery knows the topics of a language',
      access,
      answers:
        'The state of the model and what its training found out: accuracy, rejection, what is mistaken for what.',
    },
    async ({ params }) => {
      const language = (params.locale ?? '').toLowerCase().split('-')[0];
      const model = models.states().find((one) => one.language === language);
      if (model === undefined) throw new AppError('not_found', `no topic has utterances in "${language}"`);
      return { body: model };
    },
  );
}
