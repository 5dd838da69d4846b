import { useState } from 'preact/hooks';
import type { SavedView } from '../../../contracts/views.ts';
import { saveView } from '../../api/views.ts';
import { Field } from '../../design/Field.tsx';
import { useRecordTexts } from '../../messages/record.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import type { ListState } from './listState.ts';
import { viewBodyOf } from './viewBodyOf.ts';

interface SaveViewDialogProps {
  state: ListState;
  /** Supervisors and admins may let everybody use it. */
  mayShare: boolean;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
}

export function SaveViewDialog({ state, mayShare, onClose, onSaved }: SaveViewDialogProps) {
  const { session } = useWorkspace();
  const { views: texts } = useRecordTexts();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [isDefault, setDefault] = useState(false);
  const submit = async () =>
    onSaved(await saveView(session.api, null, { ...viewBodyOf(state), name, shared, isDefault }));
  return (
    <FormDialog
      title={texts.title}
      lead={texts.hint}
      action={texts.saveNow}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={texts.name}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            required
            maxLength={80}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <label class="check">
        <input
          type="checkbox"
          checked={isDefault}
          onChange={(event) => setDefault(event.currentTarget.checked)}
        />
        {texts.makeStandard}
      </label>
      {mayShare && (
        <label class="check">
          <input
            type="checkbox"
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          {texts.share}
        </label>
      )}
    </FormDialog>
  );
}
