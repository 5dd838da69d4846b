import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { useChat } from '../chatContext.ts';

const inputType = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

/** Asks for a date, a time or both with the browser's own picker. */
export function DatePicker({
  label,
  mode,
  min,
  max,
}: {
  label: string;
  mode: keyof typeof inputType;
  min: string | undefined;
  max: string | undefined;
}): JSX.Element {
  const { conversation, texts, formats, focusComposer } = useChat();
  const value = useSignal('');
  const problem = useSignal('');
  const id = useId();
  const field = { date: texts.pickDate, time: texts.pickTime, datetime: texts.pickDateTime }[mode];
  return (
    <form
      class="date"
      noValidate
      aria-label={label || field}
      onSubmit={(event) => {
        event.preventDefault();
        // All three are written so that the order of the text is the order of time.
        if (value.value === '') problem.value = texts.dateMissing;
        else if (min !== undefined && value.value < min)
          problem.value = texts.dateTooEarly(formats.picked(min));
        else if (max !== undefined && value.value > max)
          problem.value = texts.dateTooLate(formats.picked(max));
        else {
          conversation.choose(value.value, formats.picked(value.value));
          focusComposer();
        }
      }}
    >
      <label for={id}>{field}</label>
      <div class="date-line">
        <input
          id={id}
          type={inputType[mode]}
          min={min}
          max={max}
          value={value.value}
          aria-invalid={problem.value !== ''}
          aria-describedby={problem.value === '' ? undefined : `${id}-problem`}
          onInput={({ currentTarget }) => {
            value.value = currentTarget.value;
            problem.value = '';
          }}
        />
        <button type="submit" class="button">
          {texts.send}
        </button>
      </div>
      {problem.value === '' ? null : (
        <p class="problem" id={`${id}-problem`} role="alert">
          {problem.value}
        </p>
      )}
    </form>
  );
}
