import { useState } from 'preact/hooks';
import { explainFailure } from '../../api/explainFailure.ts';
import { CallFailed } from '../../api/problem.ts';
import { deleteTopic } from '../../api/topics.ts';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';

interface DeleteTopicDialogProps {
  name: string;
  title: string;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before a topic is deleted; the server refuses while others refer to it, and says who. */
export function DeleteTopicDialog({ name, title, onClose, onDeleted }: DeleteTopicDialogProps) {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const authoring = useAuthoring();
  const [why, setWhy] = useState<string | null>(null);
  const remove = async () => {
    try {
      await deleteTopic(session.api, name);
      toasts.say(() => authoring.deleteTopic.done(title));
      onDeleted();
    } catch (error) {
      const users = error instanceof CallFailed ? error.errors.map(({ message }) => message).join(' ') : '';
      const said = explainFailure(error, messages);
      setWhy(said.includes(users) ? said : `${said} ${users}`);
    }
  };
  return (
    <ConfirmDialog
      title={authoring.deleteTopic.title(title)}
      text={authoring.deleteTopic.text}
      action={authoring.list.delete}
      danger
      error={why}
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
