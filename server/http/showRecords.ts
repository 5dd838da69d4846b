import type { NameRef, RelatedTask } from '../../contracts/header.ts';
import type { RecordView, RelatedTaskView } from '../../contracts/http.ts';
import type { Agents } from '../../handoff/agents.store.ts';
import type { RecordSnapshot } from '../../interactions/records/record.ts';
import type { Records } from '../../interactions/records/records.store.ts';
import { taskKey } from '../../interactions/records/relatedTasks.ts';
import type { RecordValue } from '../../interactions/turn.ts';

export interface ShowDeps {
  records: Records;
  agents: Agents;
}

/** Records with the names of whom their ids mean: one read of the agents and one of the people, however many they are. */
export async function showRecords(
  { records, agents }: ShowDeps,
  views: readonly RecordView[],
): Promise<RecordView[]> {
  const [assignees, people] = await Promise.all([
    agentNames(agents, views),
    records.byIds(idsIn(views, 'opened_for')),
  ]);
  const persons = new Map(
    people
      .filter(({ table }) => table === 'user')
      .map(({ id, title }): [string, NameRef] => [id, { id, name: title }]),
  );
  return views.map((view) => ({
    ...view,
    assignedTo: refOf(assignees, view.fields.assigned_to),
    openedFor: refOf(persons, view.fields.opened_for),
  }));
}

/** The related tasks of an interaction as they are now: title, state and assignee come from the records, in one read. */
export async function showRelatedTasks(
  { records, agents }: ShowDeps,
  tasks: readonly RelatedTask[],
): Promise<RelatedTaskView[]> {
  const found = await records.byIds(tasks.map(({ id }) => id));
  const present = new Map(found.map((record): [string, RecordSnapshot] => [taskKey(record), record]));
  const assignees = await agentNames(agents, found);
  return tasks.map((task) => {
    const record = present.get(taskKey(task));
    if (record === undefined) return { ...task, assignedTo: null, gone: true };
    const { title, state, fields } = record;
    return { ...task, title, state, assignedTo: refOf(assignees, fields.assigned_to) };
  });
}

type HasFields = Pick<RecordView, 'fields'>;

async function agentNames(
  agents: Agents,
  records: readonly HasFields[],
): Promise<ReadonlyMap<string, NameRef>> {
  const found = await agents.byIds(idsIn(records, 'assigned_to'));
  return new Map(found.map(({ id, name }) => [id, { id, name }]));
}

function idsIn(records: readonly HasFields[], field: string): string[] {
  const ids = records.map(({ fields }) => fields[field]).filter((id) => typeof id === 'string' && id !== '');
  return [...new Set(ids.map(String))];
}

function refOf(names: ReadonlyMap<string, NameRef>, id: RecordValue | undefined): NameRef | null {
  return names.get(String(id ?? '')) ?? null;
}
