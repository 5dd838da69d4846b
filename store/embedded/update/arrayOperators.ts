import { compareValues, equalValues } from '../bson/compare.ts';
import { formatValue } from '../bson/format.ts';
import { asWhole } from '../bson/numbers.ts';
import { cloneValue, type Doc, isDoc, isNumber, Regex, typeName, type Value } from '../bson/values.ts';
import { badValue, failedToParse, StoreError, typeMismatch } from '../errors.ts';
import { compileElement, equalTo, isOperators, regexTest } from '../query/matcher.ts';
import { compareBySort, parseSort } from '../query/sort.ts';
import { idOf, type Place } from './paths.ts';

/** The operators that work on an array (manual: "Array Update Operators"). */
export const arrayOperators: ReadonlyMap<string, (place: Place, argument: Value) => void> = new Map([
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pop', pop],
  ['$pull', pull],
  ['$pullAll', pullAll],
]);

/** The operators that do nothing, and make nothing, where there is no field. */
export const onlyExisting: ReadonlySet<string> = new Set(['$unset', '$pop', '$pull', '$pullAll', '$rename']);

/** Throws MongoDB's error for an argument that the operator can never take. */
export function checkArrayArgument(name: string, path: string, argument: Value): void {
  if (name === '$push') pushSpec(argument);
  if (name === '$addToSet') addSpec(argument);
  if (name === '$pullAll' && !Array.isArray(argument))
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(argument)}`);
  if (name === '$pop') {
    const way = isNumber(argument) ? asWhole(argument) : undefined;
    if (way === undefined) throw failedToParse(`Expected a number in: ${path}: ${formatValue(argument)}`);
    if (way !== 1 && way !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${formatValue(argument)}`);
  }
  if (name === '$pull') pullTest(argument);
}

interface PushSpec {
  each: Value[];
  position: number | undefined;
  slice: number | undefined;
  sort: Value | undefined;
}

function pushSpec(argument: Value): PushSpec {
  if (!isDoc(argument) || !argument.has('$each')) {
    if (
      isDoc(argument) &&
      [...argument.keys()].some((name) => ['$slice', '$sort', '$position'].includes(name))
    ) {
      const [first] = argument.keys();
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${first}' in '${first}' is not valid for storage.`,
      );
    }
    return { each: [argument], position: undefined, slice: undefined, sort: undefined };
  }
  const each = argument.get('$each');
  if (!Array.isArray(each))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  for (const name of argument.keys()) {
    if (!['$each', '$position', '$slice', '$sort'].includes(name))
      throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  const sort = argument.get('$sort');
  if (isDoc(sort)) {
    if (sort.size === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
    parseSort(sort);
  } else if (sort !== undefined && asWhole(sort) !== 1 && asWhole(sort) !== -1) {
    throw badValue(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  return { each, position: integer(argument, '$position'), slice: integer(argument, '$slice'), sort };
}

function integer(spec: Doc, name: string): number | undefined {
  const value = spec.get(name);
  if (value === undefined) return undefined;
  const number = isNumber(value) ? asWhole(value) : undefined;
  if (number === undefined)
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
  return number;
}

function push(place: Place, argument: Value): void {
  const spec = pushSpec(argument);
  const value = place.get();
  if (value !== undefined && !Array.isArray(value)) {
    throw badValue(
      `The field '${fullPath(place)}' must be an array but is of type ${typeName(value)} in document ${idOf(place.root)}`,
    );
  }
  const list = value ?? [];
  const at =
    spec.position === undefined
      ? list.length
      : spec.position < 0
        ? Math.max(0, list.length + spec.position)
        : Math.min(spec.position, list.length);
  const result = [...list.slice(0, at), ...spec.each.map(cloneValue), ...list.slice(at)];
  if (isDoc(spec.sort)) {
    const order = compareBySort(parseSort(spec.sort));
    result.sort((a, b) => order(asSortable(a), asSortable(b)));
  } else if (spec.sort !== undefined) {
    const way = asWhole(spec.sort) ?? 1;
    result.sort((a, b) => way * compareValues(a, b));
  }
  place.set(
    spec.slice === undefined
      ? result
      : spec.slice < 0
        ? result.slice(spec.slice)
        : result.slice(0, spec.slice),
  );
}

function asSortable(value: Value): Doc {
  return isDoc(value) ? value : new Map();
}

function addSpec(argument: Value): Value[] {
  if (!isDoc(argument) || !argument.has('$each')) return [argument];
  const each = argument.get('$each');
  if (!Array.isArray(each))
    throw typeMismatch(
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
    );
  if (argument.size > 1)
    throw badValue(`Found unexpected fields after $each in $addToSet: ${formatValue(argument)}`);
  return each;
}

function addToSet(place: Place, argument: Value): void {
  const value = place.get();
  if (value !== undefined && !Array.isArray(value)) {
    throw badValue(
      `Cannot apply $addToSet to non-array field. Field named '${place.name}' has non-array type ${typeName(value)}`,
    );
  }
  const list = [...(value ?? [])];
  for (const each of addSpec(argument))
    if (!list.some((have) => equalValues(have, each))) list.push(cloneValue(each));
  place.set(list);
}

function pop(place: Place, argument: Value): void {
  const value = place.get();
  if (value === undefined) return;
  if (!Array.isArray(value))
    throw typeMismatch(
      `Path '${fullPath(place)}' contains an element of non-array type '${typeName(value)}'`,
    );
  place.set((asWhole(argument) ?? 1) < 0 ? value.slice(1) : value.slice(0, -1));
}

/** Which elements go: those that equal the value, or that the condition finds. */
function pullTest(argument: Value): (value: Value) => boolean {
  if (argument instanceof Regex) return regexTest(argument);
  if (isOperators(argument)) return compileElement(argument);
  if (!isDoc(argument)) return equalTo(argument);
  const test = compileElement(argument);
  return (value) => isDoc(value) && test(value);
}

function pull(place: Place, argument: Value): void {
  const value = place.get();
  if (value === undefined) return;
  if (!Array.isArray(value)) throw badValue('Cannot apply $pull to a non-array value');
  const test = pullTest(argument);
  place.set(value.filter((each) => !test(each)));
}

function pullAll(place: Place, argument: Value): void {
  const value = place.get();
  if (value === undefined) return;
  if (!Array.isArray(value)) throw badValue('Cannot apply $pull to a non-array value');
  const unwanted = argument as Value[];
  place.set(value.filter((each) => !unwanted.some((other) => equalValues(each, other))));
}

function fullPath(place: Place): string {
  return place.path === '' ? place.name : `${place.path}.${place.name}`;
}
