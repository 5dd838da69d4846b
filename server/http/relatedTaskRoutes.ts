import { AppError } from '../../contracts/errors.ts';
import { relatedTaskBody } from '../../contracts/http.ts';
import type { Records } from '../../interactions/records.store.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import type { Routes } from './route.ts';

export interface RelatedTaskDeps extends ReadableDeps {
  records: Records;
}

const staff = { roles: ['agent', 'supervisor', 'va_admin'] } as const;

/** The records that belong to an interaction (protocol §2). */
export function addRelatedTaskRoutes(routes: Routes, deps: RelatedTaskDeps): void {
  const { conversations, records } = deps;

  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/related-tasks',
      summary: 'Records attached to the interaction',
      access: staff,
      answers: 'The related tasks in the order in which they came.',
    },
    async (call) => {
      const { relatedTasks } = await readableInteraction(
        deps,
        call.params.number ?? '',
        call,
        'related tasks',
      );
      return { body: { items: relatedTasks, nextCursor: null } };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/related-tasks',
      summary: 'Attach a record',
      access: staff,
      body: relatedTaskBody,
      status: 201,
      answers: 'The related tasks, the new one among them.',
    },
    async (call) => {
      const before = await readableInteraction(deps, call.params.number ?? '', call, 'related tasks');
      const record = await records.snapshot(call.body.table, call.body.id);
      if (record === null) throw new AppError('not_found', `there is no ${call.body.table} ${call.body.id}`);
      if (call.user === null) throw new AppError('unauthorized', 'a token is needed');
      const agent = { id: call.user.sub, name: call.user.name };
      const { table, id, number, title, state: recordState } = record;
      const { state } = await conversations.change(before.id, () => ({
        cause: { kind: 'agent', action: 'attached', agent },
        events: [{ type: 'record_attached', table, id, number, title, state: recordState, via: 'agent' }],
        messages: [],
      }));
      return { body: { items: state.relatedTasks, nextCursor: null } };
    },
  );
}
