import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import { listQuery, type Page } from '../../contracts/http.ts';

/** For lists of which there are few: one page has them all in most places. */
export const fewQuery = listQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(200),
});

/** A page of a list that is read as a whole; the cursor is the id of the last one of the page before. @throws AppError `invalid`. */
export function pageOf<T extends { id: string }>(
  all: readonly T[],
  { limit, cursor }: z.infer<typeof fewQuery>,
): Page<T> {
  const before = cursor === undefined ? -1 : all.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && before < 0) throw new AppError('invalid', 'cursor: begin the list anew');
  const items = all.slice(before + 1, before + 1 + limit);
  return { items, nextCursor: before + 1 + limit < all.length ? (items.at(-1)?.id ?? null) : null };
}
