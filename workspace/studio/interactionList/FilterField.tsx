import { useEffect, useState } from 'preact/hooks';
import { Field } from '../../design/Field.tsx';
import type { Messages } from '../../messages/en.ts';
import { useMessages } from '../../messages/language.ts';
import type { StudioTexts } from '../../messages/studio.en.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { filterFields, type InteractionFilters, type FilterField as Name } from './filterFields.ts';

interface FilterFieldProps {
  name: Name;
  filters: InteractionFilters;
  onChange: (filters: InteractionFilters) => void;
}

/** One field to filter by: a choice counts at once, words on Enter or when the field is left. */
export function FilterField({ name, filters, onChange }: FilterFieldProps) {
  const messages = useMessages();
  const texts = useStudioTexts();
  const value = filters[name] ?? '';
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const choose = (chosen: string) => {
    if (chosen !== value) onChange({ ...filters, [name]: chosen || undefined });
  };
  const choices: readonly string[] | null = filterFields[name];
  return (
    <Field label={filterLabel(name, messages)}>
      {(ids) =>
        choices === null ? (
          <input
            {...ids}
            class="input"
            name={name}
            maxLength={254}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onBlur={() => choose(text.trim())}
            onKeyDown={(event) => {
              if (event.key === 'Enter') choose(text.trim());
            }}
          />
        ) : (
          <select
            {...ids}
            class="input"
            name={name}
            value={value}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">{texts.list.any}</option>
            {choices.map((each) => (
              <option key={each} value={each}>
                {choiceLabel(name, each, messages, texts)}
              </option>
            ))}
          </select>
        )
      }
    </Field>
  );
}

export function filterLabel(name: Name, { fields }: Messages): string {
  if (name === 'tag') return fields.tags;
  if (name === 'topic') return fields.topics;
  return fields[name];
}

function choiceLabel(name: Name, value: string, messages: Messages, { list }: StudioTexts): string {
  const { states, reasons, sentiments, types, directions, owners, waitingReasons, resolution } = messages;
  const labels: Partial<Record<Name, Readonly<Record<string, string>>>> = {
    state: states,
    stateReason: reasons,
    sentiment: sentiments,
    type: types,
    direction: directions,
    owner: owners,
    waitingReason: waitingReasons,
    resolution,
    virtualAgent: { true: list.with, false: list.without },
    agentChat: { true: list.with, false: list.without },
  };
  return labels[name]?.[value] ?? value;
}
