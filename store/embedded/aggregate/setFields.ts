import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import type { Expression } from '../query/expression.ts';
import { scopeOf } from './accumulators.ts';
import { compileExpression } from './compileExpression.ts';

type Tree = Map<string, Expression | Tree>;

/** `$set` / `$addFields`: computed fields are set, in nested documents and in every document of an array on the way. */
export function setFields(spec: Value, stage: string): (doc: Doc, now: Date) => Doc {
  if (!isDoc(spec) || spec.size === 0)
    throw new StoreError(40272, `${stage} specification stage must be an object`);
  const tree: Tree = new Map();
  for (const [path, value] of spec) plant(tree, path.split('.'), value, path);
  return (doc, now) => apply(doc, tree, doc, now);
}

function plant(tree: Tree, parts: readonly string[], value: Value, path: string): void {
  const name = parts[0] as string;
  if (name === '') throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
  if (name.startsWith('$'))
    throw new StoreError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    );
  const nested = isDoc(value) && value.size > 0 && ![...value.keys()].some((key) => key.startsWith('$'));
  if (parts.length === 1 && !nested) {
    if (tree.has(name))
      throw new StoreError(
        40176,
        `specification contains two conflicting paths. Cannot specify both '${path}' and another path`,
      );
    tree.set(name, compileExpression(value));
    return;
  }
  let below = tree.get(name);
  if (below === undefined) {
    below = new Map();
    tree.set(name, below);
  }
  if (!(below instanceof Map))
    throw new StoreError(
      40176,
      `specification contains two conflicting paths. Cannot specify both '${path}' and another path`,
    );
  if (parts.length > 1) plant(below, parts.slice(1), value, path);
  else for (const [key, each] of value as Doc) plant(below, key.split('.'), each, `${path}.${key}`);
}

function apply(target: Doc, tree: Tree, root: Doc, now: Date): Doc {
  const out: Doc = new Map(target);
  for (const [name, what] of tree) {
    if (what instanceof Map) out.set(name, into(target.get(name), what, root, now));
    else {
      const value = what(scopeOf(root, now));
      if (value === undefined) out.delete(name);
      else out.set(name, value);
    }
  }
  return out;
}

function into(value: Value | undefined, tree: Tree, root: Doc, now: Date): Value {
  if (Array.isArray(value)) return value.map((each) => into(each, tree, root, now));
  return apply(isDoc(value) ? value : new Map(), tree, root, now);
}

/** `$unset`: one path or a list of them. */
export function unsetFields(spec: Value): (doc: Doc) => Doc {
  const list = Array.isArray(spec) ? spec : [spec];
  if (list.length === 0)
    throw new StoreError(31119, '$unset specification must be a string or an array with at least one field');
  const paths = list.map((each) => {
    if (typeof each !== 'string' || each === '' || each.startsWith('$'))
      throw new StoreError(
        31120,
        '$unset specification must be a string or an array containing only string values',
      );
    return each.split('.');
  });
  return (doc) => paths.reduce<Doc>((out, parts) => without(out, parts, 0) as Doc, doc);
}

function without(value: Value, parts: readonly string[], at: number): Value {
  if (Array.isArray(value)) return value.map((each) => without(each, parts, at));
  const name = parts[at] as string;
  if (!isDoc(value) || !value.has(name)) return value;
  const out: Doc = new Map(value);
  if (at === parts.length - 1) out.delete(name);
  else out.set(name, without(value.get(name) as Value, parts, at + 1));
  return out;
}
