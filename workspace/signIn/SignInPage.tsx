import './signIn.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { CallFailed } from '../api/problem.ts';
import { Button } from '../design/Button.tsx';
import { Field } from '../design/Field.tsx';
import { Icon } from '../design/Icon.tsx';
import { formatDuration } from '../format/duration.ts';
import type { Messages } from '../messages/en.ts';
import { useMessages } from '../messages/language.ts';
import { LanguageMenu } from '../shell/LanguageMenu.tsx';
import { Logo } from '../shell/Logo.tsx';
import { useWorkspace } from '../shell/workspace.ts';

export function SignInPage() {
  const { session, page } = useWorkspace();
  const messages = useMessages();
  const because = session.because.value;
  return (
    <main class="sign-in" id="content">
      <div class="sign-in-card card">
        <div class="sign-in-head">
          <Logo />
          <strong>{messages.product}</strong>
          <span class="sign-in-space" />
          <LanguageMenu buttonClass="btn btn-quiet btn-small" />
        </div>
        <div>
          <h1>{messages.signIn.title}</h1>
          <p class="muted">{messages.signIn.lead[page]}</p>
        </div>
        {because !== 'never' && (
          <p class={`notice${because === 'expired' ? ' notice-warn' : ''}`} role="status">
            <Icon name={because === 'expired' ? 'clock' : 'info'} />
            {because === 'expired' ? messages.signIn.expired : messages.signIn.signedOut}
          </p>
        )}
        <SignInForm />
      </div>
    </main>
  );
}

function SignInForm() {
  const { session } = useWorkspace();
  const messages = useMessages();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(false);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (email.trim() === '' || password === '') return setFailure('missing');
    setBusy(true);
    setFailure(null);
    try {
      await session.signIn(email.trim(), password, remember);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  const passwordInput = {
    class: 'input',
    name: 'password',
    autoComplete: 'current-password',
    value: password,
    onInput: (event: { currentTarget: HTMLInputElement }) => setPassword(event.currentTarget.value),
  } as const;

  return (
    <form class="sign-in-form" onSubmit={submit} noValidate>
      {failure !== null && (
        <p class="notice notice-danger" role="alert">
          <Icon name="warning" />
          {explainSignIn(failure, messages)}
        </p>
      )}
      <Field label={messages.signIn.email}>
        {(ids) => (
          <input
            {...ids}
            ref={first}
            class="input"
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={messages.signIn.password}>
        {(ids) => (
          <div class="sign-in-password">
            {shown ? (
              <input {...ids} {...passwordInput} type="text" />
            ) : (
              <input {...ids} {...passwordInput} type="password" />
            )}
            <Button look="quiet" icon="eye" iconOnly aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? messages.signIn.hidePassword : messages.signIn.showPassword}
            </Button>
          </div>
        )}
      </Field>
      <label class="check">
        <input
          type="checkbox"
          name="remember"
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
        {messages.signIn.remember}
      </label>
      <Button look="primary" type="submit" class="sign-in-submit" aria-disabled={busy}>
        {busy ? messages.signIn.submitting : messages.signIn.submit}
      </Button>
    </form>
  );
}

function explainSignIn(failure: unknown, messages: Messages): string {
  if (failure === 'missing') return messages.signIn.missing;
  if (failure instanceof CallFailed) {
    if (failure.code === 'rate_limited')
      return messages.signIn.tooMany(formatDuration(failure.retryAfter ?? 60));
    // What the server calls invalid here is an address that is none: as wrong as any other.
    if (failure.status === 401 || failure.code === 'invalid') return messages.signIn.wrong;
  }
  return explainFailure(failure, messages);
}
