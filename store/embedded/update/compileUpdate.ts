import { compilePipelineUpdate } from '../aggregate/pipelineUpdate.ts';
import { equalValues } from '../bson/compare.ts';
import { cloneDoc, type Doc, isDoc, typeName, type Value } from '../bson/values.ts';
import { badValue, failedToParse, StoreError } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import { arrayIndex } from '../query/paths.ts';
import { arrayOperators, checkArrayArgument, onlyExisting } from './arrayOperators.ts';
import { type ArrayFilters, expandPath } from './expandPath.ts';
import { checkFieldArgument, fieldOperators } from './fieldOperators.ts';
import { placeOf } from './paths.ts';

/**
 * An update made ready to run. `apply` may change `doc` in place and returns the document that takes its
 * place; on an error the document is spoilt and must be thrown away. `position` is the index the positional
 * `$` stands for, asked for only when needed.
 */
export interface Update {
  kind: 'operators' | 'replacement' | 'pipeline';
  apply(doc: Doc, context: { inserting: boolean; position: () => number; now: Date }): Doc;
}

interface Change {
  path: string;
  operator: string;
  argument: Value;
}

/**
 * Compiles the `u` of an update statement (manual: "Update Operators"). Throws code 9 for an unknown modifier,
 * 40 for two changes of one path, 2/14 for arguments that can never work.
 */
export function compileUpdate(update: Value, arrayFilters: Value | undefined): Update {
  if (Array.isArray(update)) {
    if (arrayFilters !== undefined)
      throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
    return compilePipelineUpdate(update);
  }
  if (!isDoc(update)) {
    throw failedToParse('Update argument must be either an object or an array');
  }
  const [first] = update.keys();
  if (first === undefined || !first.startsWith('$')) {
    if (arrayFilters !== undefined)
      throw failedToParse(
        'arrayFilters may not be specified for a replacement-style update'.replace(
          'a replacement-style update',
          'replacement-style updates',
        ),
      );
    return replacement(update);
  }
  return withOperators(update, arrayFilters);
}

function replacement(update: Doc): Update {
  for (const name of update.keys()) {
    if (name.startsWith('$') && !['$ref', '$id', '$db'].includes(name)) {
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return {
    kind: 'replacement',
    apply: (doc) => {
      const id = doc.get('_id');
      const given = update.get('_id');
      if (id !== undefined && given !== undefined && !equalValues(id, given)) throw immutable('altered');
      const result: Doc = new Map();
      const kept = id === undefined ? given : id;
      if (kept !== undefined) result.set('_id', kept);
      for (const [name, value] of cloneDoc(update)) if (name !== '_id') result.set(name, value);
      return result;
    },
  };
}

function immutable(how: 'altered' | '$set'): StoreError {
  return new StoreError(
    66,
    how === 'altered'
      ? "After applying the update, the (immutable) field '_id' was found to have been altered"
      : "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

function withOperators(update: Doc, arrayFilters: Value | undefined): Update {
  const changes = collect(update);
  checkConflicts(changes);
  const filters = compileArrayFilters(arrayFilters, changes);
  changes.sort((a, b) => comparePaths(a.path, b.path));
  const always = changes.filter((change) => change.operator !== '$setOnInsert');
  return {
    kind: 'operators',
    apply: (doc, { inserting, position, now }) => {
      const id = doc.get('_id');
      const touched: string[] = [];
      for (const change of inserting ? changes : always)
        applyChange(doc, change, position, filters, now, touched);
      if (!inserting && id !== undefined) {
        const left = doc.get('_id');
        if (left === undefined || !equalValues(left, id)) throw immutable('$set');
      }
      return doc;
    },
  };
}

function collect(update: Doc): Change[] {
  const changes: Change[] = [];
  for (const [operator, spec] of update) {
    if (!fieldOperators.has(operator) && !arrayOperators.has(operator) && operator !== '$rename') {
      throw failedToParse(
        operator.startsWith('$')
          ? `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`
          : `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDoc(spec)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(spec)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${String(spec)}}`,
      );
    }
    for (const [path, argument] of spec) changes.push(checked({ path, operator, argument }));
  }
  return changes;
}

function checked(change: Change): Change {
  const { path, operator, argument } = change;
  if (path === '') throw new StoreError(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes(''))
    throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  const [first] = parts;
  if ((first as string).startsWith('$')) {
    if (first === '$' || first?.startsWith('$['))
      throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
    throw new StoreError(
      52,
      `The dollar ($) prefixed field '${first}' in '${path}' is not valid for storage.`,
    );
  }
  if (parts.filter((part) => part === '$').length > 1)
    throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`);
  for (const part of parts.slice(1)) {
    if (
      part.startsWith('$') &&
      part !== '$' &&
      !/^\$\[[a-z]?[A-Za-z0-9]*\]$/.test(part) &&
      !['$ref', '$id', '$db'].includes(part)
    ) {
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
      );
    }
  }
  if (operator === '$rename') checkRename(path, argument);
  checkFieldArgument(operator, path, argument);
  checkArrayArgument(operator, path, argument);
  return change;
}

function checkRename(path: string, argument: Value): void {
  if (typeof argument !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${path}: ${String(argument)}`);
  if (argument === path)
    throw badValue(`The source and target field for $rename must differ: ${path}: "${argument}"`);
  if (argument.startsWith(`${path}.`) || path.startsWith(`${argument}.`)) {
    throw badValue(
      `The source and target field for $rename must not be on the same path: ${path}: "${argument}"`,
    );
  }
  if (path.split('.').some((part) => part.startsWith('$')))
    throw badValue(`The source field for $rename may not be dynamic: ${path}`);
  if (argument.split('.').some((part) => part.startsWith('$')))
    throw badValue(`The destination field for $rename may not be dynamic: ${argument}`);
}

function checkConflicts(changes: readonly Change[]): void {
  const paths = changes.flatMap((change) =>
    change.operator === '$rename' ? [change.path, change.argument as string] : [change.path],
  );
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(path)) throw conflict(path, path);
    seen.add(path);
  }
  for (const path of paths) {
    for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      if (seen.has(path.slice(0, dot))) throw conflict(path, path.slice(0, dot));
    }
  }
}

function conflict(path: string, at: string): StoreError {
  return new StoreError(40, `Updating the path '${path}' would create a conflict at '${at}'`);
}

/** Fields are changed in the order of their names, numbers by value (manual: "Update Operators", behaviour). */
function comparePaths(a: string, b: string): number {
  const x = a.split('.');
  const y = b.split('.');
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const left = x[i] as string;
    const right = y[i] as string;
    if (left === right) continue;
    const m = arrayIndex(left);
    const n = arrayIndex(right);
    if (m >= 0 && n >= 0) return m - n;
    return left < right ? -1 : 1;
  }
  return x.length - y.length;
}

function applyChange(
  doc: Doc,
  change: Change,
  position: () => number,
  filters: ArrayFilters,
  now: Date,
  touched: string[],
): void {
  const { path, operator, argument } = change;
  const dynamic = path.includes('$');
  const concrete = dynamic
    ? expandPath(doc, path, path.split('.').includes('$') ? position() : -1, filters)
    : [path];
  for (const each of concrete) {
    if (dynamic || touched.length > 0) {
      const other = touched.find(
        (had) => had === each || had.startsWith(`${each}.`) || each.startsWith(`${had}.`),
      );
      if (other !== undefined) throw conflict(each, other.length < each.length ? other : each);
    }
    if (dynamic) touched.push(each);
    if (operator === '$rename') rename(doc, each, argument as string);
    else {
      const place = placeOf(doc, each, !onlyExisting.has(operator));
      if (!place) continue;
      const run = fieldOperators.get(operator);
      if (run) run(place, argument, now);
      else arrayOperators.get(operator)?.(place, argument);
    }
  }
}

function rename(doc: Doc, from: string, to: string): void {
  const source = placeOf(doc, from, false);
  const value = source?.get();
  if (!source || value === undefined) return;
  if (Array.isArray(source.parent) || throughArray(doc, from))
    throw badValue(
      `The source field cannot be an array element, '${from}' in doc has an array field called '${from.split('.')[0]}'`,
    );
  if (throughArray(doc, to))
    throw badValue(
      `The destination field cannot be an array element, '${to}' in doc has an array field called '${to.split('.')[0]}'`,
    );
  const target = placeOf(doc, to, true);
  source.unset();
  if (isDoc(target?.parent)) target.parent.delete(target.name);
  target?.set(value);
}

function throughArray(doc: Doc, path: string): boolean {
  let value: Value | undefined = doc;
  for (const part of path.split('.').slice(0, -1)) {
    value = isDoc(value) ? value.get(part) : undefined;
    if (Array.isArray(value)) return true;
  }
  return false;
}

function compileArrayFilters(given: Value | undefined, changes: readonly Change[]): ArrayFilters {
  const filters = new Map<string, (element: Value) => boolean>();
  if (given === undefined) return filters;
  if (!Array.isArray(given))
    throw new StoreError(
      14,
      "BSON field 'update.updates.arrayFilters' is the wrong type, expected type 'array'",
    );
  for (const each of given) {
    if (!isDoc(each)) throw new StoreError(14, 'arrayFilters must be objects');
    const name = identifier(each);
    if (name === undefined)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (filters.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    if (!changes.some((change) => change.path.split('.').includes(`$[${name}]`))) {
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
    }
    const test = compileFilter(each);
    filters.set(name, (element) => test(new Map([[name, element]]), { position: -1 }));
  }
  return filters;
}

/** The one name that all fields of an array filter begin with. */
function identifier(filter: Doc): string | undefined {
  let name: string | undefined;
  for (const [path, value] of filter) {
    let here: string | undefined;
    if (path.startsWith('$')) {
      for (const branch of Array.isArray(value) ? value : []) {
        const inner = isDoc(branch) ? identifier(branch) : undefined;
        if (here !== undefined && inner !== here) throw mixed(here, inner);
        here = inner;
      }
    } else here = path.split('.')[0];
    if (name !== undefined && here !== undefined && here !== name) throw mixed(name, here);
    name = here ?? name;
  }
  return name;
}

function mixed(a: string, b: string | undefined): StoreError {
  return failedToParse(
    `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${a}' and '${b}'`,
  );
}
