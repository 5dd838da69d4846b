import type { Insights } from '../../interactions/insights.store.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { type Routes, staff } from './route.ts';

/** The Interaction Insights of one interaction (domain A1). */
export function addInsightRoutes(routes: Routes, deps: ReadableDeps & { insights: Insights }): void {
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/insights',
      summary: 'The insights of an interaction',
      access: staff,
      answers: 'What was measured over each part that is over: the Virtual Agent part, each live part.',
    },
    async (call) => {
      const { id } = await readableInteraction(deps, call.params.number ?? '', call, 'insights');
      return { body: { items: await deps.insights.of(id), nextCursor: null } };
    },
  );
}
