import { compareValues } from '../../bson/compare.ts';
import { toNumber } from '../../bson/numbers.ts';
import { isDoc, isNumber, Special, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import type { Expression } from '../../query/expression.ts';
import { type Builder, type Compile, fixed, listOf, nullish, type Operators } from './builder.ts';

/** Comparison, Boolean, conditional and variable operators (manual: "Expression Operators"). */
export const logic: Operators = new Map<string, Builder>([
  ['$eq', comparison((order) => order === 0)],
  ['$ne', comparison((order) => order !== 0)],
  ['$gt', comparison((order) => order > 0)],
  ['$gte', comparison((order) => order >= 0)],
  ['$lt', comparison((order) => order < 0)],
  ['$lte', comparison((order) => order <= 0)],
  ['$cmp', fixed(2, ([a, b]) => Math.sign(compare(a, b)))],
  [
    '$and',
    (argument, compile) => {
      const items = many(argument, compile);
      return (scope) => items.every((item) => isTrue(item(scope)));
    },
  ],
  [
    '$or',
    (argument, compile) => {
      const items = many(argument, compile);
      return (scope) => items.some((item) => isTrue(item(scope)));
    },
  ],
  ['$not', fixed(1, ([value]) => !isTrue(value))],
  ['$cond', condition],
  ['$ifNull', ifNull],
  ['$switch', switching],
  ['$literal', (argument) => () => argument],
  ['$let', letting],
]);

function many(argument: Value, compile: Compile): Expression[] {
  return (Array.isArray(argument) ? argument : [argument]).map((each) => compile(each));
}

function comparison(holds: (order: number) => boolean): Builder {
  return fixed(2, ([a, b]) => holds(compare(a, b)));
}

/** A missing value is below everything but MinKey. */
function compare(a: Value | undefined, b: Value | undefined): number {
  return compareValues(a === undefined ? Special.undefined : a, b === undefined ? Special.undefined : b);
}

function isTrue(value: Value | undefined): boolean {
  if (nullish(value) || value === false) return false;
  return !isNumber(value) || toNumber(value) !== 0;
}

function condition(argument: Value, compile: Compile, name: string): Expression {
  let parts: Value[];
  if (isDoc(argument)) {
    for (const key of argument.keys())
      if (!['if', 'then', 'else'].includes(key))
        throw new StoreError(17083, `Unrecognized parameter to $cond: ${key}`);
    parts = ['if', 'then', 'else'].map((key, i) => {
      if (!argument.has(key)) throw new StoreError(17080 + i, `Missing '${key}' parameter to $cond`);
      return argument.get(key) as Value;
    });
  } else parts = argument as Value[];
  const [test, yes, no] = listOf(parts, compile, name, 3, 3) as [Expression, Expression, Expression];
  return (scope) => (isTrue(test(scope)) ? yes(scope) : no(scope));
}

function ifNull(argument: Value, compile: Compile, name: string): Expression {
  const items = listOf(argument, compile, name, 2, Number.POSITIVE_INFINITY);
  return (scope) => {
    let value: Value | undefined;
    for (const item of items) {
      value = item(scope);
      if (!nullish(value)) return value;
    }
    return value;
  };
}

function switching(argument: Value, compile: Compile): Expression {
  if (!isDoc(argument)) throw new StoreError(40060, '$switch requires an object as an argument');
  const branches = argument.get('branches');
  if (!Array.isArray(branches) || branches.length === 0)
    throw new StoreError(40068, '$switch requires at least one branch.');
  const cases = branches.map((branch): [Expression, Expression] => {
    if (!isDoc(branch) || !branch.has('case') || !branch.has('then'))
      throw new StoreError(40065, "$switch requires each branch have a 'case' and a 'then'");
    return [compile(branch.get('case') as Value), compile(branch.get('then') as Value)];
  });
  const other = argument.has('default') ? compile(argument.get('default') as Value) : undefined;
  return (scope) => {
    for (const [test, then] of cases) if (isTrue(test(scope))) return then(scope);
    if (!other)
      throw new StoreError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return other(scope);
  };
}

function letting(argument: Value, compile: Compile): Expression {
  if (!isDoc(argument)) throw new StoreError(16874, '$let only supports an object as its argument');
  const vars = argument.get('vars');
  if (!isDoc(vars)) throw new StoreError(16876, "Missing 'vars' parameter to $let");
  if (!argument.has('in')) throw new StoreError(16877, "Missing 'in' parameter to $let");
  const bound = [...vars].map(([name, value]): [string, Expression] => {
    if (!/^[a-z_\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
      throw new StoreError(16867, `'${name}' starts with an invalid character for a user variable name`);
    return [name, compile(value)];
  });
  const body = compile(argument.get('in') as Value);
  return (scope) => {
    const variables = new Map(scope.variables);
    for (const [name, expression] of bound) variables.set(name, expression(scope));
    return body({ ...scope, variables });
  };
}
