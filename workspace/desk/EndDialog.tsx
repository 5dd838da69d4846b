import { useState } from 'preact/hooks';
import type { InteractionHeader } from '../../contracts/header.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Field } from '../design/Field.tsx';
import { Icon } from '../design/Icon.tsx';
import { useMessages } from '../messages/language.ts';
import { useDesk } from './deskContext.ts';

const maxLength = 160;

/** Asks how it went. Resolved closes and needs a short description; unresolved gives the work back to the queue. */
export function EndDialog({ header, onClose }: { header: InteractionHeader; onClose: () => void }) {
  const desk = useDesk();
  const messages = useMessages();
  const texts = messages.conversation;
  const [resolution, setResolution] = useState<'resolved' | 'unresolved'>('resolved');
  const [text, setText] = useState(header.shortDescription.slice(0, maxLength));
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const shortDescription = text.trim();

  const end = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (resolution === 'resolved' && shortDescription === '')
      return setProblem(texts.shortDescriptionMissing);
    setBusy(true);
    setFailure(null);
    try {
      await desk.end(header.number, { resolution, ...(shortDescription === '' ? {} : { shortDescription }) });
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <Dialog title={texts.endTitle} onClose={onClose}>
      <form onSubmit={end} noValidate>
        <div class="dialog-body">
          <p class="dialog-title" aria-hidden="true">
            {texts.endTitle}
          </p>
          {failure !== null && (
            <p class="notice notice-danger" role="alert">
              <Icon name="warning" />
              {explainFailure(failure, messages)}
            </p>
          )}
          <fieldset class="outcomes">
            <legend>{texts.endHow}</legend>
            <Outcome
              value="resolved"
              chosen={resolution}
              label={texts.endResolved}
              hint={texts.endResolvedHint}
              onChoose={setResolution}
            />
            <Outcome
              value="unresolved"
              chosen={resolution}
              label={texts.endUnresolved}
              hint={texts.endUnresolvedHint}
              onChoose={setResolution}
            />
          </fieldset>
          <Field label={texts.shortDescription} hint={texts.shortDescriptionHint} error={problem}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                name="shortDescription"
                maxLength={maxLength}
                required={resolution === 'resolved'}
                value={text}
                onInput={(event) => {
                  setText(event.currentTarget.value);
                  setProblem(null);
                }}
              />
            )}
          </Field>
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button look={resolution === 'resolved' ? 'primary' : 'danger'} type="submit" aria-disabled={busy}>
            {busy ? texts.ending : resolution === 'resolved' ? texts.endNow : texts.endReturn}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface OutcomeProps<V extends string> {
  value: V;
  chosen: string;
  label: string;
  hint: string;
  onChoose: (value: V) => void;
}

function Outcome<V extends string>({ value, chosen, label, hint, onChoose }: OutcomeProps<V>) {
  return (
    <label class="outcome">
      <input
        type="radio"
        name="resolution"
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
      />
      <span>
        <strong>{label}</strong>
        <span class="small muted">{hint}</span>
      </span>
    </label>
  );
}
