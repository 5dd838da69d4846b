import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { InteractionFilters } from '../../api/interactions.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { useMessages } from '../../messages/language.ts';
import { filterChoices } from '../route.ts';
import { dayOf, endOfDay, startOfDay } from './localDays.ts';

interface FilterBarProps {
  filters: InteractionFilters;
  filtered: boolean;
  onChange: (filters: InteractionFilters) => void;
}

/** Above the list. A choice counts at once, the free text on Enter or when the field is left. */
export function FilterBar({ filters, filtered, onChange }: FilterBarProps) {
  const messages = useMessages();
  const { list, fields } = messages;
  const [text, setText] = useState(filters.q ?? '');
  useEffect(() => setText(filters.q ?? ''), [filters.q]);
  const reversed = filters.from !== undefined && filters.to !== undefined && filters.from > filters.to;
  const search = () => {
    const q = text.trim() || undefined;
    if (q !== filters.q) onChange({ ...filters, q });
  };
  return (
    <search>
      <form
        class="filters card"
        aria-label={list.filters}
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        <div class="filter-wide">
          <Field label={list.search}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                type="search"
                name="q"
                maxLength={200}
                placeholder={list.searchPlaceholder}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
                onBlur={search}
              />
            )}
          </Field>
        </div>
        <Choice
          label={fields.state}
          name="state"
          value={filters.state}
          onChoose={(value) =>
            onChange({ ...filters, state: filterChoices.states.find((each) => each === value) })
          }
        >
          {filterChoices.states.map((state) => (
            <option key={state} value={state}>
              {messages.states[state]}
            </option>
          ))}
        </Choice>
        <Choice
          label={fields.stateReason}
          name="stateReason"
          value={filters.stateReason}
          onChoose={(value) =>
            onChange({ ...filters, stateReason: filterChoices.reasons.find((each) => each === value) })
          }
        >
          {filterChoices.reasons.map((reason) => (
            <option key={reason} value={reason}>
              {messages.reasons[reason]}
            </option>
          ))}
        </Choice>
        <Choice
          label={fields.sentiment}
          name="sentiment"
          value={filters.sentiment}
          onChoose={(value) =>
            onChange({ ...filters, sentiment: filterChoices.sentiments.find((each) => each === value) })
          }
        >
          {filterChoices.sentiments.map((sentiment) => (
            <option key={sentiment} value={sentiment}>
              {messages.sentiments[sentiment]}
            </option>
          ))}
        </Choice>
        <Flag
          label={list.withVirtualAgent}
          name="virtualAgent"
          value={filters.virtualAgent}
          onChoose={(virtualAgent) => onChange({ ...filters, virtualAgent })}
        />
        <Flag
          label={list.withAgentChat}
          name="agentChat"
          value={filters.agentChat}
          onChoose={(agentChat) => onChange({ ...filters, agentChat })}
        />
        <Day
          label={list.from}
          error={reversed ? list.datesReversed : null}
          name="from"
          value={dayOf(filters.from)}
          onChoose={(day) => onChange({ ...filters, from: startOfDay(day) })}
        />
        <Day
          label={list.to}
          name="to"
          value={dayOf(filters.to)}
          onChoose={(day) => onChange({ ...filters, to: endOfDay(day) })}
        />
        <Button
          look="quiet"
          class="filters-clear"
          disabled={!filtered}
          onClick={() => onChange({ sort: filters.sort })}
        >
          {messages.actions.clear}
        </Button>
      </form>
    </search>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string | undefined;
  onChoose: (value: string) => void;
  children: ComponentChildren;
}

function Choice({ label, name, value, onChoose, children }: ChoiceProps) {
  const { list } = useMessages();
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          class="input"
          name={name}
          value={value ?? ''}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          <option value="">{list.any}</option>
          {children}
        </select>
      )}
    </Field>
  );
}

interface FlagProps {
  label: string;
  name: string;
  value: boolean | undefined;
  onChoose: (value: boolean | undefined) => void;
}

function Flag({ label, name, value, onChoose }: FlagProps) {
  const { list } = useMessages();
  return (
    <Choice
      label={label}
      name={name}
      value={value === undefined ? undefined : String(value)}
      onChoose={(text) => onChoose(text === '' ? undefined : text === 'true')}
    >
      <option value="true">{list.with}</option>
      <option value="false">{list.without}</option>
    </Choice>
  );
}

interface DayProps {
  label: string;
  error?: string | null;
  name: string;
  value: string;
  onChoose: (day: string) => void;
}

function Day({ label, error = null, name, value, onChoose }: DayProps) {
  return (
    <Field label={label} error={error}>
      {(ids) => (
        <input
          {...ids}
          class="input"
          type="date"
          name={name}
          value={value}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
