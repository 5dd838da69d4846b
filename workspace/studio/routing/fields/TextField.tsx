import { Field } from '../../../design/Field.tsx';
import { useFieldError } from '../fieldErrors.ts';

interface TextFieldProps {
  label: string;
  /** Of the value, as the server names it. */
  path?: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  type?: 'text' | 'email' | 'password';
  mono?: boolean;
  /** Set: the text may have lines. */
  rows?: number;
  required?: boolean;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  lang?: string;
}

const kinds = {
  text: { type: 'text', autoComplete: 'off' },
  email: { type: 'email', autoComplete: 'off' },
  password: { type: 'password', autoComplete: 'new-password' },
} as const;

/** A text with what the server said is wrong with it. */
export function TextField({
  label,
  path,
  value,
  onChange,
  hint,
  mono,
  rows,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const error = useFieldError(path);
  const { pattern, ...ofBoth } = rest;
  const look = mono === true ? 'input mono' : 'input';
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) =>
        rows === undefined ? (
          <input
            {...ids}
            {...ofBoth}
            class={look}
            {...kinds[type]}
            pattern={pattern}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <textarea
            {...ids}
            {...ofBoth}
            class={look}
            rows={rows}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
