import { useState } from 'preact/hooks';
import type { PersonRef } from '../../../contracts/header.ts';
import type { Erasure } from '../../../contracts/privacy.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { erasePerson } from '../../api/privacy.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';

interface EraseDialogProps {
  person: PersonRef;
  onClose: () => void;
  onAsked: (erasure: Erasure) => void;
}

/** What cannot be taken back is asked for with its reason, which the audit keeps. */
export function EraseDialog({ person, onClose, onAsked }: EraseDialogProps) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { person: texts } = useAdmin().privacy;
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      onAsked(await erasePerson(session.api, person.id, reason.trim()));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  const heading = texts.eraseTitle(person.name);
  return (
    <Dialog title={heading} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          <div>
            <p class="dialog-title" aria-hidden="true">
              {heading}
            </p>
            <p class="muted small">{texts.eraseText}</p>
          </div>
          <Field label={texts.reason} hint={texts.reasonHint}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                required
                maxLength={1_000}
                value={reason}
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </Field>
          {failure !== null && (
            <p class="notice notice-danger" role="alert">
              {explainFailure(failure, messages)}
            </p>
          )}
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button look="danger" type="submit" aria-disabled={busy}>
            {texts.eraseNow}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
