import { equalValues } from '../bson/compare.ts';
import { cloneValue, type Doc, isDoc, Regex, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { isOperators } from '../query/matcher.ts';
import { placeOf } from '../update/paths.ts';

/**
 * The document that an upsert begins with: what the query demands by equality (manual: "Upsert with Operator
 * Expressions"). For a replacement only the `_id` counts. Throws code 54 when two equalities meet on one path.
 */
export function upsertDocument(filter: Doc, onlyId: boolean): Doc {
  const equalities = new Map<string, Value>();
  gather(filter, equalities);
  const doc: Doc = new Map();
  const id = equalities.get('_id');
  if (id !== undefined) doc.set('_id', cloneValue(id));
  if (onlyId) return doc;
  for (const [path, value] of equalities) {
    if (path === '_id') continue;
    for (const other of equalities.keys()) {
      if (other !== path && other.startsWith(`${path}.`)) {
        throw new StoreError(
          54,
          `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
        );
      }
    }
    placeOf(doc, path, true)?.set(cloneValue(value));
  }
  return doc;
}

function gather(filter: Doc, out: Map<string, Value>): void {
  for (const [name, value] of filter) {
    if (name === '$and' || (name === '$or' && Array.isArray(value) && value.length === 1)) {
      for (const each of value as Value[]) if (isDoc(each)) gather(each, out);
    } else if (!name.startsWith('$')) note(name, value, out);
  }
}

function note(path: string, value: Value, out: Map<string, Value>): void {
  let wanted: Value | undefined;
  if (!isOperators(value)) wanted = value instanceof Regex ? undefined : value;
  else if (value.has('$eq')) wanted = value.get('$eq');
  else {
    const every = value.get('$all');
    const among = value.get('$in');
    if (Array.isArray(every) && every.length === 1 && !isOperators(every[0] as Value)) wanted = every[0];
    else if (Array.isArray(among) && among.length === 1 && !(among[0] instanceof Regex)) wanted = among[0];
  }
  if (wanted === undefined) return;
  const before = out.get(path);
  if (before !== undefined && !equalValues(before, wanted)) {
    throw new StoreError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
  }
  out.set(path, wanted);
}
