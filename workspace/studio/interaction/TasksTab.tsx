import type { RelatedTask } from '../../../contracts/header.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { readRelatedTasks } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** The records that came to the interaction, and how. */
export function TasksTab({ number }: { number: string }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { tasks } = useStudioTexts();
  const { data, failure, reload } = useLoaded(number, (signal) =>
    readRelatedTasks(session.api, number, signal),
  );
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (data === null) return <Loading />;
  if (data.items.length === 0) return <EmptyState icon="ticket" title={tasks.empty} text={tasks.emptyHint} />;
  const columns: Column<RelatedTask>[] = [
    {
      key: 'number',
      title: tasks.number,
      cell: (task) => <strong class="mono">{task.number}</strong>,
    },
    { key: 'table', title: tasks.table, cell: (task) => messages.tables[task.table] ?? task.table },
    { key: 'title', title: tasks.title, cell: (task) => task.title },
    { key: 'state', title: tasks.state, cell: (task) => <Badge>{task.state}</Badge> },
    { key: 'via', title: tasks.via, cell: (task) => messages.via[task.via] },
    { key: 'at', title: tasks.at, cell: (task) => <DateTime at={task.at} /> },
  ];
  return (
    <Table
      caption={tasks.caption}
      columns={columns}
      rows={data.items}
      keyOf={(task) => `${task.table}/${task.id}`}
    />
  );
}
