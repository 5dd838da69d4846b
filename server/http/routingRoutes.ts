import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import { scopesMeet } from '../../contracts/scope.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { hiddenFields } from '../access/shownHeader.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { hasRole, type Routes, staff, supervisors } from './route.ts';

export interface RoutingDeps extends ReadableDeps {
  handoff: Handoff;
}

/** What the router did and why, and what agents are and were (domain D1, D2; protocol §2). */
export function addRoutingRoutes(routes: Routes, deps: RoutingDeps): void {
  const { handoff } = deps;
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/routing',
      summary: 'The decision log',
      access: staff,
      answers:
        'What the router did with the interaction, with the candidates that the caller may know of and the reason for or against each, and as `now` what it would decide this moment (null: it does not wait).',
    },
    async (call) => {
      const { id, header } = await readableInteraction(deps, call.params.number ?? '', call, 'logs');
      const hidden = hiddenFields(deps.access.current(), call.user, header);
      const hides = { queue: hidden.includes('queue'), agents: hidden.includes('assignedTo') };
      const supervises = hasRole(call.user, ['supervisor']);
      return { body: await handoff.routing(id, { sees: call.user, supervises, hides }) };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/agents/:id/presence',
      summary: 'What an agent is and was',
      access: supervisors,
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
      answers: 'The presence now and those before, the latest first, with reasons and times.',
    },
    async ({ params, query, user }) => {
      const agent = await handoff.agent(params.id ?? '');
      if (agent === null || (agent.scope !== undefined && !scopesMeet(user, agent.scope)))
        throw new AppError('not_found', 'there is no such agent');
      const stretches = await handoff.presenceHistory(agent.id, query.limit);
      return {
        body: {
          items: stretches.map(({ from, to, ...what }) => ({
            ...what,
            from: from.toISOString(),
            to: to?.toISOString() ?? null,
          })),
        },
      };
    },
  );
}
