import { Button } from '../../design/Button.tsx';
import { useAuthoring } from '../../messages/authoring.ts';

export interface Secret {
  name: string;
  value: string;
}

interface SecretHeadersProps {
  /** The names of those that are there. */
  known: readonly string[];
  removed: readonly string[];
  secrets: readonly Secret[];
  onRemove: (removed: readonly string[]) => void;
  onChange: (secrets: Secret[]) => void;
}

/** The names of the secret headers that are there; values are only ever written. */
export function SecretHeaders({ known, removed, secrets, onRemove, onChange }: SecretHeadersProps) {
  const { connections: texts } = useAuthoring();
  const change = (at: number, changed: Partial<Secret>) =>
    onChange(secrets.map((each, index) => (index === at ? { ...each, ...changed } : each)));
  return (
    <fieldset class="form-part">
      <legend>{texts.secrets}</legend>
      <p class="muted small">{texts.secretsHint}</p>
      {known.map((name) => (
        <label class="check" key={name}>
          <input
            type="checkbox"
            checked={!removed.includes(name)}
            onChange={(event) =>
              onRemove(
                event.currentTarget.checked ? removed.filter((each) => each !== name) : [...removed, name],
              )
            }
          />
          <span class="mono">{name}</span>
          <span class="muted">{removed.includes(name) ? texts.secretGone : texts.secretKept}</span>
        </label>
      ))}
      {secrets.map((secret, index) => (
        // rows are added at the end and taken from there.
        <div class="secret" key={index}>
          <input
            class="input mono"
            aria-label={texts.headerName}
            placeholder="Authorization"
            value={secret.name}
            onInput={(event) => change(index, { name: event.currentTarget.value })}
          />
          <input
            class="input mono"
            type="password"
            autoComplete="new-password"
            aria-label={texts.headerValue}
            placeholder={texts.headerValue}
            value={secret.value}
            onInput={(event) => change(index, { value: event.currentTarget.value })}
          />
        </div>
      ))}
      <Button small icon="plus" onClick={() => onChange([...secrets, { name: '', value: '' }])}>
        {texts.addSecret}
      </Button>
    </fieldset>
  );
}
