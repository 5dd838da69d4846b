import { encodeKeys } from '../bson/keys.ts';
import { type Doc, isDoc, Special, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { arrayIndex } from '../query/paths.ts';
import type { IndexSpec } from './catalog.ts';

/** The keys that one document has in an index, and the paths at which arrays were entered. */
export interface IndexKeys {
  keys: Buffer[];
  /** The first key's values, for the message of a duplicate. */
  values: Value[][];
  arrays: Set<string>;
}

interface Field {
  /** What is left of the path; empty when `value` is final. */
  rest: readonly string[];
  value: Value | undefined;
  done: boolean;
  /** The path walked so far, for `arrays`. */
  walked: string;
}

/**
 * Expands a document into index keys as MongoDB does: a missing field is null, an empty array undefined, an
 * array gives one key per element. Throws code 171 when two fields lead through different arrays.
 */
export function indexKeys(doc: Doc, spec: IndexSpec): IndexKeys {
  const arrays = new Set<string>();
  const found: Value[][] = [];
  const start: Field[] = spec.fields.map((field) => ({
    rest: field.parts,
    value: doc,
    done: false,
    walked: '',
  }));
  expand(start, found, arrays);
  const descending = spec.fields.map((field) => field.descending);
  const keys: Buffer[] = [];
  const values: Value[][] = [];
  const seen = new Set<string>();
  for (const each of found) {
    const key = encodeKeys(each, descending);
    if (found.length > 1) {
      const text = key.toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    keys.push(key);
    values.push(each);
  }
  return { keys, values, arrays };
}

/** Every combination of values that the paths have in a document, arrays expanded: what sorting compares. */
export function pathValues(doc: Doc, paths: readonly (readonly string[])[]): Value[][] {
  const found: Value[][] = [];
  expand(
    paths.map((rest) => ({ rest, value: doc, done: false, walked: '' })),
    found,
    new Set(),
  );
  return found;
}

function expand(fields: Field[], out: Value[][], arrays: Set<string>): void {
  let walkedArray: string | undefined;
  let list: Value[] | undefined;
  const walked = fields.map((field) => (field.done ? field : walk(field)));
  for (const field of walked) {
    if (field.done || !Array.isArray(field.value)) continue;
    if (walkedArray !== undefined && walkedArray !== field.walked) {
      const names = [walkedArray, field.walked].map((path) => path.split('.').pop());
      throw new StoreError(171, `cannot index parallel arrays [${names[1]}] [${names[0]}]`);
    }
    walkedArray = field.walked;
    list = field.value;
  }
  if (!list) {
    out.push(walked.map((field) => (field.value === undefined ? null : field.value)));
    return;
  }
  arrays.add(walkedArray as string);
  const inArray = (field: Field): boolean => !field.done && Array.isArray(field.value);
  if (list.length === 0) {
    expand(
      walked.map((field) =>
        inArray(field)
          ? { ...field, value: field.rest.length === 0 ? Special.undefined : undefined, done: true }
          : field,
      ),
      out,
      arrays,
    );
    return;
  }
  for (const element of list) {
    expand(
      walked.map((field) => {
        if (!inArray(field)) return field;
        if (field.rest.length === 0) return { ...field, value: element, done: true };
        if (isDoc(element)) return { ...field, value: element };
        return { ...field, value: undefined, done: true };
      }),
      out,
      arrays,
    );
  }
}

/** Goes along the path until its end or an array. */
function walk(field: Field): Field {
  let { value, rest, walked } = field;
  while (rest.length > 0) {
    const name = rest[0] as string;
    if (Array.isArray(value)) {
      const index = arrayIndex(name);
      if (index < 0 || index >= value.length || value.some((each) => isDoc(each) && each.has(name))) break;
      value = value[index];
    } else value = isDoc(value) ? value.get(name) : undefined;
    walked = walked === '' ? name : `${walked}.${name}`;
    rest = rest.slice(1);
  }
  const done = rest.length === 0 && !Array.isArray(value);
  return { rest, value, done, walked };
}

/** Whether a sparse index takes the document: one of its fields is there. */
export function hasAnyField(doc: Doc, spec: IndexSpec): boolean {
  return spec.fields.some((field) => present(doc, field.parts, 0));
}

function present(value: Value | undefined, parts: readonly string[], at: number): boolean {
  if (at === parts.length) return value !== undefined;
  const name = parts[at] as string;
  if (isDoc(value)) return present(value.get(name), parts, at + 1);
  if (!Array.isArray(value)) return false;
  const index = arrayIndex(name);
  if (index >= 0 && index < value.length && present(value[index], parts, at + 1)) return true;
  return value.some((each) => isDoc(each) && present(each, parts, at));
}
