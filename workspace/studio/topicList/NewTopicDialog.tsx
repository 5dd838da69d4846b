import { useState } from 'preact/hooks';
import type { TopicSummary } from '../../../contracts/authoring.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { createTopic } from '../../api/topics.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { newTopicYaml, topicNameFor } from './newTopicYaml.ts';

interface NewTopicDialogProps {
  /** Makes a copy of this one; without it the topic starts from the template. */
  copyOf?: Pick<TopicSummary, 'name' | 'title'>;
  onClose: () => void;
  onMade: (name: string) => void;
}

export function NewTopicDialog({ copyOf, onClose, onMade }: NewTopicDialogProps) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { newTopic } = useAuthoring();
  const [title, setTitle] = useState(copyOf === undefined ? '' : newTopic.copyTitle(copyOf.title));
  const [ownName, setOwnName] = useState<string | null>(copyOf === undefined ? null : `my_${copyOf.name}`);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const name = ownName ?? topicNameFor(title);
  const nameOk = /^[a-z][a-z0-9_]{0,63}$/.test(name);
  const heading = copyOf === undefined ? newTopic.title : newTopic.copyHeading(copyOf.title);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || title.trim() === '' || !nameOk) return;
    setBusy(true);
    setFailure(null);
    try {
      const made = await createTopic(
        session.api,
        copyOf === undefined
          ? { yaml: newTopicYaml(name, title.trim()) }
          : { copyOf: copyOf.name, name, title: title.trim() },
      );
      onMade(made.name);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={heading} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          <div>
            <p class="dialog-title" aria-hidden="true">
              {heading}
            </p>
            <p class="muted small">{copyOf === undefined ? newTopic.lead : newTopic.copyLead}</p>
          </div>
          <Field label={newTopic.titleLabel} hint={newTopic.titleHint}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                name="title"
                autoComplete="off"
                maxLength={80}
                value={title}
                onInput={(event) => setTitle(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field
            label={newTopic.nameLabel}
            hint={newTopic.nameHint}
            error={
              failure !== null
                ? explainFailure(failure, messages)
                : name !== '' && !nameOk
                  ? newTopic.nameWrong
                  : null
            }
          >
            {(ids) => (
              <input
                {...ids}
                class="input mono"
                name="name"
                autoComplete="off"
                maxLength={64}
                value={name}
                onInput={(event) => setOwnName(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button look="primary" type="submit" disabled={title.trim() === '' || !nameOk} aria-disabled={busy}>
            {copyOf === undefined ? newTopic.submit : newTopic.copySubmit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
