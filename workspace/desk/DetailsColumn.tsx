import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { InteractionHeader } from '../../contracts/header.ts';
import { listTables, listTasks, type TaskRef } from '../api/records.ts';
import { useLoaded } from '../api/useLoaded.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { DateTime } from '../design/RelativeTime.tsx';
import { StateBadge } from '../design/StateBadge.tsx';
import { formatDuration } from '../format/duration.ts';
import { useMessages } from '../messages/language.ts';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { mayUse } from '../signIn/mayUse.ts';
import { useDeskState } from './deskContext.ts';
import { RecordForm } from './RecordForm.tsx';
import type { Conversation } from './state/deskState.ts';
import { deskHash } from './state/route.ts';
import { TasksSection, taskButtonId } from './tasks/TasksSection.tsx';
import { TaskWork } from './tasks/TaskWork.tsx';

/** The right column: the requester, the record's fields, the related tasks. A drawer where there is little room. */
export function DetailsColumn({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { current, conversations } = useDeskState();
  const messages = useMessages();
  const column = useRef<HTMLElement>(null);
  const conversation = current === null ? undefined : conversations[current];
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    column.current?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      // In a dialog it closes the dialog alone.
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open, onClose]);
  if (conversation === undefined) return null;
  return (
    <>
      {open && <div class="scrim" onClick={onClose} aria-hidden="true" />}
      <aside
        class="column details"
        id="details"
        ref={column}
        tabIndex={-1}
        aria-label={messages.details.title}
      >
        <Button class="details-close" look="quiet" icon="close" iconOnly onClick={onClose}>
          {messages.conversation.hideDetails}
        </Button>
        <Details key={conversation.interaction} conversation={conversation} />
      </aside>
    </>
  );
}

/** The record, or one of its tasks in its place. */
function Details({ conversation }: { conversation: Conversation }) {
  const { session } = useWorkspace();
  const { interaction, header, relatedTasks, departed } = conversation;
  const mine = departed === null || departed === 'closed';
  const [open, setOpen] = useState<TaskRef | null>(null);
  const [left, setLeft] = useState<TaskRef | null>(null);
  const tables = useLoaded('tables', (signal) => listTables(session.api, signal)).data?.items ?? [];
  const known = relatedTasks.map(({ table, id, title, state }) => [table, id, title, state].join('/')).join();
  const present = useLoaded(known, async (signal) =>
    mine ? await listTasks(session.api, interaction, signal) : null,
  );
  // Until the records are read as they are now, what the conversation knows of them is shown.
  const current = new Map(present.data?.items.map((task) => [task.id, task]));
  const tasks = relatedTasks.map((task) => current.get(task.id) ?? { ...task, assignedTo: null });

  useEffect(() => {
    if (left !== null) document.getElementById(taskButtonId(left))?.focus();
  }, [left]);
  if (open !== null) {
    return (
      <TaskWork>
        {({ TaskPanel }) => (
          <TaskPanel
            key={`${open.table}/${open.id}`}
            interaction={interaction}
            task={open}
            tables={tables}
            related={relatedTasks.some(({ table, id }) => table === open.table && id === open.id)}
            onChanged={present.reload}
            onBack={() => {
              setLeft(open);
              setOpen(null);
            }}
          />
        )}
      </TaskWork>
    );
  }
  return (
    <>
      <RequesterCard header={header} />
      {mine && <RecordForm header={header} />}
      <TasksSection
        conversation={conversation}
        tasks={tasks}
        tables={tables}
        mine={mine}
        onOpen={(task) => {
          setLeft(null);
          setOpen(task);
        }}
      />
      <Facts header={header} />
    </>
  );
}

function RequesterCard({ header }: { header: InteractionHeader }) {
  const messages = useMessages();
  const { openedFor } = header;
  return (
    <section class="requester" aria-labelledby="requester">
      <h2 class="list-title" id="requester">
        {messages.details.requester}
      </h2>
      <div class="requester-card">
        <Avatar name={openedFor.name} size="large" />
        <div>
          <strong>{openedFor.name}</strong>{' '}
          {openedFor.guest === true && openedFor.name !== messages.guest && <Badge>{messages.guest}</Badge>}
          {openedFor.email !== undefined && (
            <p class="small">
              <a href={`mailto:${openedFor.email}`}>{openedFor.email}</a>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

function Facts({ header }: { header: InteractionHeader }) {
  const messages = useMessages();
  const { user } = useSignedIn();
  const { fields } = messages;
  return (
    <section aria-labelledby="interaction">
      <h2 class="list-title" id="interaction">
        {messages.details.interaction}
      </h2>
      <dl class="pairs">
        <Fact label={fields.number}>
          <span class="mono">{header.number}</span>
        </Fact>
        <Fact label={fields.state}>
          <StateBadge state={header.state} />
        </Fact>
        {header.stateReason !== null && (
          <Fact label={fields.stateReason}>{messages.reasons[header.stateReason]}</Fact>
        )}
        <Fact label={fields.queue}>{header.queue?.name ?? messages.none}</Fact>
        <Fact label={fields.openedAt}>
          <DateTime at={header.openedAt} />
        </Fact>
        <Fact label={fields.waitTime}>
          {header.waitTime === null ? messages.none : formatDuration(header.waitTime)}
        </Fact>
        <Fact label={messages.details.channel}>{header.channel}</Fact>
        <Fact label={messages.details.language}>{header.locale}</Fact>
        {header.topics.length > 0 && <Fact label={fields.topics}>{header.topics.join(', ')}</Fact>}
      </dl>
      {mayUse('studio', user.roles) && (
        <p class="small details-link">
          <a href={`/studio${deskHash(header.number)}`}>{messages.details.openRecord}</a>
        </p>
      )}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="pair">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
