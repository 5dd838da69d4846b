import { useEffect, useRef, useState } from 'preact/hooks';
import type { RecordView, TableView } from '../../../contracts/http.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { changeRecord, detachTask, type FieldValues, readRecord, type TaskRef } from '../../api/records.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useDeskTexts } from '../../messages/desk.ts';
import { useMessages } from '../../messages/language.ts';
import { useSignedIn, useWorkspace } from '../../shell/workspace.ts';
import { TaskComments } from './TaskComments.tsx';

interface TaskPanelProps {
  interaction: string;
  task: TaskRef;
  tables: readonly TableView[];
  /** It is among the related tasks of the interaction. */
  related: boolean;
  onBack: () => void;
  /** The record is not what it was: lists that show it load again. */
  onChanged: () => void;
}

/** One task beside the conversation: its fields, its state, who does it, and what was said on it. */
export function TaskPanel({ interaction, task, tables, related, onBack, onChanged }: TaskPanelProps) {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const { tasks: texts } = useDeskTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  const loaded = useLoaded(`${task.table}/${task.id}`, (signal) =>
    readRecord(session.api, task, interaction, signal),
  );
  const [newer, setNewer] = useState<RecordView | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const record = newer ?? loaded.data;
  useEffect(() => heading.current?.focus(), []);

  /** Does one thing at a time; answers whether it went well. */
  const act = async (job: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    try {
      await job();
      onChanged();
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const change = (fields: FieldValues) =>
    act(async () => setNewer(await changeRecord(session.api, task, fields, interaction)));
  const detach = async (number: string) => {
    if (!(await act(() => detachTask(session.api, interaction, task)))) return;
    toasts.say(() => texts.detached(number));
    onBack();
  };

  return (
    <section class="task-panel" aria-labelledby="task-panel" aria-busy={busy}>
      <Button look="quiet" small class="task-back" icon="chevronLeft" onClick={onBack}>
        {texts.backToDetails}
      </Button>
      <h2 class="task-panel-title" id="task-panel" ref={heading} tabIndex={-1}>
        <span class="small muted">{messages.tables[task.table] ?? task.table}</span>{' '}
        <span class="mono">{record?.number ?? ''}</span>
      </h2>
      {loaded.failure !== null && record === null && (
        <LoadFailed why={explainFailure(loaded.failure, messages)} onRetry={loaded.reload} />
      )}
      {record === null && loaded.loading && <Loading />}
      {record !== null && (
        <>
          {failure !== null && (
            <p class="notice notice-danger" role="alert">
              <Icon name="warning" />
              {explainFailure(failure, messages)}
            </p>
          )}
          <RecordFacts
            record={record}
            table={tables.find(({ name }) => name === task.table)}
            busy={busy}
            onChange={change}
          />
          <TaskComments task={task} record={record} onAdded={setNewer} />
          {related && (
            <Button look="quiet" small class="task-detach" icon="close" onClick={() => detach(record.number)}>
              {texts.detach}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

interface RecordFactsProps {
  record: RecordView;
  table: TableView | undefined;
  busy: boolean;
  onChange: (fields: FieldValues) => Promise<boolean>;
}

/** Shown apart from the pairs below them. */
const apart = new Set(['state', 'assigned_to', 'opened_for', 'description']);

function RecordFacts({ record, table, busy, onChange }: RecordFactsProps) {
  const { user } = useSignedIn();
  const { guest } = useMessages();
  const { tasks: texts, states, fields: labels } = useDeskTexts();
  // A guest's id says nothing to people.
  const personOf = (id: unknown) => (String(id).startsWith('guest:') ? guest : String(id));
  const { fields, assignedTo, openedFor } = record;
  const title = String(fields[table?.titleField ?? 'short_description'] ?? '');
  const state = String(fields.state ?? '');
  const known = table?.states ?? [];
  const labelOf = (field: string) => labels[field] ?? table?.fields[field] ?? field;
  const pairs = Object.entries(fields).filter(
    ([field, value]) =>
      value !== null && value !== '' && !apart.has(field) && field !== (table?.titleField ?? ''),
  );
  return (
    <>
      <p class="task-panel-text">{title}</p>
      {known.length > 0 && (
        <SelectField
          label={texts.state}
          value={state}
          // A state from before the table had states is shown still.
          choices={[...new Set([...known, state])].map((value) => ({ value, label: states[value] ?? value }))}
          onChoose={(value) => onChange({ state: value })}
        />
      )}
      {table?.fields.assigned_to !== undefined && (
        <div class="task-assignee">
          <span>
            <span class="label">{labelOf('assigned_to')}</span>
            <span>{assignedTo?.name ?? String(fields.assigned_to ?? texts.unassigned)}</span>
          </span>
          {assignedTo?.id === user.id ? (
            <Button small aria-disabled={busy} onClick={() => onChange({ assigned_to: null })}>
              {texts.takeOff}
            </Button>
          ) : (
            <Button small aria-disabled={busy} onClick={() => onChange({ assigned_to: user.id })}>
              {texts.assignToMe}
            </Button>
          )}
        </div>
      )}
      <dl class="pairs">
        {fields.opened_for !== undefined && fields.opened_for !== null && (
          <Pair label={labelOf('opened_for')} value={openedFor?.name ?? personOf(fields.opened_for)} />
        )}
        {pairs.map(([field, value]) => (
          <Pair key={field} label={labelOf(field)} value={String(value)} />
        ))}
        <div class="pair">
          <dt>{texts.updated}</dt>
          <dd>
            <DateTime at={record.updatedAt} />
          </dd>
        </div>
      </dl>
      {typeof fields.description === 'string' && fields.description !== '' && (
        <div>
          <h3 class="label">{labelOf('description')}</h3>
          <p class="task-description">{fields.description}</p>
        </div>
      )}
    </>
  );
}

function Pair({ label, value }: { label: string; value: string }) {
  return (
    <div class="pair">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
