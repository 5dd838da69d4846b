import { useState } from 'preact/hooks';
import { Field } from '../../design/Field.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';

interface DeclineDialogProps {
  name: string;
  onClose: () => void;
  onDecline: (reason: string) => Promise<void>;
}

/** Asks in free words where the house has no list of reasons. */
export function DeclineDialog({ name, onClose, onDecline }: DeclineDialogProps) {
  const { decline } = useInboxTexts();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={decline.title}
      lead={decline.lead(name)}
      action={decline.decline}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onSubmit={() => onDecline(reason.trim())}
    >
      <Field label={decline.reason} hint={decline.reasonHint}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={200}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
