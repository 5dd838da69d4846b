import { Field } from '../../design/Field.tsx';

interface NoteFieldProps {
  label: string;
  hint?: string;
  value: string;
  onInput: (value: string) => void;
}

/** A few words to other agents; protocol §3 takes 500 characters. */
export function NoteField({ label, hint, value, onInput }: NoteFieldProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(ids) => (
        <textarea
          {...ids}
          class="input"
          rows={2}
          maxLength={500}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
