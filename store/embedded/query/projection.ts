import { compileExpression, truthy } from '../aggregate/compileExpression.ts';
import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, Special, type Value } from '../bson/values.ts';
import { badValue, StoreError } from '../errors.ts';
import type { Expression } from './expression.ts';
import { compileElement, type Matcher } from './matcher.ts';

/** Gives the projected copy of a document; the document itself is left as it is. */
export type Projection = (doc: Doc) => Doc;

type Leaf =
  | { kind: 'keep' }
  | { kind: 'drop' }
  | { kind: 'slice'; skip: number; count: number }
  | { kind: 'elemMatch'; test: (value: Value) => boolean }
  | { kind: 'positional' }
  | { kind: 'compute'; expression: Expression };

type Tree = Map<string, Leaf | Tree>;

/**
 * Compiles a projection (manual: "Project Fields to Return"). `find` says whose dialect it is: a find's knows
 * `$slice`, `$elemMatch` and the positional `$`; an aggregation's does not. `matcher` serves the positional `$`.
 * Throws 31249/31250 for colliding paths, 31253/31254 for a mixture of inclusion and exclusion.
 */
export function compileProjection(spec: Doc, find: boolean, matcher?: Matcher): Projection | undefined {
  if (spec.size === 0) return undefined;
  const tree: Tree = new Map();
  let mode: 'include' | 'exclude' | undefined;
  let sliced = false;
  let idKept: boolean | undefined;
  const settle = (wanted: 'include' | 'exclude', path: string): void => {
    if (mode !== undefined && mode !== wanted) {
      throw new StoreError(
        wanted === 'include' ? 31253 : 31254,
        `Cannot do ${wanted === 'include' ? 'inclusion' : 'exclusion'} on field ${path} in ${mode === 'include' ? 'inclusion' : 'exclusion'} projection`,
      );
    }
    mode = wanted;
  };
  for (const { path, leaf } of leaves(spec, '', find)) {
    if (path === '_id' && (leaf.kind === 'keep' || leaf.kind === 'drop')) {
      idKept = leaf.kind === 'keep';
      put(tree, path, leaf);
      continue;
    }
    if (leaf.kind === 'slice') sliced = true;
    else settle(leaf.kind === 'drop' ? 'exclude' : 'include', path);
    put(tree, path, leaf);
  }
  mode ??= sliced ? 'exclude' : idKept === false ? 'exclude' : 'include';
  if (mode === 'exclude') return (doc) => exclude(doc, tree);
  if (idKept === undefined) put(tree, '_id', { kind: 'keep' });
  return (doc) => {
    const position = matcher && find ? matcher.position(doc) : -1;
    return include(doc, tree, doc, position);
  };
}

function* leaves(spec: Doc, prefix: string, find: boolean): Generator<{ path: string; leaf: Leaf }> {
  for (const [name, value] of spec) {
    let path = prefix === '' ? name : `${prefix}.${name}`;
    if (path === '' || path.split('.').includes(''))
      throw new StoreError(40353, "FieldPath must not end with a '.'.");
    if (find && path.endsWith('.$')) {
      path = path.slice(0, -2);
      yield { path, leaf: { kind: 'positional' } };
      continue;
    }
    if (path.split('.').some((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part))) {
      throw new StoreError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    }
    if (value === true || value === false) yield { path, leaf: { kind: value ? 'keep' : 'drop' } };
    else if (isNumber(value)) yield { path, leaf: { kind: truthy(value) ? 'keep' : 'drop' } };
    else if (isDoc(value)) {
      const [first] = value.keys();
      if (first === undefined)
        throw new StoreError(
          51270,
          'An empty sub-projection is not a valid value. Found empty object at path',
        );
      if (first.startsWith('$')) yield { path, leaf: operator(first, value, find) };
      else yield* leaves(value, path, find);
    } else yield { path, leaf: { kind: 'compute', expression: compileExpression(value) } };
  }
}

function operator(name: string, spec: Doc, find: boolean): Leaf {
  const argument = spec.get(name) as Value;
  if (find && name === '$elemMatch') {
    if (!isDoc(argument)) throw new StoreError(31274, 'elemMatch: Invalid argument, object required');
    return { kind: 'elemMatch', test: compileElement(argument) };
  }
  if (find && name === '$slice' && !(Array.isArray(argument) && !argument.every((each) => isNumber(each))))
    return slice(argument);
  if (name === '$meta') throw badValue('$meta is not supported by the embedded store');
  return { kind: 'compute', expression: compileExpression(spec) };
}

function slice(argument: Value): Leaf {
  const whole = (value: Value | undefined): number => {
    const number = isNumber(value) ? Math.trunc(Number(asWhole(value) ?? Number.NaN)) : Number.NaN;
    if (Number.isNaN(number))
      throw new StoreError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax');
    return number;
  };
  if (!Array.isArray(argument)) {
    const count = whole(argument);
    return count < 0 ? { kind: 'slice', skip: count, count: -count } : { kind: 'slice', skip: 0, count };
  }
  if (argument.length !== 2) throw new StoreError(28667, 'Invalid $slice syntax: two numbers are needed');
  const count = whole(argument[1]);
  if (count <= 0)
    throw new StoreError(28724, 'First argument to $slice must be an array, but is of type: int');
  return { kind: 'slice', skip: whole(argument[0]), count };
}

function put(tree: Tree, path: string, leaf: Leaf): void {
  const parts = path.split('.');
  let at = tree;
  for (const [i, part] of parts.entries()) {
    const below = at.get(part);
    if (i === parts.length - 1) {
      if (below !== undefined) throw new StoreError(31250, `Path collision at ${path}`);
      at.set(part, leaf);
      return;
    }
    if (below === undefined) {
      const made: Tree = new Map();
      at.set(part, made);
      at = made;
    } else if (below instanceof Map) at = below;
    else
      throw new StoreError(
        31249,
        `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`,
      );
  }
}

function exclude(doc: Doc, tree: Tree): Doc {
  const out: Doc = new Map();
  for (const [name, value] of doc) {
    const leaf = tree.get(name);
    if (leaf === undefined) out.set(name, value);
    else if (leaf instanceof Map) out.set(name, excludeBelow(value, leaf));
    else if (leaf.kind === 'slice') out.set(name, sliced(value, leaf));
    else if (leaf.kind === 'keep') out.set(name, value);
  }
  return out;
}

function excludeBelow(value: Value, tree: Tree): Value {
  if (isDoc(value)) return exclude(value, tree);
  return Array.isArray(value) ? value.map((each) => excludeBelow(each, tree)) : value;
}

function sliced(value: Value, leaf: Extract<Leaf, { kind: 'slice' }>): Value {
  if (!Array.isArray(value)) return value;
  const start = leaf.skip < 0 ? Math.max(0, value.length + leaf.skip) : leaf.skip;
  return value.slice(start, start + leaf.count);
}

/** Kept fields come in the document's order, then computed ones in the projection's. */
function include(doc: Doc, tree: Tree, root: Doc, position: number): Doc {
  const out: Doc = new Map();
  for (const [name, value] of doc) {
    const leaf = tree.get(name);
    if (leaf === undefined) continue;
    const kept = keep(value, leaf, root, position);
    if (kept !== undefined) out.set(name, kept);
  }
  compute(out, tree, root, doc);
  return out;
}

function keep(value: Value, leaf: Leaf | Tree, root: Doc, position: number): Value | undefined {
  if (leaf instanceof Map) {
    if (isDoc(value)) return include(value, leaf, root, position);
    if (!Array.isArray(value)) return undefined;
    return value.flatMap((each) => {
      const kept = isDoc(each) || Array.isArray(each) ? keep(each, leaf, root, position) : undefined;
      return kept === undefined ? [] : [kept];
    });
  }
  switch (leaf.kind) {
    case 'keep':
      return value;
    case 'slice':
      return sliced(value, leaf);
    case 'elemMatch': {
      const found = Array.isArray(value) ? value.find((each) => leaf.test(each)) : undefined;
      return found === undefined ? undefined : [found];
    }
    case 'positional':
      if (!Array.isArray(value)) return value;
      if (position < 0)
        throw new StoreError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      if (position >= value.length)
        throw new StoreError(
          51247,
          "Executor error during find command :: caused by :: positional operator '.$' element mismatch",
        );
      return [value[position] as Value];
    default:
      return undefined;
  }
}

function compute(out: Doc, tree: Tree, root: Doc, level: Doc): void {
  for (const [name, leaf] of tree) {
    if (leaf instanceof Map) {
      if (!hasComputed(leaf)) continue;
      const below = out.get(name);
      if (Array.isArray(below) || (isDoc(below) && level.has(name))) {
        if (isDoc(below)) compute(below, leaf, root, new Map());
        continue;
      }
      const made: Doc = new Map();
      compute(made, leaf, root, new Map());
      if (made.size > 0 || !level.has(name)) out.set(name, made);
    } else if (leaf.kind === 'compute') {
      const value = leaf.expression({ root, current: root, variables: new Map(), now: new Date() });
      if (value !== undefined && value !== Special.undefined) out.set(name, value);
    }
  }
}

function hasComputed(tree: Tree): boolean {
  for (const leaf of tree.values()) {
    if (leaf instanceof Map ? hasComputed(leaf) : leaf.kind === 'compute') return true;
  }
  return false;
}
