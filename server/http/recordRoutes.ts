import { AppError } from '../../contracts/errors.ts';
import {
  commentBody,
  type RecordView,
  recordBody,
  recordPatch,
  recordQuery,
  recordsQuery,
  type TableView,
} from '../../contracts/http.ts';
import type { Agents } from '../../handoff/agents.store.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import { checkRecordFields } from '../../interactions/records/checkRecordFields.ts';
import type { Records } from '../../interactions/records/records.store.ts';
import { shippedTables, type TableDefinition, tableNamed } from '../../interactions/records/tables.ts';
import { requireShortDescription } from '../../interactions/requireShortDescription.ts';
import type { RecordFields } from '../../interactions/turn.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { refuseFields } from '../access/refuseFields.ts';
import { actorOf } from '../audited.ts';
import { filledFields } from './filledFields.ts';
import { logRecordUpdate, logRecordView } from './logRecordWork.ts';
import type { ReadableDeps } from './readableInteraction.ts';
import { hasRole, type Routes, staff, type UserClaims } from './route.ts';
import { showRecords } from './showRecords.ts';
import { workableInteraction } from './workableInteraction.ts';

export interface RecordDeps extends ReadableDeps {
  records: Records;
  masking: () => Masking;
  agents: Agents;
  turns: Turns;
  newId: () => string;
}

/**
 * The tables' records (protocol §2). What an agent does with a record while working on an interaction is logged there by
 * itself (domain D4): the call names the interaction.
 */
export function addRecordRoutes(routes: Routes, deps: RecordDeps): void {
  const { records, conversations, clock, newId } = deps;
  const path = '/tables/:table/records';

  const existing = async ({ table, id }: { table?: string; id?: string }): Promise<RecordView> => {
    const record = await records.get(table ?? '', id ?? '');
    if (record === null) throw new AppError('not_found', `there is no ${table} ${id}`);
    return record;
  };
  const shown = async (table: string, id: string) => ({
    body: (await showRecords(deps, [await existing({ table, id })]))[0],
  });

  routes.add(
    {
      method: 'get',
      path: '/tables',
      summary: 'The tables with their fields and states',
      access: staff,
      answers: 'Every table.',
    },
    async () => ({ body: { items: shippedTables.map(tableView), nextCursor: null } }),
  );
  routes.add(
    {
      method: 'get',
      path,
      summary: 'List or find records',
      access: staff,
      query: recordsQuery,
      answers: 'Records in the order of their numbers, without their comments.',
    },
    async ({ params, query, user }) => {
      const assigned_to = query.assigned_to === 'me' ? user.sub : query.assigned_to;
      const page = await records.list(params.table ?? '', { ...query, assigned_to });
      return { body: { ...page, items: await showRecords(deps, page.items) } };
    },
  );
  routes.add(
    {
      method: 'get',
      path: `${path}/:id`,
      summary: 'One record, by id or number; with `interaction` its agent’s look at it is logged there',
      access: staff,
      query: recordQuery,
      answers: 'The record with its comments.',
    },
    async ({ params, query, user }) => {
      const { table, id } = await existing(params);
      if (query.interaction !== undefined) await logRecordView(deps, query.interaction, { table, id }, user);
      return shown(table, id);
    },
  );
  routes.add(
    {
      method: 'post',
      path,
      summary: 'Create a record; for an interaction, what is not given is filled in from it',
      access: staff,
      body: recordBody,
      status: 201,
      answers: 'The new record.',
    },
    async ({ params, body, user }) => {
      const table = await writable(deps, params.table ?? '', body.fields, user);
      deps.masking().refuse({ shortDescription: body.shortDescription });
      const id = newId();
      if (body.interaction === undefined) {
        const number = await records.nextNumber(table.name);
        await records.create({ table: table.name, id, number, fields: body.fields }, clock.now());
        return shown(table.name, id);
      }
      const before = await workableInteraction(deps, body.interaction, user);
      const { shortDescription } = body;
      refuseFields(deps.access.current(), user, before.header, { shortDescription });
      const by = actorOf(user);
      requireShortDescription(before.header, body.shortDescription, by);
      const number = await records.nextNumber(table.name);
      await conversations.change(before.id, async (state) => {
        const described = requireShortDescription(state.header, body.shortDescription, by);
        const header = {
          ...state.header,
          shortDescription: body.shortDescription ?? state.header.shortDescription,
        };
        const fields = await filledFields(deps, user, table, { ...state, header }, body.fields);
        return {
          cause: { kind: 'agent', action: 'attached', agent: by },
          events: [...described, { type: 'record_created', table: table.name, id, number, fields }],
          messages: [],
        };
      });
      await conversations.settled(before.id);
      return shown(table.name, id);
    },
  );
  routes.add(
    {
      method: 'patch',
      path: `${path}/:id`,
      summary: 'Change a record; with `interaction` it is logged there',
      access: staff,
      body: recordPatch,
      answers: 'The changed record.',
    },
    async ({ params, body, user }) => {
      const table = await writable(deps, params.table ?? '', body.fields, user);
      const { id } = await existing(params);
      if (body.interaction === undefined)
        await records.update(table.name, id, body.fields, newId(), clock.now());
      else await logRecordUpdate(deps, body.interaction, table, id, body.fields, user);
      return shown(table.name, id);
    },
  );
  routes.add(
    {
      method: 'post',
      path: `${path}/:id/comments`,
      summary: 'Say something on a record: a public comment or a work note',
      access: staff,
      body: commentBody,
      status: 201,
      answers: 'The record with its comments; the same `id` again adds nothing.',
    },
    async ({ params, body, user }) => {
      const { table, id } = await existing(params);
      deps.masking().refuse({ text: body.text });
      const at = clock.now();
      const by = actorOf(user);
      const done = await records.comment(table, id, { ...body, at: at.toISOString(), by }, at);
      if (done === 'full') throw new AppError('conflict', 'this record has as many comments as it may have');
      if (done === 'taken') throw new AppError('conflict', 'this id was used for another comment');
      return shown(table, id);
    },
  );
}

function tableView({ name, label, prefix, titleField, states, fields }: TableDefinition): TableView {
  return { name, label, prefix, titleField, states, fields };
}

/**
 * The table, if the caller may write these fields to it. Who somebody is decides what an identity opens: only supervisors
 * write people.
 *
 * @throws AppError `not_found`, `forbidden`, `invalid` with the paths of what does not fit.
 */
async function writable(
  { agents, masking }: RecordDeps,
  name: string,
  fields: RecordFields,
  user: UserClaims,
): Promise<TableDefinition> {
  const table = tableNamed(name);
  if (table === null) throw new AppError('not_found', `there is no table "${name}"`);
  if (name === 'user' && !hasRole(user, ['supervisor']))
    throw new AppError('forbidden', 'only supervisors and admins may write people');
  // A person's own address is what the field is for.
  const { email: _, ...others } = fields;
  masking().refuse(inFields(name === 'user' ? others : fields));
  const errors = checkRecordFields(table, fields);
  const { assigned_to } = fields;
  if (assigned_to !== undefined && assigned_to !== null && (await agents.get(String(assigned_to))) === null)
    errors.push({ path: 'fields.assigned_to', message: 'must be the id of an agent' });
  if (errors.length === 0) return table;
  const said = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new AppError('invalid', `does not fit the table "${name}": ${said}`, { errors });
}

function inFields(fields: RecordFields): RecordFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`fields.${name}`, value]));
}
