import { useState } from 'preact/hooks';
import type { InteractionHeader } from '../../../contracts/header.ts';
import type { RecordView, RelatedTaskView, TableView } from '../../../contracts/http.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { attachTask, findRecords } from '../../api/records.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { Icon } from '../../design/Icon.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useDeskTexts } from '../../messages/desk.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { RecordState } from './RecordState.tsx';
import { useSettled } from './useSettled.ts';

interface AttachTaskDialogProps {
  header: InteractionHeader;
  related: readonly RelatedTaskView[];
  tables: readonly TableView[];
  onClose: () => void;
}

/** Finds a task by its number or words of its title and relates it. */
export function AttachTaskDialog({ header, related, tables, onClose }: AttachTaskDialogProps) {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const { tasks: texts, record: recordTexts } = useDeskTexts();
  const [table, setTable] = useState(tables[0]?.name ?? '');
  const [text, setText] = useState('');
  const [described, setDescribed] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const asked = useSettled(text.trim());
  const found = useLoaded(`${table} ${asked}`, (signal) => findRecords(session.api, table, asked, signal));
  const needsDescription = header.shortDescription === '';
  const records = found.data?.items.filter((record) => record.table === table) ?? [];

  const attach = async (record: RecordView) => {
    if (busy) return;
    if (needsDescription && described.trim() === '') return setProblem(recordTexts.shortDescriptionMissing);
    setBusy(true);
    setFailure(null);
    try {
      await attachTask(session.api, header.number, {
        table: record.table,
        id: record.id,
        ...(needsDescription ? { shortDescription: described.trim() } : {}),
      });
      toasts.say(() => texts.attached(record.number));
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <Dialog title={texts.attachTitle} onClose={onClose}>
      <div class="dialog-body">
        <p class="dialog-title" aria-hidden="true">
          {texts.attachTitle}
        </p>
        {(failure ?? found.failure) !== null && (
          <p class="notice notice-danger" role="alert">
            <Icon name="warning" />
            {explainFailure(failure ?? found.failure, messages)}
          </p>
        )}
        {needsDescription && (
          <Field label={texts.interactionDescription} hint={texts.interactionDescriptionHint} error={problem}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                maxLength={160}
                required
                value={described}
                onInput={(event) => {
                  setDescribed(event.currentTarget.value);
                  setProblem(null);
                }}
              />
            )}
          </Field>
        )}
        <div class="find">
          <SelectField
            label={texts.table}
            value={table}
            choices={tables.map(({ name, label }) => ({
              value: name,
              label: messages.tables[name] ?? label,
            }))}
            onChoose={setTable}
          />
          <Field label={texts.search}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                type="search"
                maxLength={200}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <p class="small muted" role="status">
          {found.loading ? texts.searching : texts.found(records.length)}
        </p>
        {records.length > 0 && (
          <ul class="found">
            {records.map((record) => (
              <Found
                key={record.id}
                record={record}
                related={related.some(({ id }) => id === record.id)}
                busy={busy}
                onAttach={() => attach(record)}
              />
            ))}
          </ul>
        )}
      </div>
      <div class="dialog-foot">
        <Button onClick={onClose}>{messages.actions.cancel}</Button>
      </div>
    </Dialog>
  );
}

interface FoundProps {
  record: RecordView;
  related: boolean;
  busy: boolean;
  onAttach: () => void;
}

function Found({ record, related, busy, onAttach }: FoundProps) {
  const { tasks: texts } = useDeskTexts();
  return (
    <li>
      <span class="found-text">
        <span class="task-head">
          <strong class="mono">{record.number}</strong>
          <RecordState state={String(record.fields.state ?? '')} />
        </span>
        <span>{String(record.fields.short_description ?? '')}</span>
      </span>
      {related ? (
        <span class="small muted">{texts.related}</span>
      ) : (
        <Button
          small
          icon="link"
          aria-disabled={busy}
          aria-label={texts.attachNumber(record.number)}
          onClick={onAttach}
        >
          {texts.attach}
        </Button>
      )}
    </li>
  );
}
