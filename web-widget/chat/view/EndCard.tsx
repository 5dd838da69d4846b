import type { JSX } from 'preact';
import { useChat } from './chatContext.ts';

/** Takes the place of the message field when the conversation is over. */
export function EndCard({ onTranscript }: { onTranscript(): void }): JSX.Element {
  const { conversation, texts, focusComposer } = useChat();
  const reason = conversation.change.value?.stateReason;
  const starting = conversation.link.value.state === 'connecting';
  return (
    <div class="end-card">
      <p role="status">{reason ? texts.endings[reason] : texts.ended}</p>
      <button
        type="button"
        class="button start-new"
        disabled={starting}
        onClick={() => {
          conversation.startNew();
          requestAnimationFrame(focusComposer);
        }}
      >
        {starting ? texts.connecting : texts.startNew}
      </button>
      <button type="button" class="button quiet" onClick={onTranscript}>
        {texts.transcript}
      </button>
    </div>
  );
}
