import type { ViewBody } from '../../../contracts/views.ts';
import { defaultFields } from './listFields.ts';
import type { ListState } from './listState.ts';

/** What a saved view keeps of the list: filters, columns and order. */
export function viewBodyOf({ filters, fields }: ListState): Pick<ViewBody, 'filters' | 'fields' | 'sort'> {
  const { sort = '-openedAt', ...rest } = filters;
  const kept = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { filters: Object.fromEntries(kept), fields: [...(fields ?? defaultFields)], sort };
}
