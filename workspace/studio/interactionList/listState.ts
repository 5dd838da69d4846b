import type { SavedView } from '../../../contracts/views.ts';
import { type InteractionFilters, parseFilters } from './filterFields.ts';
import { defaultFields, type ListField, parseFields } from './listFields.ts';

/** What the list shows, as its address says it. */
export interface ListState {
  filters: InteractionFilters;
  /** The columns; null: the standard ones. */
  fields: readonly ListField[] | null;
  /** The saved view it came from; `all`: on purpose none; null: not said. */
  view: string | null;
}

/** A list that asks for nothing: it opens with the reader's own view, if there is one. */
export function asksNothing({ filters, fields, view }: ListState): boolean {
  return view === null && fields === null && Object.values(filters).every((value) => value === undefined);
}

export function stateOfView({ id, filters, fields, sort }: SavedView): ListState {
  const query = new URLSearchParams(
    Object.entries({ ...filters, sort }).map(([key, value]) => [key, String(value)]),
  );
  const parsed = parseFilters(query);
  return {
    filters: { ...parsed, sort: parsed.sort === '-openedAt' ? undefined : parsed.sort },
    fields: isStandard(fields) ? null : parseFields(fields.join()),
    view: id,
  };
}

/** True when both show the same rows in the same way. */
export function sameList(one: ListState, other: ListState): boolean {
  const key = ({ filters, fields }: ListState) =>
    JSON.stringify([
      Object.entries(filters)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => a.localeCompare(b)),
      fields ?? defaultFields,
    ]);
  return key(one) === key(other);
}

function isStandard(fields: readonly string[]): boolean {
  return fields.join() === defaultFields.join();
}
