import { useState } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { endWrapUp } from '../api/records.ts';
import { Button } from '../design/Button.tsx';
import { Field } from '../design/Field.tsx';
import { Icon } from '../design/Icon.tsx';
import { SelectField } from '../design/SelectField.tsx';
import { useNow } from '../design/useNow.ts';
import { formatDuration, secondsBetween } from '../format/duration.ts';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import { useLiveTexts } from '../messages/live.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useDeskState } from './deskContext.ts';
import { leftLevel } from './live/leftLevel.ts';

/** The talk is over, the record is not (domain A2, Wrap Up): its agent says how it went, or the timer ends it. */
export function WrapUpForm({ interaction, until }: { interaction: string; until: string | null }) {
  const { session } = useWorkspace();
  const { options } = useDeskState();
  const codes = options?.wrapUpCodes ?? [];
  const messages = useMessages();
  const { wrapUp } = useDeskTexts();
  const { wrapUp: live } = useLiveTexts();
  const [code, setCode] = useState('');
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const end = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await endWrapUp(session.api, interaction, {
        ...(code.trim() === '' ? {} : { code: code.trim() }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      });
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form class="wrap-up" onSubmit={end} noValidate aria-label={wrapUp.title}>
      <p class="wrap-up-title">
        <Icon name="clock" />
        <span>
          <strong>{wrapUp.title}</strong> <span class="muted">{wrapUp.hint}</span>
        </span>
        {until !== null && <WrapUpLeft until={until} />}
      </p>
      {failure !== null && (
        <p class="notice notice-danger" role="alert">
          <Icon name="warning" />
          {explainFailure(failure, messages)}
        </p>
      )}
      <div class="wrap-up-fields">
        {codes.length > 0 ? (
          <SelectField
            label={wrapUp.code}
            value={code}
            none={live.pick}
            choices={codes.map((each) => ({ value: each, label: each }))}
            onChoose={setCode}
          />
        ) : (
          <Field label={wrapUp.code}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                maxLength={1_000}
                value={code}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <Field label={wrapUp.note}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              maxLength={8_000}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button look="primary" type="submit" aria-disabled={busy}>
          {busy ? wrapUp.ending : wrapUp.end}
        </Button>
      </div>
    </form>
  );
}

/** How long until the timer ends it; said aloud twice, so that nobody is surprised (WCAG 2.2.1). */
function WrapUpLeft({ until }: { until: string }) {
  const { wrapUp } = useLiveTexts();
  const now = useNow(1_000);
  const seconds = Math.ceil(secondsBetween(now.toISOString(), until));
  const { level, said } = leftLevel(seconds);
  return (
    <span class={`wrap-up-left wrap-up-${level}`}>
      <span role="timer" aria-live="off">
        {seconds === 0 ? wrapUp.over : wrapUp.left(formatDuration(seconds))}
      </span>
      <span class="hidden-visually" role="status">
        {said === null ? '' : wrapUp.leftSaid(said)}
      </span>
    </span>
  );
}
