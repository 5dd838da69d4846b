import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Field } from '../../design/Field.tsx';

export interface Choice {
  value: string;
  label: string;
  hint: ComponentChildren;
  /** It is shown with its hint, which says why it cannot be chosen. */
  disabled?: boolean;
}

export interface ChoiceGroup {
  /** '' has none. */
  title: string;
  choices: readonly Choice[];
  /** Said where there is nothing to choose from. */
  empty?: string;
}

interface ChoiceListProps {
  searchLabel: string;
  search: string;
  groups: readonly ChoiceGroup[];
  chosen: string | null;
  onChoose: (value: string) => void;
  none: string;
  found: (count: number) => string;
}

/** One of many, found by words: a search box over radio buttons, so that arrows move and a reader counts them. */
export function ChoiceList(props: ChoiceListProps) {
  const { searchLabel, groups, chosen, onChoose, none, found } = props;
  const [search, setSearch] = useState(props.search);
  const name = useId();
  const wanted = search.trim().toLowerCase();
  const shown = groups
    .map(({ choices, ...group }) => ({
      ...group,
      choices: choices.filter(({ label }) => label.toLowerCase().includes(wanted)),
    }))
    .filter(({ choices, empty }) => choices.length > 0 || (empty !== undefined && wanted === ''));
  const count = shown.reduce((sum, { choices }) => sum + choices.length, 0);
  return (
    <>
      <Field label={searchLabel}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            type="search"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </Field>
      <p class="hidden-visually" role="status">
        {found(count)}
      </p>
      <div class="choice-list">
        {shown.length === 0 && <p class="muted small">{none}</p>}
        {shown.map(({ title, choices, empty }) => (
          <fieldset key={title} class="choice-group">
            {title !== '' && <legend>{title}</legend>}
            {choices.length === 0 && <p class="muted small">{empty}</p>}
            {choices.map(({ value, label, hint, disabled = false }) => (
              <label key={value} class="choice">
                <input
                  type="radio"
                  name={name}
                  value={value}
                  checked={chosen === value}
                  disabled={disabled}
                  onChange={() => onChoose(value)}
                />
                <span class="choice-text">
                  <strong>{label}</strong>
                  <span class="small muted">{hint}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}
