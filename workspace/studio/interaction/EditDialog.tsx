import { useState } from 'preact/hooks';
import type { InteractionRecord } from '../../api/interactions.ts';
import { saveInteraction } from '../../api/records.ts';
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
import { FormDialog } from '../../shell/FormDialog.tsx';
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
  const saved = savedValues(record);
  // What an access rule hides from the reader is not the reader's to write.
  const shown = recordFields.filter((name) => record[name === 'workNote' ? 'workNotes' : name] !== undefined);
  const submit = async () => {
    setErrors({});
    try {
      await saveInteraction(session.api, record.number, patchOf(draft, changedFields(draft, saved)));
    } catch (error) {
      setErrors(errorsOf(error));
      throw error;
    }
    onSaved();
  };
  return (
    <FormDialog
      title={edit.title(record.number)}
      action={edit.save}
      disabled={changedFields(draft, saved).length === 0}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
