import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useChat } from './chatContext.ts';

const scores = [1, 2, 3, 4, 5] as const;
/** As the server takes it (contracts/sockets.ts). */
const longestComment = 2_000;

/** What the queue asks once a person was there: one of five, and a few words if they are wanted. */
export function Survey({
  question,
  comment,
  onAnswered,
}: {
  question: string;
  comment: boolean;
  onAnswered(): void;
}): JSX.Element {
  const { conversation, texts } = useChat();
  const score = useSignal(0);
  const words = useSignal('');
  const state = useSignal<'asking' | 'sending' | 'failed'>('asking');
  const send = async (event: Event) => {
    event.preventDefault();
    state.value = 'sending';
    const said = words.value.trim();
    const done = await conversation.answerSurvey({
      score: score.value,
      ...(said === '' ? {} : { comment: said }),
    });
    if (done) onAnswered();
    else state.value = 'failed';
  };
  return (
    <form class="survey" aria-label={texts.survey} onSubmit={(event) => void send(event)}>
      <fieldset>
        <legend>{question}</legend>
        <div class="scores">
          {scores.map((value) => (
            <label key={value} class="score">
              <input
                type="radio"
                name="score"
                required
                checked={score.value === value}
                aria-label={texts.score(value)}
                onChange={() => {
                  score.value = value;
                }}
              />
              <span aria-hidden="true">{value}</span>
            </label>
          ))}
        </div>
        <p class="ends" aria-hidden="true">
          <span>{texts.worst}</span>
          <span>{texts.best}</span>
        </p>
      </fieldset>
      {comment ? (
        <label class="comment">
          {texts.comment}
          <textarea
            rows={2}
            maxLength={longestComment}
            value={words.value}
            onInput={({ currentTarget }) => {
              words.value = currentTarget.value;
            }}
          />
        </label>
      ) : null}
      {state.value === 'failed' ? <p role="alert">{texts.transcriptFailed}</p> : null}
      <button type="submit" class="button" disabled={state.value === 'sending'}>
        {texts.sendSurvey}
      </button>
    </form>
  );
}
