import type { JSX } from 'preact';
import type { UploadWish } from '../../../../contracts/messages.ts';
import { AttachButton } from '../AttachButton.tsx';
import { useChat } from '../chatContext.ts';

/** Where a file is asked for: a button for it, and how large it may be. */
export function UploadPrompt({ wish }: { wish: UploadWish }): JSX.Element {
  const { texts, formats } = useChat();
  return (
    <div class="upload-prompt">
      <AttachButton class="button small" label={wish.multiple ? texts.chooseFiles : texts.chooseFile} />
      <p class="hint">{texts.dropHint(formats.bytes(wish.maxBytes))}</p>
    </div>
  );
}
