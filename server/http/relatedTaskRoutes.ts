import { AppError } from '../../contracts/errors.ts';
import { recordDraftQuery, relatedTaskBody } from '../../contracts/http.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import { mostRelatedTasks, taskKey } from '../../interactions/records/relatedTasks.ts';
import { tableNamed } from '../../interactions/records/tables.ts';
import { requireShortDescription } from '../../interactions/requireShortDescription.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { refuseFields } from '../access/refuseFields.ts';
import { actorOf } from '../audited.ts';
import { filledFields } from './filledFields.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { type Routes, staff } from './route.ts';
import { type ShowDeps, showRelatedTasks } from './showRecords.ts';
import { workableInteraction } from './workableInteraction.ts';

export type RelatedTaskDeps = ReadableDeps & ShowDeps & { turns: Turns; masking: () => Masking };

const attachers = { roles: ['agent', 'supervisor'] } as const;

/** The records that belong to an interaction (protocol §2, domain A1, D4). */
export function addRelatedTaskRoutes(routes: Routes, deps: RelatedTaskDeps): void {
  const { conversations, records } = deps;
  const path = '/interactions/:number/related-tasks';
  const shown = async ({ relatedTasks }: ConversationState) => ({
    body: { items: await showRelatedTasks(deps, relatedTasks), nextCursor: null },
  });

  routes.add(
    {
      method: 'get',
      path,
      summary: 'Records of the interaction',
      access: staff,
      answers:
        'The related tasks in the order in which they came, each with its present title, state and assignee.',
    },
    async (call) => shown(await readableInteraction(deps, call.params.number ?? '', call, 'related_tasks')),
  );
  routes.add(
    {
      method: 'get',
      path: `${path}/draft`,
      summary: 'What a record made for the interaction would be filled with',
      access: attachers,
      query: recordDraftQuery,
      answers: '`{fields}`; nothing is written.',
    },
    async ({ params, query, user }) => {
      const table = tableNamed(query.table);
      if (table === null) throw new AppError('not_found', `there is no table "${query.table}"`);
      const caller = { user, requester: null };
      const state = await readableInteraction(deps, params.number ?? '', caller, 'related_tasks');
      return { body: { fields: await filledFields(deps, user, table, state, {}) } };
    },
  );
  routes.add(
    {
      method: 'post',
      path,
      summary: 'Attach a record, by id or number',
      access: attachers,
      body: relatedTaskBody,
      status: 201,
      answers: 'The related tasks, the new one among them; one that is there already stays as it is.',
    },
    async ({ params, body, user }) => {
      const before = await workableInteraction(deps, params.number ?? '', user);
      const { shortDescription } = body;
      refuseFields(deps.access.current(), user, before.header, { shortDescription });
      deps.masking().refuse({ shortDescription });
      const record = await records.snapshot(body.table, body.id);
      if (record === null) throw new AppError('not_found', `there is no ${body.table} ${body.id}`);
      const agent = actorOf(user);
      const { table, id, number, title, state: recordState } = record;
      const { state } = await conversations.change(before.id, ({ header, relatedTasks }) => {
        const described = requireShortDescription(header, body.shortDescription, agent);
        if (relatedTasks.some((task) => taskKey(task) === taskKey(record))) return null;
        if (relatedTasks.length >= mostRelatedTasks)
          throw new AppError('conflict', `an interaction may have at most ${mostRelatedTasks} related tasks`);
        return {
          cause: { kind: 'agent', action: 'attached', agent },
          events: [
            ...described,
            { type: 'record_attached', table, id, number, title, state: recordState, via: 'agent' },
          ],
          messages: [],
        };
      });
      return shown(state);
    },
  );
  routes.add(
    {
      method: 'delete',
      path: `${path}/:table/:id`,
      summary: 'Detach a record that does not belong',
      access: attachers,
      answers: 'The related tasks without it. That it was there stays in the interaction log.',
    },
    async ({ params, user }) => {
      const before = await workableInteraction(deps, params.number ?? '', user);
      const { state } = await conversations.change(before.id, ({ relatedTasks }) => {
        const task = relatedTasks.find(
          ({ table, id, number }) => table === params.table && (id === params.id || number === params.id),
        );
        if (task === undefined)
          throw new AppError('not_found', `${params.table} ${params.id} is not among the related tasks`);
        const { table, id, number, title } = task;
        return {
          cause: { kind: 'agent', action: 'detached', agent: actorOf(user) },
          events: [{ type: 'record_detached', table, id, number, title }],
          messages: [],
        };
      });
      return shown(state);
    },
  );
}
