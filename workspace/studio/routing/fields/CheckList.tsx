import { useId } from 'preact/hooks';
import { useFieldError } from '../fieldErrors.ts';

interface CheckListProps<V extends string> {
  label: string;
  path?: string;
  values: readonly V[];
  choices: readonly { value: V; label: string }[];
  onChange: (values: V[]) => void;
  hint?: string;
}

/** Any of a few. What is chosen and no choice any more goes with the next change. */
export function CheckList<V extends string>(props: CheckListProps<V>) {
  const { label, path, values, choices, onChange, hint } = props;
  const id = useId();
  const error = useFieldError(path, true);
  const said = error ?? hint;
  return (
    <fieldset class="field" aria-describedby={said === undefined ? undefined : id}>
      <legend>{label}</legend>
      <div class="check-list">
        {choices.map((choice) => (
          <label class="check" key={choice.value}>
            <input
              type="checkbox"
              checked={values.includes(choice.value)}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                const kept = choices.map(({ value }) => value);
                onChange(kept.filter((value) => (value === choice.value ? checked : values.includes(value))));
              }}
            />
            {choice.label}
          </label>
        ))}
      </div>
      {said !== undefined && (
        <p class={error === null ? 'field-hint' : 'field-error'} id={id}>
          {said}
        </p>
      )}
    </fieldset>
  );
}
