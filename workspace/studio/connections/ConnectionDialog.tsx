import { useState } from 'preact/hooks';
import type { ConnectionView } from '../../../contracts/connections.ts';
import { changeConnection, createConnection } from '../../api/connections.ts';
import { Field } from '../../design/Field.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { type Secret, SecretHeaders } from './SecretHeaders.tsx';

interface ConnectionDialogProps {
  /** null: a new one. */
  connection: ConnectionView | null;
  onClose: () => void;
  onSaved: () => void;
}

interface Draft {
  name: string;
  description: string;
  baseUrl: string;
  timeoutSeconds: number;
  retries: number;
  maxKilobytes: number;
  allowPrivate: boolean;
}

const empty: Draft = {
  name: '',
  description: '',
  baseUrl: 'https://',
  timeoutSeconds: 10,
  retries: 2,
  maxKilobytes: 256,
  allowPrivate: false,
};

const numbers = [
  { key: 'timeoutSeconds', min: 1, max: 60 },
  { key: 'retries', min: 0, max: 5 },
  { key: 'maxKilobytes', min: 1, max: 4_096 },
] as const;

export function ConnectionDialog({ connection, onClose, onSaved }: ConnectionDialogProps) {
  const { session } = useWorkspace();
  const { connections: texts } = useAuthoring();
  const [draft, setDraft] = useState<Draft>(connection ?? empty);
  const [secrets, setSecrets] = useState<Secret[]>([]);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const change = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });
  const submit = async () => {
    const { name, description, baseUrl, timeoutSeconds, retries, maxKilobytes, allowPrivate } = draft;
    const body = { description, baseUrl, timeoutSeconds, retries, maxKilobytes, allowPrivate };
    const written = secrets.filter((each) => each.name !== '' && each.value !== '');
    const secretHeaders = Object.fromEntries(written.map((each) => [each.name, each.value]));
    const gone = Object.fromEntries(removed.map((each) => [each, null]));
    if (connection === null) await createConnection(session.api, { name, ...body, secretHeaders });
    else await changeConnection(session.api, name, { ...body, secretHeaders: { ...gone, ...secretHeaders } });
    onSaved();
  };
  return (
    <FormDialog
      title={connection === null ? texts.create : texts.edit(connection.name)}
      action={texts.save}
      onSubmit={submit}
      onClose={onClose}
    >
      {connection === null && (
        <Field label={texts.name} hint={texts.nameHint}>
          {(ids) => (
            <input
              {...ids}
              class="input mono"
              required
              pattern="[a-z][a-z0-9_]*"
              maxLength={64}
              value={draft.name}
              onInput={(event) => change({ name: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field label={texts.description}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={500}
            value={draft.description}
            onInput={(event) => change({ description: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={texts.baseUrl} hint={texts.baseUrlHint}>
        {(ids) => (
          <input
            {...ids}
            class="input mono"
            type="url"
            required
            value={draft.baseUrl}
            onInput={(event) => change({ baseUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <SecretHeaders
        known={connection?.secretHeaders ?? []}
        removed={removed}
        secrets={secrets}
        onRemove={setRemoved}
        onChange={setSecrets}
      />
      <div class="form-grid form-grid-3">
        {numbers.map(({ key, min, max }) => (
          <Field key={key} label={texts[key]}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                type="number"
                required
                min={min}
                max={max}
                value={draft[key]}
                onInput={(event) => change({ [key]: event.currentTarget.valueAsNumber || 0 })}
              />
            )}
          </Field>
        ))}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.allowPrivate}
          onChange={(event) => change({ allowPrivate: event.currentTarget.checked })}
        />
        {texts.allowPrivate}
      </label>
    </FormDialog>
  );
}
