import { useId } from 'preact/hooks';
import { useFieldError } from '../fieldErrors.ts';

interface CheckFieldProps {
  label: string;
  path?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: string;
}

/** Yes or no. */
export function CheckField({ label, path, checked, onChange, hint }: CheckFieldProps) {
  const id = useId();
  const error = useFieldError(path);
  const said = error ?? hint;
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={checked}
          aria-invalid={error !== null}
          aria-describedby={said === undefined ? undefined : id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      {said !== undefined && (
        <p class={error === null ? 'field-hint' : 'field-error'} id={id}>
          {said}
        </p>
      )}
    </div>
  );
}
