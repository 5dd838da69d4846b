import { useRef, useState } from 'preact/hooks';
import type { RelatedTaskView, TableView } from '../../../contracts/http.ts';
import type { TaskRef } from '../../api/records.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Menu } from '../../design/Menu.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import { useDeskTexts } from '../../messages/desk.ts';
import { useMessages } from '../../messages/language.ts';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import type { Conversation } from '../state/deskState.ts';
import { RecordState } from './RecordState.tsx';
import { TaskWork } from './TaskWork.tsx';

interface TasksSectionProps {
  conversation: Conversation;
  tasks: readonly RelatedTaskView[];
  tables: readonly TableView[];
  /** The agent has the conversation, or ended it. */
  mine: boolean;
  onOpen: (task: TaskRef) => void;
}

/** What a person works on is a task; people and articles are looked up, not created from a conversation. */
export const taskTables = ['incident', 'case', 'request'] as const;

/** The related tasks as they are now, and the ways to more of them. */
export function TasksSection({ conversation, tasks, tables, mine, onOpen }: TasksSectionProps) {
  const messages = useMessages();
  const texts = useDeskTexts().tasks;
  const [creating, setCreating] = useState<TableView | null>(null);
  const [attaching, setAttaching] = useState(false);
  const actions = useRef<HTMLSpanElement>(null);
  useShortcut('task', mine ? () => actions.current?.querySelector('button')?.click() : null);
  const kinds = tables.filter(({ name }) => taskTables.some((table) => table === name));
  const labelOf = (table: string) => messages.tables[table] ?? table;
  return (
    <section aria-labelledby="tasks">
      <div class="tasks-head">
        <h2 class="list-title" id="tasks">
          {messages.details.relatedTasks}
          {tasks.length > 0 && <span class="count">{tasks.length}</span>}
        </h2>
        {mine && (
          <span class="tasks-actions" ref={actions}>
            <Menu
              label={texts.createMenu}
              align="end"
              buttonClass="btn btn-quiet btn-small"
              disabled={kinds.length === 0}
              choices={kinds.map(({ name }) => ({ value: name, content: labelOf(name) }))}
              onChoose={(name) => setCreating(kinds.find((table) => table.name === name) ?? null)}
            >
              <Icon name="plus" />
              {texts.create}
            </Menu>
            <Button small look="quiet" icon="link" onClick={() => setAttaching(true)}>
              {texts.attach}
            </Button>
          </span>
        )}
      </div>
      {tasks.length === 0 ? (
        <EmptyState small icon="ticket" title={texts.none} text={texts.noneHint} />
      ) : (
        <ul class="cards">
          {tasks.map((task) => (
            <li key={`${task.table}/${task.id}`}>
              <TaskCard task={task} label={labelOf(task.table)} mine={mine} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      {creating !== null && (
        <TaskWork>
          {({ CreateTaskDialog }) => (
            <CreateTaskDialog
              header={conversation.header}
              table={creating}
              onClose={() => setCreating(null)}
              onCreated={onOpen}
            />
          )}
        </TaskWork>
      )}
      {attaching && (
        <TaskWork>
          {({ AttachTaskDialog }) => (
            <AttachTaskDialog
              header={conversation.header}
              related={tasks}
              tables={kinds}
              onClose={() => setAttaching(false)}
            />
          )}
        </TaskWork>
      )}
    </section>
  );
}

interface TaskCardProps {
  task: RelatedTaskView;
  label: string;
  mine: boolean;
  onOpen: (task: TaskRef) => void;
}

function TaskCard({ task, label, mine, onOpen }: TaskCardProps) {
  const messages = useMessages();
  const texts = useDeskTexts().tasks;
  const { number, title, via, by, at, gone, assignedTo } = task;
  const how = by === undefined ? messages.via[via] : texts.by(messages.via[via], by.name);
  const openable = mine && gone !== true;
  return (
    <article class={`task card${openable ? ' task-open' : ''}`}>
      <p class="task-head">
        <Icon name="ticket" />
        <span class="small muted">{label}</span>
        <strong class="mono">{number}</strong>
        <RecordState state={task.state} />
      </p>
      {openable ? (
        <button
          type="button"
          class="task-title"
          id={taskButtonId(task)}
          aria-label={texts.open(number, title)}
          onClick={() => onOpen(task)}
        >
          {title}
        </button>
      ) : (
        <p class="task-title">{title}</p>
      )}
      <p class="small">
        {gone === true
          ? texts.gone
          : assignedTo === null
            ? texts.unassigned
            : texts.assignedTo(assignedTo.name)}
      </p>
      <p class="small muted">
        {how} · <RelativeTime at={at} />
      </p>
    </article>
  );
}

/** Where the focus goes back to when the task is closed. */
export function taskButtonId({ table, id }: TaskRef): string {
  return `task-${table}-${id}`;
}
