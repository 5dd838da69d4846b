import { type Doc, isDoc, isNumber } from '../bson/values.ts';
import type { SortField } from './planner.ts';

/**
 * The fields at the top of a document that a find looks at and answers, so that the others need not be decoded; undefined:
 * it may be any. `projection` is empty when documents are answered as they are stored.
 */
export function rootsRead(
  filter: Doc,
  sort: readonly SortField[],
  projection: Doc,
): ReadonlySet<string> | undefined {
  const roots = new Set(['_id', ...sort.map(({ path }) => rootOf(path))]);
  if (!addFilter(filter, roots)) return undefined;
  for (const [path, value] of projection) {
    const wanted = value === true || (isNumber(value) && Number(value) === 1);
    if (!wanted || path.includes('$')) return undefined;
    roots.add(rootOf(path));
  }
  return roots;
}

function addFilter(filter: Doc, roots: Set<string>): boolean {
  for (const [name, value] of filter) {
    if (!name.startsWith('$')) roots.add(rootOf(name));
    else if (!['$and', '$or', '$nor'].includes(name) || !Array.isArray(value)) return false;
    else if (!value.every((each) => isDoc(each) && addFilter(each, roots))) return false;
  }
  return true;
}

function rootOf(path: string): string {
  return path.split('.', 1)[0] ?? path;
}
