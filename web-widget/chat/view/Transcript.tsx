import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { MailOffer, SessionAnswer } from '../../../contracts/http.ts';
import { createTranscriptRequests } from '../connection/transcriptRequests.ts';
import { useChat } from './chatContext.ts';
import { saveAs } from './saveAs.ts';

/** The conversation to take along: as a file, or by e-mail where the server sends any. Escape closes it. */
export function Transcript({ session, onClose }: { session: SessionAnswer; onClose(): void }): JSX.Element {
  const { settings, texts } = useChat();
  const requests = useMemo(() => createTranscriptRequests(settings.origin, session), [session]);
  const offer = useSignal<MailOffer | null>(null);
  const busy = useSignal(false);
  const said = useSignal('');
  const problem = useSignal('');
  const first = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  useEffect(() => {
    void requests.offer().then((answer) => {
      offer.value = answer;
    });
  }, [requests]);

  const work = async (job: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    said.value = '';
    problem.value = '';
    await job();
    busy.value = false;
  };
  const save = () =>
    work(async () => {
      const file = await requests.file();
      if (file === null) problem.value = texts.transcriptFailed;
      else saveAs(file, `${session.interactionNumber}.txt`);
    });
  const mail = () =>
    work(async () => {
      const input = field.current;
      if (input !== null && (input.value === '' || !input.checkValidity())) {
        problem.value = texts.mailInvalid;
        input.focus();
        return;
      }
      const answer = await requests.mail(input?.value);
      if (answer.to !== undefined) said.value = texts.mailSent(answer.to);
      else if (answer.code === 'invalid') problem.value = texts.mailInvalid;
      else if (answer.code === 'conflict' || answer.code === 'rate_limited') problem.value = texts.mailOften;
      else problem.value = texts.transcriptFailed;
    });

  return (
    <form
      class="confirm transcript"
      aria-labelledby="sb-transcript"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void mail();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <p class="confirm-question" id="sb-transcript">
        {texts.transcript}
      </p>
      {offer.value?.available === true && offer.value.to === null ? (
        <label class="mail-to">
          {texts.mailAddress}
          <input
            ref={field}
            type="email"
            autocomplete="email"
            maxLength={254}
            aria-invalid={problem.value === texts.mailInvalid}
            aria-describedby="sb-transcript-problem"
          />
        </label>
      ) : null}
      <div class="confirm-buttons">
        <button type="button" class="button quiet" ref={first} onClick={() => void save()}>
          {texts.saveText}
        </button>
        {offer.value?.available === true ? (
          <button type="submit" class="button quiet">
            {offer.value.to === null ? texts.mail : texts.mailTo(offer.value.to)}
          </button>
        ) : null}
        <button type="button" class="button quiet" onClick={onClose}>
          {texts.close}
        </button>
      </div>
      <p role="status">{said.value}</p>
      <p class="problem" role="alert" id="sb-transcript-problem">
        {problem.value}
      </p>
    </form>
  );
}
