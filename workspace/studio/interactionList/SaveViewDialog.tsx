import { useState } from 'preact/hooks';
import type { SavedView } from '../../../contracts/views.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { saveView } from '../../api/views.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
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
  const messages = useMessages();
  const { views: texts } = useRecordTexts();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [isDefault, setDefault] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      onSaved(await saveView(session.api, null, { ...viewBodyOf(state), name, shared, isDefault }));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          <div>
            <p class="dialog-title" aria-hidden="true">
              {texts.title}
            </p>
            <p class="muted small">{texts.hint}</p>
          </div>
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
          {failure !== null && (
            <p class="notice notice-danger" role="alert">
              {explainFailure(failure, messages)}
            </p>
          )}
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button look="primary" type="submit" aria-disabled={busy}>
            {texts.saveNow}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
