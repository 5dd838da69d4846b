import { useState } from 'preact/hooks';
import type { InteractionHeader } from '../../../contracts/header.ts';
import type { TableView } from '../../../contracts/http.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { CallFailed } from '../../api/problem.ts';
import { createRecord, draftRecord, type FieldValues, type TaskRef } from '../../api/records.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { Icon } from '../../design/Icon.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useDeskTexts } from '../../messages/desk.ts';
import { useMessages } from '../../messages/language.ts';
import { useSignedIn, useWorkspace } from '../../shell/workspace.ts';

interface CreateTaskDialogProps {
  header: InteractionHeader;
  table: TableView;
  onClose: () => void;
  onCreated: (task: TaskRef) => void;
}

const texts = ['short_description', 'category', 'contact', 'account', 'description'] as const;

/** A task made from the conversation: its fields are filled in from it, and may be changed before it is made. */
export function CreateTaskDialog({ header, table, onClose, onCreated }: CreateTaskDialogProps) {
  const { session, toasts } = useWorkspace();
  const { user } = useSignedIn();
  const messages = useMessages();
  const { tasks, fields: labels, record } = useDeskTexts();
  const draft = useLoaded(table.name, (signal) =>
    draftRecord(session.api, header.number, table.name, signal),
  );
  const [edited, setEdited] = useState<FieldValues>({});
  const [toMe, setToMe] = useState(true);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const label = messages.tables[table.name] ?? table.label;
  const title = tasks.createTitle(label);
  const values: FieldValues = { ...draft.data?.fields, ...edited };
  const shortDescription = String(values.short_description ?? '').trim();

  const create = async (event: Event) => {
    event.preventDefault();
    if (busy || draft.data === null) return;
    if (shortDescription === '') return setErrors({ short_description: record.shortDescriptionMissing });
    setBusy(true);
    setFailure(null);
    setErrors({});
    try {
      const made = await createRecord(session.api, table.name, {
        fields: { ...edited, short_description: shortDescription, assigned_to: toMe ? user.id : null },
        interaction: header.number,
        // What the task is about is what the interaction is about, as long as nobody said otherwise.
        ...(header.shortDescription === '' ? { shortDescription: shortDescription.slice(0, 160) } : {}),
      });
      toasts.say(() => tasks.created(made.number));
      onClose();
      onCreated({ table: made.table, id: made.id });
    } catch (error) {
      const found = fieldErrors(error);
      setErrors(found);
      if (Object.keys(found).length === 0) setFailure(error);
      setBusy(false);
    }
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={create} noValidate>
        <div class="dialog-body">
          <div>
            <p class="dialog-title" aria-hidden="true">
              {title}
            </p>
            <p class="small muted">{tasks.filledIn}</p>
          </div>
          {failure !== null && (
            <p class="notice notice-danger" role="alert">
              <Icon name="warning" />
              {explainFailure(failure, messages)}
            </p>
          )}
          {draft.failure !== null && (
            <LoadFailed why={explainFailure(draft.failure, messages)} onRetry={draft.reload} />
          )}
          {draft.data === null && draft.loading && <Loading />}
          {draft.data !== null && (
            <>
              {texts
                .filter((field) => table.fields[field] !== undefined)
                .map((field) => (
                  <Field
                    key={field}
                    label={labels[field] ?? table.fields[field] ?? field}
                    error={errors[field] ?? null}
                  >
                    {(ids) => {
                      const own = {
                        ...ids,
                        class: 'input',
                        name: field,
                        value: String(values[field] ?? ''),
                        onInput: (event: { currentTarget: { value: string } }) => {
                          setEdited({ ...edited, [field]: event.currentTarget.value });
                          setErrors({});
                        },
                      };
                      return field === 'description' ? (
                        <textarea {...own} rows={4} maxLength={8_000} />
                      ) : (
                        <input {...own} maxLength={254} required={field === 'short_description'} />
                      );
                    }}
                  </Field>
                ))}
              {table.fields.priority !== undefined && (
                <SelectField
                  label={labels.priority ?? ''}
                  value={String(values.priority ?? '')}
                  none={tasks.notAPriority}
                  choices={Object.entries(tasks.priorities).map(([value, name]) => ({ value, label: name }))}
                  onChoose={(value) =>
                    setEdited({ ...edited, priority: value === '' ? null : Number(value) })
                  }
                />
              )}
              <label class="check">
                <input type="checkbox" checked={toMe} onChange={() => setToMe(!toMe)} />
                {tasks.assignToMe}
              </label>
            </>
          )}
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button look="primary" type="submit" disabled={draft.data === null} aria-disabled={busy}>
            {busy ? tasks.creating : tasks.createNow(label)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** By field; the interaction's short description is asked for as the task's. */
function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof CallFailed)) return {};
  return Object.fromEntries(
    error.errors.flatMap(({ path, message }) => {
      const field = path === 'shortDescription' ? 'short_description' : path.replace(/^fields\./, '');
      return texts.some((name) => name === field) ? [[field, message]] : [];
    }),
  );
}
