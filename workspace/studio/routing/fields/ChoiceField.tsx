import type { ComponentProps } from 'preact';
import { SelectField } from '../../../design/SelectField.tsx';
import { useFieldError } from '../fieldErrors.ts';

interface ChoiceFieldProps<V extends string> extends Omit<ComponentProps<typeof SelectField>, 'onChoose'> {
  path?: string;
  choices: readonly { value: V; label: string }[];
  /** null: the choice that `none` names. */
  onChoose: (value: V | null) => void;
}

/** One of a few, with what the server said is wrong with it. */
export function ChoiceField<V extends string>({ path, onChoose, ...rest }: ChoiceFieldProps<V>) {
  const error = useFieldError(path);
  return (
    <SelectField
      {...rest}
      error={error}
      onChoose={(chosen) => onChoose(rest.choices.find(({ value }) => value === chosen)?.value ?? null)}
    />
  );
}
