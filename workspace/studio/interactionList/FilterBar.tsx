import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { ExtraFilters } from './ExtraFilters.tsx';
import { FilterField } from './FilterField.tsx';
import { type InteractionFilters, mainFilters } from './filterFields.ts';
import { dayOf, endOfDay, startOfDay } from './localDays.ts';

interface FilterBarProps {
  filters: InteractionFilters;
  filtered: boolean;
  onChange: (filters: InteractionFilters) => void;
}

/** Above the list. A choice counts at once, the free text on Enter or when the field is left. */
export function FilterBar({ filters, filtered, onChange }: FilterBarProps) {
  const messages = useMessages();
  const { list } = useStudioTexts();
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
        {mainFilters.map((name) => (
          <FilterField key={name} name={name} filters={filters} onChange={onChange} />
        ))}
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
        <ExtraFilters filters={filters} onChange={onChange} />
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
