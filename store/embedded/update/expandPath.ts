import { formatValue } from '../bson/format.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { badValue } from '../errors.ts';
import { arrayIndex } from '../query/paths.ts';

/** The filters of an update's `arrayFilters` by their identifier. */
export type ArrayFilters = ReadonlyMap<string, (element: Value) => boolean>;

/**
 * The concrete paths that a path with `$`, `$[]` or `$[id]` stands for in one document. `position` is what the
 * query matched, or -1. Throws code 2 where the document has no array for them.
 */
export function expandPath(root: Doc, path: string, position: number, filters: ArrayFilters): string[] {
  if (!path.includes('$')) return [path];
  let found: { value: Value | undefined; path: string }[] = [{ value: root, path: '' }];
  for (const part of path.split('.')) {
    found = found.flatMap((each) => stepInto(each, part, path, position, filters));
  }
  return found.map((each) => each.path);
}

function stepInto(
  from: { value: Value | undefined; path: string },
  part: string,
  whole: string,
  position: number,
  filters: ArrayFilters,
): { value: Value | undefined; path: string }[] {
  const join = (name: string): string => (from.path === '' ? name : `${from.path}.${name}`);
  if (part === '$') {
    if (position < 0) throw badValue('The positional operator did not find the match needed from the query.');
    return [{ value: child(from.value, String(position)), path: join(String(position)) }];
  }
  if (!part.startsWith('$[')) return [{ value: child(from.value, part), path: join(part) }];
  if (from.value === undefined) {
    throw badValue(`The path '${from.path}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(from.value)) {
    throw badValue(
      `Cannot apply array updates to non-array element ${from.path.split('.').pop()}: ${formatValue(from.value)}`,
    );
  }
  const test = part === '$[]' ? () => true : filters.get(part.slice(2, -1));
  if (!test) throw badValue(`No array filter found for identifier '${part.slice(2, -1)}' in path '${whole}'`);
  return from.value.flatMap((value, i) => (test(value) ? [{ value, path: join(String(i)) }] : []));
}

function child(value: Value | undefined, name: string): Value | undefined {
  if (isDoc(value)) return value.get(name);
  return Array.isArray(value) ? value[arrayIndex(name)] : undefined;
}
