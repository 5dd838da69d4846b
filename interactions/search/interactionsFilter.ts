import type { InteractionHeader } from '../../contracts/header.ts';
import {
  facetNames,
  type InteractionFilters,
  type InteractionsQuery,
} from '../../contracts/interactionsQuery.ts';
import { behindRow, readRowCursor, rowCursor } from '../../store/keysetPage.ts';
import { facetKey, headerWordKey, wordKey } from './searchKeys.ts';
import { spellings } from './words.ts';

type Condition = Record<string, unknown>;

interface ListPlan {
  filter: Condition;
  sort: Record<string, 1 | -1>;
  cursorOf: (last: InteractionHeader) => string;
}

/** What the caller may list and search, as filters over interaction documents. */
export interface ListRights {
  /** The interactions that the list may show; `{}`: all. */
  scope: Condition;
  /** Those whose transcript's words may be searched; `{}`: all that are listed; null: none. */
  said: Condition | null;
}

/** For callers that see everything: chores and tests. */
export const allRights: ListRights = { scope: {}, said: {} };

/** A validated list query as a filter, an order and the way to the next page (protocol §2). Pure. */
export function interactionsFilter(query: InteractionsQuery, rights: ListRights): ListPlan {
  const descending = query.sort.startsWith('-');
  const field = query.sort.replace('-', '') as 'openedAt' | 'updatedAt' | 'number';
  const path = field === 'number' ? 'number' : `header.${field}`;
  const direction = descending ? -1 : 1;
  const conditions = [
    ...filterConditions(query, rights),
    ...(Object.keys(rights.scope).length === 0 ? [] : [rights.scope]),
    ...(query.cursor === undefined ? [] : behindRow(path, descending, ...readRowCursor(query.cursor))),
  ];
  return {
    filter: conditions.length === 0 ? {} : { $and: conditions },
    // Numbers are unique: their index needs nothing behind them.
    sort: field === 'number' ? { number: direction } : { [path]: direction, _id: direction },
    cursorOf: (last) => rowCursor(last[field], last.id),
  };
}

/** Every condition on `keys` and on the times is one that the index of the keys serves (interactions.store.ts). */
function filterConditions(query: InteractionFilters, { said }: ListRights): Condition[] {
  const conditions: Condition[] = [];
  for (const name of facetNames) {
    const values = query[name];
    if (values !== undefined) conditions.push({ keys: oneOf(values.map((value) => facetKey(name, value))) });
  }
  const between = (path: string, from: string | undefined, to: string | undefined): void => {
    if (from !== undefined) conditions.push({ [path]: { $gte: instant(from) } });
    if (to !== undefined) conditions.push({ [path]: { $lte: instant(to) } });
  };
  between('header.openedAt', query.from, query.to);
  between('header.closedAt', query.closedFrom, query.closedTo);
  return [...conditions, ...textConditions(query.q ?? '', said)];
}

function instant(iso: string): string {
  return new Date(iso).toISOString();
}

/** A whole number finds its interaction; words must all be there, the last one may be the beginning of one. */
function textConditions(q: string, said: Condition | null): Condition[] {
  if (/^\s*IMS\d{7,}\s*$/i.test(q)) return [{ number: q.trim().toUpperCase() }];
  const words = spellings(q);
  const typing = !/\s$/.test(q);
  return words.flatMap((word, index) => {
    const begun = typing && index === words.length - 1;
    const inHeader = word.map((one) => wanted(headerWordKey(one), begun));
    if (said === null) return [{ keys: oneOf(inHeader) }];
    const anywhere = { keys: oneOf(word.map((one) => wanted(wordKey(one), begun))) };
    if (Object.keys(said).length === 0) return [anywhere];
    return [anywhere, { $or: [{ keys: oneOf(inHeader) }, said] }];
  });
}

/** A word that is still being typed is a beginning. Its key holds letters and digits: nothing needs an escape. */
function wanted(key: string, begun: boolean): string | RegExp {
  return begun ? new RegExp(`^${key}`) : key;
}

function oneOf(keys: (string | RegExp)[]): unknown {
  const [only] = keys;
  return keys.length === 1 && typeof only === 'string' ? only : { $in: keys };
}
