import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import { listQuery, recordBody } from '../../contracts/http.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import type { Records } from '../../interactions/records.store.ts';
import { tableNamed } from '../../interactions/tables.ts';
import type { RecordFields } from '../../interactions/turn.ts';
import { hasRole, type Routes, type UserClaims } from './route.ts';

export interface RecordDeps {
  records: Records;
  conversations: Conversations;
  interactions: Interactions;
  clock: Clock;
  newId: () => string;
}

const staff = { roles: ['agent', 'supervisor', 'va_admin'] } as const;

/** The tables' records (protocol §2). A record made for an interaction is attached to it in the same turn. */
export function addRecordRoutes(routes: Routes, deps: RecordDeps): void {
  const { records, conversations, interactions, clock, newId } = deps;
  const path = '/tables/:table/records';

  routes.add(
    {
      method: 'get',
      path,
      summary: 'List records',
      access: staff,
      query: listQuery,
      answers: 'Records by number.',
    },
    async ({ params, query }) => ({ body: await records.list(params.table ?? '', query) }),
  );
  routes.add(
    {
      method: 'get',
      path: `${path}/:id`,
      summary: 'One record, by id or number',
      access: staff,
      answers: 'The record.',
    },
    async ({ params }) => {
      const record = await records.get(params.table ?? '', params.id ?? '');
      if (record === null) throw new AppError('not_found', `there is no ${params.table} ${params.id}`);
      return { body: record };
    },
  );
  routes.add(
    {
      method: 'post',
      path,
      summary: 'Create a record, for an interaction if one is named',
      access: staff,
      body: recordBody,
      status: 201,
      answers: 'The new record.',
    },
    async ({ params, body, user }) => {
      const table = params.table ?? '';
      check(table, body.fields, user);
      const number = await records.nextNumber(table);
      const id = newId();
      if (body.interaction === undefined) {
        await records.create({ table, id, number, fields: body.fields }, clock.now());
        return { body: await records.get(table, id) };
      }
      const interactionId = await interactions.idOf(body.interaction);
      if (interactionId === null || user === null)
        throw new AppError('not_found', `there is no interaction ${body.interaction}`);
      const { header } = await conversations.load(interactionId);
      if (header.assignedTo?.id !== user.sub && !hasRole(user, ['supervisor'])) {
        throw new AppError('forbidden', 'only its agent and supervisors may attach to this interaction');
      }
      await conversations.change(interactionId, () => ({
        cause: { kind: 'agent', action: 'attached', agent: { id: user.sub, name: user.name } },
        events: [{ type: 'record_created', table, id, number, fields: body.fields }],
        messages: [],
      }));
      await conversations.settled(interactionId);
      return { body: await records.get(table, id) };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: `${path}/:id`,
      summary: 'Change a record',
      access: staff,
      body: recordBody,
      answers: 'The changed record.',
    },
    async ({ params, body, user }) => {
      const table = params.table ?? '';
      check(table, body.fields, user);
      const record = await records.get(table, params.id ?? '');
      if (record === null) throw new AppError('not_found', `there is no ${table} ${params.id}`);
      await records.update(table, record.id, body.fields, newId(), clock.now());
      return { body: await records.get(table, record.id) };
    },
  );
}

/** Who somebody is decides what an identity opens: only supervisors write people. */
function check(table: string, fields: RecordFields, user: UserClaims | null): void {
  const definition = tableNamed(table);
  if (definition === null) throw new AppError('not_found', `there is no table "${table}"`);
  if (table === 'user' && (user === null || !hasRole(user, ['supervisor']))) {
    throw new AppError('forbidden', 'only supervisors and admins may write people');
  }
  const unknown = Object.keys(fields).filter((field) => !Object.hasOwn(definition.fields, field));
  if (unknown.length === 0) return;
  const errors = unknown.map((field) => ({
    path: `fields.${field}`,
    message: 'the table has no such field',
  }));
  throw new AppError('invalid', `the table "${table}" has no field ${unknown.join(', ')}`, { errors });
}
