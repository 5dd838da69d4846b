import { z } from 'zod';
import type { DeskOptions } from '../../contracts/handoff.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { presenceStatesOf } from '../../handoff/presenceStates.ts';
import type { HandoffDefinitions } from '../../handoff/routing/definitions.store.ts';
import type { Queues } from '../../handoff/routing/queues.store.ts';
import type { Catalog } from '../../topics/catalog.ts';
import type { Routes } from './route.ts';

export interface DeskDeps {
  handoff: Handoff;
  definitions: HandoffDefinitions;
  queues: Queues;
  settings: () => Settings;
  topics: { catalog(): Pick<Catalog, 'current'> };
}

const deskQuery = z.object({ locale: z.string().max(35).default('en') });

/** `GET /desk`: what the desk of the agent who asks offers to choose from. */
export function addDeskRoutes(routes: Routes, deps: DeskDeps): void {
  const { handoff, definitions, settings, topics } = deps;
  routes.add(
    {
      method: 'get',
      path: '/desk',
      summary: 'What the desk offers',
      access: { roles: ['agent', 'supervisor'] },
      query: deskQuery,
      answers:
        'Presence states that the agent may choose, reasons, wrap-up codes, topics that agents may start (titles in `locale`), the agent’s queues, response templates for the agent’s queues.',
    },
    async ({ user, query }) => {
      const { queues: mine = [], groups = [] } = (await handoff.agent(user.sub)) ?? {};
      const { handoff: router, presence, wrapUp } = settings();
      const body: DeskOptions = {
        presences: presenceStatesOf({ presence })
          .filter((state) => state.groups.length === 0 || state.groups.some((one) => groups.includes(one)))
          .map(({ name, label, available }) => ({ name, label, available })),
        presenceReasons: presence.reasons,
        rejectReasons: router.rejectReasons.map(({ name }) => name),
        wrapUpCodes: wrapUp.codes,
        topics: topics
          .catalog()
          .current()
          .filter(({ definition }) => definition.agents_may_start)
          .map((topic) => {
            const { name, title, description } = topic.inLanguage(query.locale).definition;
            return { name, title, description: description ?? '' };
          }),
        responses: (await definitions.responses.all())
          .filter(
            (one) => one.active && (one.queues.length === 0 || one.queues.some((id) => mine.includes(id))),
          )
          .map(({ id, shortcut, title, text }) => ({ id, shortcut, title, text })),
        queues: (await deps.queues.all())
          .filter(({ id }) => mine.includes(id))
          .map(({ id, name }) => ({ id, name })),
      };
      return { body };
    },
  );
}
