import { z } from 'zod';
import type { Handoff } from '../../handoff/handoff.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import type { Routes } from './route.ts';

export interface DestinationDeps extends ReadableDeps {
  handoff: Handoff;
}

const destinationsQuery = z.object({ interaction: z.string().min(1).max(64) });

/** `/destinations` (protocol §2): where a conversation could go (domain A4, destination hints). */
export function addDestinationRoutes(routes: Routes, deps: DestinationDeps): void {
  routes.add(
    {
      method: 'get',
      path: '/destinations',
      summary: 'Where an interaction could be passed on to',
      access: { roles: ['agent', 'supervisor'] },
      query: destinationsQuery,
      answers: 'Queues with what waits there, and agents with why one of them cannot be asked.',
    },
    async (call) => {
      const { header } = await readableInteraction(deps, call.query.interaction, call, 'record');
      return { body: await deps.handoff.live.destinations(header, call.user) };
    },
  );
}
