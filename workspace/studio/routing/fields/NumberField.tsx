import { Field } from '../../../design/Field.tsx';
import { useFieldError } from '../fieldErrors.ts';

interface NumberFieldProps<V extends number | null> {
  label: string;
  /** Of the value, as the server names it. */
  path?: string;
  value: V;
  onChange: (value: V) => void;
  /** What an empty field stands for. */
  empty: V;
  hint?: string;
  min?: number;
  max?: number;
  /** Also parts of one. */
  fractions?: boolean;
}

/** A number, or nothing where nothing means something. */
export function NumberField<V extends number | null>(props: NumberFieldProps<V | number>) {
  const { label, path, value, onChange, empty, hint, min, max, fractions } = props;
  const error = useFieldError(path);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <input
          {...ids}
          class="input"
          type="number"
          min={min}
          max={max}
          step={fractions === true ? 'any' : 1}
          required={empty !== null}
          value={value ?? ''}
          onInput={({ currentTarget: { valueAsNumber: typed } }) =>
            onChange(Number.isNaN(typed) ? empty : typed)
          }
        />
      )}
    </Field>
  );
}
