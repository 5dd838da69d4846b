import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { useMessages } from '../messages/language.ts';

interface ConfirmDialogProps {
  title: string;
  text: string;
  action: string;
  danger?: boolean;
  error?: string | null;
  children?: ComponentChildren;
  onConfirm: () => Promise<void> | void;
  onClose: () => void;
}

/** A question before something that cannot be undone by itself. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, action, danger, error = null, children, onConfirm, onClose } = props;
  const messages = useMessages();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    await onConfirm();
    setBusy(false);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="dialog-body">
        <div>
          <p class="dialog-title" aria-hidden="true">
            {title}
          </p>
          <p class="muted small">{text}</p>
        </div>
        {error !== null && (
          <p class="notice notice-danger" role="alert">
            {error}
          </p>
        )}
      </div>
      <div class="dialog-foot">
        <Button onClick={onClose}>{messages.actions.cancel}</Button>
        {children}
        <Button look={danger === true ? 'danger' : 'primary'} aria-disabled={busy} onClick={confirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
