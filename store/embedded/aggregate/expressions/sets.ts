import { encodeKey } from '../../bson/keys.ts';
import { toNumber } from '../../bson/numbers.ts';
import { isNumber, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import { type Builder, fixed, nullish, type Operators, variadic } from './builder.ts';

/** Set operators (manual: "Set Expression Operators"): arrays without order and without repetition. */
export const sets: Operators = new Map<string, Builder>([
  [
    '$setUnion',
    variadic((values) =>
      values.some(nullish) ? null : [...asSet(values.flatMap((each) => listOr(each))).values()],
    ),
  ],
  ['$setIntersection', variadic(intersection)],
  ['$setDifference', fixed(2, ([a, b]) => difference(a, b))],
  ['$setEquals', variadic(equal)],
  [
    '$setIsSubset',
    fixed(2, ([a, b]) => [...asSet(listOr(a)).keys()].every((key) => asSet(listOr(b)).has(key))),
  ],
  ['$anyElementTrue', fixed(1, ([list]) => listOr(list).some(isTrue))],
  ['$allElementsTrue', fixed(1, ([list]) => listOr(list).every(isTrue))],
]);

function listOr(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  throw new StoreError(
    17043,
    `All operands of a set expression must be arrays. One argument is of type: ${typeName(value)}`,
  );
}

function asSet(list: readonly Value[]): Map<string, Value> {
  const set = new Map<string, Value>();
  for (const value of list) {
    const key = encodeKey(value).toString('latin1');
    if (!set.has(key)) set.set(key, value);
  }
  return set;
}

function intersection(values: (Value | undefined)[]): Value {
  if (values.some(nullish)) return null;
  const [first, ...others] = values.map((each) => asSet(listOr(each)));
  if (!first) return [];
  return [...first].filter(([key]) => others.every((other) => other.has(key))).map(([, value]) => value);
}

function difference(a: Value | undefined, b: Value | undefined): Value {
  if (nullish(a) || nullish(b)) return null;
  const other = asSet(listOr(b));
  return [...asSet(listOr(a))].filter(([key]) => !other.has(key)).map(([, value]) => value);
}

function equal(values: (Value | undefined)[]): Value {
  const [first, ...others] = values.map((each) => asSet(listOr(each)));
  if (!first || others.length === 0)
    throw new StoreError(17045, `$setEquals needs at least two arguments had: ${values.length}`);
  return others.every(
    (other) => other.size === first.size && [...first.keys()].every((key) => other.has(key)),
  );
}

function isTrue(value: Value): boolean {
  return !nullish(value) && value !== false && !(isNumber(value) && toNumber(value) === 0);
}
