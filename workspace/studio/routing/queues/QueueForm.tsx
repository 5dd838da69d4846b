import { useState } from 'preact/hooks';
import type { Queue } from '../../../../contracts/handoff.ts';
import { explainFailure } from '../../../api/explainFailure.ts';
import { changeOne, createOne, type RoutingLists } from '../../../api/routing.ts';
import { Button } from '../../../design/Button.tsx';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { useWorkspace } from '../../../shell/workspace.ts';
import { ConfirmDialog } from '../../ConfirmDialog.tsx';
import { formatRoute } from '../../route.ts';
import { useLeaveGuard } from '../../useLeaveGuard.ts';
import { changedOf } from '../changedOf.ts';
import { FieldErrorsBox } from '../FieldErrorsBox.tsx';
import { useFieldErrors } from '../fieldErrors.ts';
import { QueueBasics } from './QueueBasics.tsx';
import { QueuePeople } from './QueuePeople.tsx';
import { QueueSurvey } from './QueueSurvey.tsx';
import { QueueTexts } from './QueueTexts.tsx';
import { QueueWaiting } from './QueueWaiting.tsx';
import { emptyQueue, type QueueDraft } from './queueDraft.ts';

/** What a queue's form offers to choose from. */
export interface QueueChoices {
  queues: RoutingLists['queues'][];
  schedules: RoutingLists['schedules'][];
  rules: RoutingLists['assignment-rules'][];
  agents: RoutingLists['agents'][];
  /** Names and titles of published topics. */
  topics: { value: string; label: string }[];
}

const list = formatRoute({ page: 'routing', section: 'queues' });

/** All that a queue says, in one form that is saved as one. */
export function QueueForm({ queue, choices }: { queue: Queue | null; choices: QueueChoices }) {
  const { window, session, toasts } = useWorkspace();
  const messages = useMessages();
  const texts = useRouting();
  const { queues } = texts;
  const [before] = useState<QueueDraft>(() => withoutId(queue));
  const [draft, setDraft] = useState(before);
  const [errors, guarded] = useFieldErrors();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const changes = changedOf(before, draft);
  const leaving = useLeaveGuard(Object.keys(changes).length > 0, () => false);
  const change = (changed: Partial<QueueDraft>) => setDraft((now) => ({ ...now, ...changed }));
  const save = async () => {
    if (queue === null) await createOne(session.api, 'queues', draft);
    else await changeOne(session.api, 'queues', queue.id, changes);
    leaving.free();
    window.location.hash = list;
    toasts.say(() => texts.saved);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    await guarded(save).catch(setFailure);
    setBusy(false);
  };
  const part = { draft, change };
  const title = queue === null ? queues.create : texts.edit(queue.name);
  return (
    <form class="queue-form" aria-label={title} onSubmit={submit}>
      <div class="routing-head">
        <div>
          <h2>{title}</h2>
          {queue !== null && <p class="muted small">{queues.id(queue.id)}</p>}
        </div>
        <a class="btn btn-quiet" href={list}>
          {texts.toQueues}
        </a>
      </div>
      <FieldErrorsBox errors={errors}>
        <QueueBasics {...part} schedules={choices.schedules} wasDefault={queue?.isDefault === true} />
        <QueuePeople
          {...part}
          rules={choices.rules}
          listed={choices.agents.filter((agent) => queue !== null && agent.queues.includes(queue.id))}
        />
        <QueueWaiting
          {...part}
          queues={choices.queues.filter(({ id }) => id !== queue?.id)}
          topics={choices.topics}
        />
        <QueueTexts {...part} />
        <QueueSurvey {...part} />
      </FieldErrorsBox>
      <div class="queue-foot card">
        {failure !== null && (
          <p class="notice notice-danger" role="alert">
            {explainFailure(failure, messages)}
          </p>
        )}
        <a class="btn btn-secondary" href={list}>
          {messages.actions.cancel}
        </a>
        <Button look="primary" type="submit" aria-disabled={busy}>
          {texts.save}
        </Button>
      </div>
      {leaving.to !== null && (
        <ConfirmDialog
          title={texts.leaveTitle}
          text={texts.leaveText}
          action={texts.leave}
          onConfirm={leaving.go}
          onClose={leaving.stay}
        />
      )}
    </form>
  );
}

function withoutId(queue: Queue | null): QueueDraft {
  if (queue === null) return emptyQueue;
  const { id: _, ...fields } = queue;
  return fields;
}
