import { useState } from 'preact/hooks';
import type { PersonRef } from '../../../contracts/header.ts';
import type { Erasure } from '../../../contracts/privacy.ts';
import { erasePerson } from '../../api/privacy.ts';
import { Field } from '../../design/Field.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useWorkspace } from '../../shell/workspace.ts';

interface EraseDialogProps {
  person: PersonRef;
  onClose: () => void;
  onAsked: (erasure: Erasure) => void;
}

/** What cannot be taken back is asked for with its reason, which the audit keeps. */
export function EraseDialog({ person, onClose, onAsked }: EraseDialogProps) {
  const { session } = useWorkspace();
  const { person: texts } = useAdmin().privacy;
  const [reason, setReason] = useState('');
  const submit = async () => onAsked(await erasePerson(session.api, person.id, reason.trim()));
  return (
    <FormDialog
      title={texts.eraseTitle(person.name)}
      lead={texts.eraseText}
      action={texts.eraseNow}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
