import { type Num, toNumber } from '../../bson/numbers.ts';
import { isNumber, Special, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import type { Expression } from '../../query/expression.ts';

export type Compile = (spec: Value) => Expression;
/** Makes an operator ready to run from its argument. */
export type Builder = (argument: Value, compile: Compile, name: string) => Expression;
export type Operators = ReadonlyMap<string, Builder>;

/** Null, undefined or missing: most operators answer null to it. */
export function nullish(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null || value === Special.undefined;
}

/** The argument list of an operator; a single argument may stand without brackets. Throws 16020 for a wrong number. */
export function listOf(
  argument: Value,
  compile: Compile,
  name: string,
  least: number,
  most: number,
): Expression[] {
  const list = Array.isArray(argument) ? argument : [argument];
  if (list.length < least || list.length > most) {
    const wanted = least === most ? `exactly ${least}` : `at least ${least} arguments, and at most ${most}`;
    throw new StoreError(
      least === most ? 16020 : 28667,
      `Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`,
    );
  }
  return list.map((each) => compile(each));
}

/** An operator of a fixed number of arguments that sees their values. */
export function fixed(
  count: number,
  run: (values: (Value | undefined)[], name: string) => Value | undefined,
): Builder {
  return (argument, compile, name) => {
    const items = listOf(argument, compile, name, count, count);
    return (scope) =>
      run(
        items.map((item) => item(scope)),
        name,
      );
  };
}

/** An operator of one argument that answers null to null. */
export function unary(run: (value: Value, name: string) => Value): Builder {
  return fixed(1, ([value], name) => (nullish(value) ? null : run(value as Value, name)));
}

/** An operator of any number of arguments. */
export function variadic(run: (values: (Value | undefined)[], name: string) => Value | undefined): Builder {
  return (argument, compile, name) => {
    const items = listOf(argument, compile, name, 0, Number.POSITIVE_INFINITY);
    return (scope) =>
      run(
        items.map((item) => item(scope)),
        name,
      );
  };
}

/** The named arguments of an operator. Throws when one that is needed is missing or one is unknown. */
export function named<K extends string>(
  argument: Value,
  compile: Compile,
  name: string,
  needed: readonly K[],
  optional: readonly string[],
): Map<string, Expression> {
  if (!(argument instanceof Map))
    throw new StoreError(28646, `${name} only supports an object as its argument`);
  for (const key of argument.keys()) {
    if (!needed.includes(key as K) && !optional.includes(key))
      throw new StoreError(28647, `Unrecognized parameter to ${name}: ${key}`);
  }
  for (const key of needed)
    if (!argument.has(key)) throw new StoreError(28648, `Missing '${key}' parameter to ${name}`);
  return new Map([...argument].map(([key, value]) => [key, compile(value)]));
}

export function numberOr(value: Value | undefined, name: string, code = 14): Num {
  if (isNumber(value)) return value;
  throw new StoreError(code, `${name} only supports numeric types, not ${typeName(value)}`);
}

/** A whole number that a position or a length can be. */
export function wholeOr(value: Value | undefined, name: string, code: number): number {
  const number = isNumber(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number))
    throw new StoreError(code, `${name} requires an integral argument, found ${typeName(value)}`);
  return number;
}
