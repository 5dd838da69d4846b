import { useState } from 'preact/hooks';
import { explainFailure } from '../../api/explainFailure.ts';
import type { InteractionRecord } from '../../api/interactions.ts';
import { saveInteraction } from '../../api/records.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import {
  changedFields,
  errorsOf,
  patchOf,
  type RecordDraft,
  recordFields,
  recordLimits,
  savedValues,
} from '../../record/recordDraft.ts';
import { useWorkspace } from '../../shell/workspace.ts';

interface EditDialogProps {
  record: InteractionRecord;
  onClose: () => void;
  onSaved: () => void;
}

/** What may be changed of a record, also once it is closed: who completed it and when may not (domain A4). */
export function EditDialog({ record, onClose, onSaved }: EditDialogProps) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { edit } = useRecordTexts();
  const [draft, setDraft] = useState<RecordDraft>({});
  const [errors, setErrors] = useState<RecordDraft>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const saved = savedValues(record);
  // What an access rule hides from the reader is not the reader's to write.
  const shown = recordFields.filter((name) => record[name === 'workNote' ? 'workNotes' : name] !== undefined);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      await saveInteraction(session.api, record.number, patchOf(draft, changedFields(draft, saved)));
      onSaved();
    } catch (error) {
      setErrors(errorsOf(error));
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={edit.title(record.number)} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="dialog-body dialog-scroll">
          <p class="dialog-title" aria-hidden="true">
            {edit.title(record.number)}
          </p>
          {shown.map((name) => (
            <Field
              key={name}
              label={name === 'workNote' ? edit.workNote : messages.fields[name]}
              hint={name === 'tags' ? edit.tagsHint : undefined}
              error={errors[name] ?? null}
            >
              {(ids) => (
                <input
                  {...ids}
                  class="input"
                  name={name}
                  required={name === 'shortDescription'}
                  maxLength={recordLimits[name]}
                  value={draft[name] ?? saved[name]}
                  onInput={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <div class="dialog-foot">
          {failure !== null && (
            <p class="notice notice-danger" role="alert">
              {explainFailure(failure, messages)}
            </p>
          )}
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            disabled={changedFields(draft, saved).length === 0}
            aria-disabled={busy}
          >
            {edit.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
