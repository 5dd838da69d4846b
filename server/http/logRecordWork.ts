import { AppError } from '../../contracts/errors.ts';
import { inScope } from '../../contracts/scope.ts';
import { isClosed } from '../../contracts/states.ts';
import type { Records } from '../../interactions/records/records.store.ts';
import { isUnrelated } from '../../interactions/records/relatedTasks.ts';
import type { TableDefinition } from '../../interactions/records/tables.ts';
import type { RecordFields } from '../../interactions/turn.ts';
import { actorOf } from '../audited.ts';
import type { ReadableDeps } from './readableInteraction.ts';
import type { UserClaims } from './route.ts';
import { workableInteraction } from './workableInteraction.ts';

interface LogDeps extends ReadableDeps {
  records: Records;
}

/**
 * Logs an agent's look at a record with the interaction they work on (domain D4), once a record. Others who read it beside an
 * interaction that is not theirs leave no trace in it.
 *
 * @throws AppError `not_found` when there is no such interaction.
 */
export async function logRecordView(
  { conversations, interactions, records }: LogDeps,
  interaction: string,
  task: { table: string; id: string },
  user: UserClaims,
): Promise<void> {
  const conversationId = await interactions.idOf(interaction);
  if (conversationId === null || !inScope(user, (await conversations.known(conversationId)).header))
    throw new AppError('not_found', `there is no interaction ${interaction}`);
  const by = actorOf(user);
  await conversations.change(conversationId, async (state) => {
    const { assignedTo, state: now } = state.header;
    if (assignedTo?.id !== by.id || isClosed(now) || !isUnrelated(state, task)) return null;
    const record = await records.snapshot(task.table, task.id);
    if (record === null) return null;
    const { table, id, number, title, state: recordState } = record;
    return {
      cause: { kind: 'agent', action: 'viewed', agent: by },
      events: [{ type: 'record_viewed', table, id, number, title, state: recordState, by }],
      messages: [],
    };
  });
}

/** Changes a record as part of the work on an interaction: the event says so, and the record is written from it. */
export async function logRecordUpdate(
  deps: LogDeps,
  interaction: string,
  table: TableDefinition,
  id: string,
  changes: RecordFields,
  user: UserClaims,
): Promise<void> {
  const { conversations, records } = deps;
  const before = await workableInteraction(deps, interaction, user);
  await conversations.change(before.id, async () => {
    const record = await records.snapshot(table.name, id);
    if (record === null) throw new AppError('not_found', `there is no ${table.name} ${id}`);
    const { number } = record;
    const fields = { ...record.fields, ...changes };
    const title = String(fields[table.titleField] ?? number);
    const state = table.stateField === null ? '' : String(fields[table.stateField] ?? '');
    return {
      cause: { kind: 'agent', action: 'attached', agent: actorOf(user) },
      events: [{ type: 'record_updated', table: table.name, id, number, title, state, changes }],
      messages: [],
    };
  });
  await conversations.settled(before.id);
}
