import { Button } from '../../design/Button.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';

interface LeaveDialogProps {
  title: string;
  onStay: () => void;
  onDiscard: () => void;
  onSave: () => Promise<void>;
}

export function LeaveDialog({ title, onStay, onDiscard, onSave }: LeaveDialogProps) {
  const { topic } = useAuthoring();
  return (
    <ConfirmDialog
      title={topic.leaveTitle}
      text={topic.leaveText(title)}
      action={topic.leaveSave}
      onConfirm={onSave}
      onClose={onStay}
    >
      <Button onClick={onDiscard}>{topic.leaveDiscard}</Button>
    </ConfirmDialog>
  );
}
