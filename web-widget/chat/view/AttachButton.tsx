import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { openWish } from '../conversation/openWish.ts';
import { useChat } from './chatContext.ts';
import { Icon } from './Icon.tsx';

/** Opens the file dialog; while a file is asked for, it offers the kinds that fit. */
export function AttachButton({
  class: name,
  label,
}: {
  class: string;
  /** The words on the button; without them it has its drawing alone. */
  label?: string;
}): JSX.Element {
  const { conversation, texts, takeFiles } = useChat();
  // Kept, or some browsers forget it while its dialog is open.
  const input = useRef<HTMLInputElement | null>(null);
  const choose = () => {
    const wish = openWish(conversation.messages.peek());
    const dialog = document.createElement('input');
    dialog.type = 'file';
    dialog.multiple = wish?.multiple ?? true;
    dialog.accept = wish?.accept.join(',') ?? '';
    dialog.onchange = () => takeFiles(Array.from(dialog.files ?? []));
    input.current = dialog;
    dialog.click();
  };
  return (
    <button
      type="button"
      class={name}
      aria-label={label === undefined ? texts.attach : undefined}
      title={label === undefined ? texts.attach : undefined}
      disabled={conversation.link.value.state !== 'online'}
      onClick={choose}
    >
      <Icon name="clip" />
      {label}
    </button>
  );
}
