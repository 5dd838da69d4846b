import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useChat } from './chatContext.ts';

/** Asks before the conversation is ended. Escape means no. */
export function ConfirmEnd({ onClose }: { onClose(): void }): JSX.Element {
  const { conversation, texts } = useChat();
  const busy = useSignal(false);
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  const end = async () => {
    busy.value = true;
    await conversation.end();
    onClose();
  };
  return (
    <div
      class="confirm"
      role="alertdialog"
      aria-labelledby="sb-end-question"
      aria-describedby="sb-end-hint"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <p class="confirm-question" id="sb-end-question">
        {texts.endQuestion}
      </p>
      <p class="hint" id="sb-end-hint">
        {texts.endHint}
      </p>
      <div class="confirm-buttons">
        <button type="button" class="button quiet" ref={no} onClick={onClose}>
          {texts.endNo}
        </button>
        <button type="button" class="button danger" disabled={busy.value} onClick={() => void end()}>
          {texts.endYes}
        </button>
      </div>
    </div>
  );
}
