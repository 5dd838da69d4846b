import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useChat } from './chatContext.ts';
import { Survey } from './Survey.tsx';

/** Takes the place of the message field when the conversation is over. */
export function EndCard({ onTranscript }: { onTranscript(): void }): JSX.Element {
  const { conversation, texts, focusComposer } = useChat();
  const thanks = useRef<HTMLParagraphElement>(null);
  /** The conversation whose survey was answered here. */
  const answered = useSignal<string | undefined>(undefined);
  const id = conversation.session.value?.conversationId;
  const thanked = id !== undefined && answered.value === id;
  // What had the focus is gone with the form.
  useLayoutEffect(() => {
    if (thanked) thanks.current?.focus();
  }, [thanked]);
  const { stateReason, survey } = conversation.change.value ?? {};
  const asks = survey !== undefined && !thanked;
  const starting = conversation.link.value.state === 'connecting';
  return (
    <div class="end-card">
      <p role="status">{stateReason ? texts.endings[stateReason] : texts.ended}</p>
      {thanked ? (
        <p ref={thanks} class="survey-thanks" tabIndex={-1}>
          {texts.surveyThanks}
        </p>
      ) : null}
      {asks ? (
        <Survey
          {...survey}
          onAnswered={() => {
            answered.value = id;
          }}
        />
      ) : null}
      <button
        type="button"
        class={`button start-new${asks ? ' quiet' : ''}`}
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
