import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { useMessages } from '../messages/language.ts';

interface FormDialogProps {
  title: string;
  /** Under the title. */
  lead?: string;
  /** What the button that sends the form says. */
  action: string;
  danger?: boolean;
  wide?: boolean;
  /** The form is not ready to be sent. */
  disabled?: boolean;
  /** What fails here is said in the dialog, which then stays open. */
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ComponentChildren;
}

/** A form in a dialog that is sent once at a time and says why it was refused. */
export function FormDialog(props: FormDialogProps) {
  const { title, lead, action, danger, wide, disabled, onSubmit, onClose, children } = props;
  const messages = useMessages();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || disabled === true) return;
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose} {...(wide === undefined ? {} : { wide })}>
      <form onSubmit={submit}>
        <div class="dialog-body dialog-scroll">
          <div>
            <p class="dialog-title" aria-hidden="true">
              {title}
            </p>
            {lead !== undefined && <p class="muted small">{lead}</p>}
          </div>
          {children}
        </div>
        <div class="dialog-foot">
          {failure !== null && (
            <p class="notice notice-danger" role="alert">
              {explainFailure(failure, messages)}
            </p>
          )}
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button
            look={danger === true ? 'danger' : 'primary'}
            type="submit"
            disabled={disabled}
            aria-disabled={busy}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
