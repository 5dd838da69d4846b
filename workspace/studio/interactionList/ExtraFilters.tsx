import { useState } from 'preact/hooks';
import { SelectField } from '../../design/SelectField.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { FilterField, filterLabel } from './FilterField.tsx';
import {
  filterNames,
  type InteractionFilters,
  mainFilters,
  type FilterField as Name,
} from './filterFields.ts';

interface ExtraFiltersProps {
  filters: InteractionFilters;
  onChange: (filters: InteractionFilters) => void;
}

/** Any other field of the header: those that filter, those that were asked for, and a way to ask for more. */
export function ExtraFilters({ filters, onChange }: ExtraFiltersProps) {
  const messages = useMessages();
  const { list } = useRecordTexts();
  const [asked, setAsked] = useState<readonly Name[]>([]);
  const extra = filterNames.filter((name) => !mainFilters.some((main) => main === name));
  const shown = extra.filter((name) => filters[name] !== undefined || asked.includes(name));
  const choices = extra
    .filter((name) => !shown.includes(name))
    .map((name) => ({ value: name, label: filterLabel(name, messages) }));
  return (
    <>
      {shown.map((name) => (
        <FilterField key={name} name={name} filters={filters} onChange={onChange} />
      ))}
      <SelectField
        label={list.moreFilters}
        none={list.chooseField}
        value=""
        choices={choices}
        onChoose={(chosen) => setAsked([...asked, ...extra.filter((name) => name === chosen)])}
      />
    </>
  );
}
