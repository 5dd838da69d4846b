import type { Insights } from '../../interactions/insights.store.ts';
import { shownInsight } from '../access/shownWords.ts';
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
      const { id, header } = await readableInteraction(deps, call.params.number ?? '', call, 'insights');
      const rules = deps.access.current();
      const items = await deps.insights.of(id);
      return {
        body: { items: items.map((one) => shownInsight(rules, call.user, header, one)), nextCursor: null },
      };
    },
  );
}
