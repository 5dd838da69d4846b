import { useState } from 'preact/hooks';
import type { InteractionHeader } from '../../contracts/header.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { saveInteraction } from '../api/records.ts';
import { Button } from '../design/Button.tsx';
import { Field } from '../design/Field.tsx';
import { Icon } from '../design/Icon.tsx';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import {
  changedFields,
  errorsOf,
  patchOf,
  type RecordDraft,
  type RecordField as RecordFieldName,
  recordLimits,
  savedValues,
} from '../record/recordDraft.ts';
import { useWorkspace } from '../shell/workspace.ts';

/** What an agent writes into the interaction's record. It may be empty while open, but is never saved so (domain A2). */
export function RecordForm({ header }: { header: InteractionHeader }) {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const { record } = useDeskTexts();
  const [draft, setDraft] = useState<RecordDraft>({});
  const [errors, setErrors] = useState<RecordDraft>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const saved = savedValues(header);
  const changed = changedFields(draft, saved);

  const save = async (event: Event) => {
    event.preventDefault();
    if (busy || changed.length === 0) return;
    setFailure(null);
    if ((draft.shortDescription ?? saved.shortDescription).trim() === '')
      return setErrors({ shortDescription: record.shortDescriptionMissing });
    setErrors({});
    setBusy(true);
    try {
      await saveInteraction(session.api, header.number, patchOf(draft, changed));
      setDraft({});
      toasts.say(() => record.saved);
    } catch (error) {
      const found = errorsOf(error);
      setErrors(found);
      if (Object.keys(found).length === 0) setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const input = (name: RecordFieldName, label: string, more: Partial<Entry> = {}) => (
    <RecordField
      {...more}
      name={name}
      label={label}
      maxLength={recordLimits[name]}
      value={draft[name] ?? saved[name]}
      error={errors[name] ?? null}
      onInput={(value) => {
        setDraft({ ...draft, [name]: value });
        setErrors({ ...errors, [name]: undefined });
      }}
    />
  );

  return (
    <section aria-labelledby="record-form">
      <h2 class="list-title" id="record-form">
        {record.title}
      </h2>
      <form class="record-form" onSubmit={save} noValidate>
        {failure !== null && (
          <p class="notice notice-danger" role="alert">
            <Icon name="warning" />
            {explainFailure(failure, messages)}
          </p>
        )}
        {input('shortDescription', messages.fields.shortDescription, {
          ...(saved.shortDescription === '' ? { hint: record.shortDescriptionHint } : {}),
        })}
        {input('tags', messages.fields.tags, { placeholder: record.tagsPlaceholder })}
        <div class="record-pair">
          {input('account', messages.fields.account)}
          {input('contact', messages.fields.contact)}
        </div>
        {input('workNote', record.workNote, { placeholder: record.workNotePlaceholder, rows: 2 })}
        {header.workNotes.length > 0 && (
          <details class="record-notes">
            <summary>{record.notes(header.workNotes.length)}</summary>
            <ul>
              {header.workNotes.map((note, at) => (
                <li key={at}>{note}</li>
              ))}
            </ul>
          </details>
        )}
        <div class="record-foot">
          <span class="small muted" role="status">
            {changed.length > 0 && record.unsaved}
          </span>
          <Button small type="submit" look="primary" disabled={changed.length === 0} aria-disabled={busy}>
            {busy ? record.saving : record.save}
          </Button>
        </div>
      </form>
    </section>
  );
}

interface Entry {
  name: RecordFieldName;
  label: string;
  maxLength: number;
  value: string;
  error: string | null;
  onInput: (value: string) => void;
  hint?: string;
  placeholder?: string;
  /** Several lines instead of one. */
  rows?: number;
}

function RecordField({ label, hint, error, rows, onInput, ...own }: Entry) {
  const write = (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value);
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} error={error}>
      {(ids) =>
        rows === undefined ? (
          <input {...ids} {...own} class="input" onInput={write} />
        ) : (
          <textarea {...ids} {...own} class="input" rows={rows} onInput={write} />
        )
      }
    </Field>
  );
}
