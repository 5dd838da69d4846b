import { useState } from 'preact/hooks';
import { Field } from '../../../design/Field.tsx';
import { useFieldError } from '../fieldErrors.ts';

interface GroupsFieldProps {
  label: string;
  path?: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  hint: string;
  required?: boolean;
}

/** Names of groups in one line, separated by commas. */
export function GroupsField({ label, path, values, onChange, hint, required }: GroupsFieldProps) {
  // As it is typed: a comma at the end is on its way to the next name.
  const [text, setText] = useState(values.join(', '));
  const error = useFieldError(path, true);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <input
          {...ids}
          class="input mono"
          autoComplete="off"
          required={required}
          value={text}
          onInput={({ currentTarget: { value } }) => {
            setText(value);
            const names = value.split(/[,\s]+/).filter((name) => name !== '');
            onChange([...new Set(names)]);
          }}
        />
      )}
    </Field>
  );
}
