import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { InteractionHeader } from '../../../contracts/header.ts';
import type { ShownHeader } from '../../api/interactions.ts';
import { listTables, listTasks, type TaskRef } from '../../api/records.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { DateTime } from '../../design/RelativeTime.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import { formatDuration } from '../../format/duration.ts';
import { useMessages } from '../../messages/language.ts';
import { useSignedIn, useWorkspace } from '../../shell/workspace.ts';
import { mayUse } from '../../signIn/mayUse.ts';
import { RecordForm } from '../RecordForm.tsx';
import type { Conversation } from '../state/deskState.ts';
import { deskHash } from '../state/route.ts';
import { TasksSection, taskButtonId } from '../tasks/TasksSection.tsx';
import { TaskWork } from '../tasks/TaskWork.tsx';
import { EarlierPanel } from './EarlierPanel.tsx';
import { EarlierSection, earlierButtonId } from './EarlierSection.tsx';
import { RequesterCard } from './RequesterCard.tsx';

/** The requester and the record; a task or an earlier interaction takes their place while it is read. */
export function Details({ conversation }: { conversation: Conversation }) {
  const { session } = useWorkspace();
  const { interaction, header, relatedTasks, departed } = conversation;
  const mine = departed === null || departed === 'closed';
  const [open, setOpen] = useState<TaskRef | null>(null);
  const [earlier, setEarlier] = useState<ShownHeader | null>(null);
  /** The button that what is open came from: the focus goes back there. */
  const [left, setLeft] = useState<string | null>(null);
  const tables = useLoaded('tables', (signal) => listTables(session.api, signal)).data?.items ?? [];
  const known = relatedTasks.map(({ table, id, title, state }) => [table, id, title, state].join('/')).join();
  const present = useLoaded(known, async (signal) =>
    mine ? await listTasks(session.api, interaction, signal) : null,
  );
  // Until the records are read as they are now, what the conversation knows of them is shown.
  const current = new Map(present.data?.items.map((task) => [task.id, task]));
  const tasks = relatedTasks.map((task) => current.get(task.id) ?? { ...task, assignedTo: null });

  useEffect(() => {
    if (left !== null) document.getElementById(left)?.focus();
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
              setLeft(taskButtonId(open));
              setOpen(null);
            }}
          />
        )}
      </TaskWork>
    );
  }
  return (
    <>
      {earlier !== null && (
        <EarlierPanel
          header={earlier}
          within={interaction}
          onBack={() => {
            setLeft(earlierButtonId(earlier.number));
            setEarlier(null);
          }}
        />
      )}
      {/* It stays: what was written there, and where the focus comes back to. */}
      <div class="details-main" hidden={earlier !== null}>
        <RequesterCard conversation={conversation} />
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
        <EarlierSection
          header={header}
          onOpen={(one) => {
            setLeft(null);
            setEarlier(one);
          }}
        />
        <Facts header={header} />
      </div>
    </>
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
