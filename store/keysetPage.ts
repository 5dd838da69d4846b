import { AppError } from '../contracts/errors.ts';
import type { Page } from '../contracts/http.ts';

/**
 * A page of rows that were read with one more than `limit`. `cursorOf`: where the next page begins, from the last row of
 * this one (`rowCursor` where the sort value alone is not unique).
 */
export function keysetPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  cursorOf: (last: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}

/** The sort value and the id of a row, so that rows with equal values are not lost. */
export function rowCursor(value: string, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** @throws AppError `invalid` for one that no page answered. */
export function readRowCursor(cursor: string): [value: string, id: string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string')
      return [parsed[0], parsed[1]];
  } catch {
    // Falls through to the error below: an unreadable cursor is the client's mistake.
  }
  throw unreadableCursor();
}

/**
 * The rows behind this one, sorted by `path` and then by id. The first condition says what the second implies: it is the
 * one that an index can use.
 */
export function behindRow(
  path: string,
  descending: boolean,
  value: string | Date,
  id: string,
): Record<string, unknown>[] {
  const op = descending ? '$lt' : '$gt';
  return [
    { [path]: { [`${op}e`]: value } },
    { $or: [{ [path]: { [op]: value } }, { [path]: value, _id: { [op]: id } }] },
  ];
}

/** The rows before the one of the cursor in time, the latest first. @throws AppError `invalid`. */
export function behindTime(path: string, cursor: string): Record<string, unknown>[] {
  const [time, id] = readRowCursor(cursor);
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) throw unreadableCursor();
  return behindRow(path, true, at, id);
}

export function unreadableCursor(): AppError {
  return new AppError('invalid', 'the cursor is not one that a list answered', {
    errors: [{ path: 'cursor', message: 'unreadable' }],
  });
}
