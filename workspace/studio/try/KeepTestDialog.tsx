import { useState } from 'preact/hooks';
import type { PlayedDialogue } from '../../../contracts/authoring.ts';
import type { DialogueToPlay } from '../../api/topics.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import type { TopicWork } from '../topic/useTopic.ts';

interface KeepTestDialogProps {
  work: TopicWork;
  dialogue: DialogueToPlay;
  played: PlayedDialogue;
  onClose: () => void;
}

/** Makes the run one of the topic's own tests; it is in the text then, and saved with it. */
export function KeepTestDialog({ work, dialogue, played, onClose }: KeepTestDialogProps) {
  const { toasts } = useWorkspace();
  const messages = useMessages();
  const { tryOut } = useAuthoring();
  const [name, setName] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const { keepDialogue } = await import('./keepDialogue.ts');
    work.edit(keepDialogue(work.text, { ...dialogue, name: name.trim() }, played));
    toasts.say(() => tryOut.kept(name.trim()));
    onClose();
  };
  return (
    <Dialog title={tryOut.keepTitle} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          <div>
            <p class="dialog-title" aria-hidden="true">
              {tryOut.keepTitle}
            </p>
            <p class="muted small">{tryOut.keepText}</p>
          </div>
          <Field label={tryOut.keepName} hint={tryOut.keepHint}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                maxLength={120}
                autoComplete="off"
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button look="primary" type="submit" disabled={name.trim() === ''}>
            {tryOut.keep}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
