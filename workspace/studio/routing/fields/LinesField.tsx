import { useState } from 'preact/hooks';
import { Field } from '../../../design/Field.tsx';
import { useFieldError } from '../fieldErrors.ts';

interface LinesFieldProps {
  label: string;
  path: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  hint: string;
}

/** A few texts, one in a line. */
export function LinesField({ label, path, values, onChange, hint }: LinesFieldProps) {
  // As it is typed: an empty line at the end is on its way to the next one.
  const [text, setText] = useState(values.join('\n'));
  const error = useFieldError(path, true);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <textarea
          {...ids}
          class="input"
          rows={Math.max(3, values.length + 1)}
          value={text}
          onInput={({ currentTarget: { value } }) => {
            setText(value);
            const lines = value.split('\n').map((line) => line.trim());
            onChange([...new Set(lines.filter((line) => line !== ''))]);
          }}
        />
      )}
    </Field>
  );
}
