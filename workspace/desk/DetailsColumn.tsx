import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { InteractionHeader, RelatedTask } from '../../contracts/header.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Icon } from '../design/Icon.tsx';
import { DateTime, RelativeTime } from '../design/RelativeTime.tsx';
import { StateBadge } from '../design/StateBadge.tsx';
import { formatDuration } from '../format/duration.ts';
import { useMessages } from '../messages/language.ts';
import { useSignedIn } from '../shell/workspace.ts';
import { mayUse } from '../signIn/mayUse.ts';
import { useDeskState } from './deskContext.ts';
import { deskHash } from './state/route.ts';

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
      if (event.key === 'Escape') onClose();
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
        <RequesterCard header={conversation.header} />
        <Facts header={conversation.header} />
        <Tasks tasks={conversation.relatedTasks} />
      </aside>
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
          {header.channelUserProfile !== null && <p class="small muted">{header.channelUserProfile}</p>}
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

function Tasks({ tasks }: { tasks: readonly RelatedTask[] }) {
  const messages = useMessages();
  return (
    <section aria-labelledby="tasks">
      <h2 class="list-title" id="tasks">
        {messages.details.relatedTasks}
        {tasks.length > 0 && <span class="count">{tasks.length}</span>}
      </h2>
      {tasks.length === 0 ? (
        <EmptyState
          small
          icon="ticket"
          title={messages.details.noTasks}
          text={messages.details.noTasksHint}
        />
      ) : (
        <ul class="cards">
          {tasks.map((task) => (
            <li key={`${task.table}/${task.id}`} class="task card">
              <p class="task-head">
                <Icon name="ticket" />
                <span class="small muted">{messages.tables[task.table] ?? task.table}</span>
                <strong class="mono">{task.number}</strong>
                <Badge>{task.state}</Badge>
              </p>
              <p>{task.title}</p>
              <p class="small muted">
                {messages.via[task.via]} · <RelativeTime at={task.at} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
