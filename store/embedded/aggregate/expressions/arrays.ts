import { compareValues, equalValues } from '../../bson/compare.ts';
import { toNumber } from '../../bson/numbers.ts';
import { type Doc, isDoc, isNumber, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import type { Expression } from '../../query/expression.ts';
import { compareBySort, parseSort } from '../../query/sort.ts';
import {
  type Builder,
  type Compile,
  fixed,
  listOf,
  named,
  nullish,
  type Operators,
  unary,
  variadic,
  wholeOr,
} from './builder.ts';

/** Array operators (manual: "Array Expression Operators"). */
export const arrays: Operators = new Map<string, Builder>([
  ['$arrayElemAt', fixed(2, ([list, at]) => elementAt(list, at))],
  ['$first', unary((list) => edge(list, 0, '$first'))],
  ['$last', unary((list) => edge(list, -1, '$last'))],
  ['$firstN', several('$firstN', (list, n) => list.slice(0, n))],
  ['$lastN', several('$lastN', (list, n) => list.slice(Math.max(0, list.length - n)))],
  ['$concatArrays', variadic(concat)],
  ['$filter', filter],
  ['$map', map],
  ['$reduce', reduce],
  ['$in', fixed(2, ([value, list]) => contains(value, list))],
  ['$indexOfArray', indexOf],
  ['$isArray', fixed(1, ([value]) => Array.isArray(value))],
  ['$range', range],
  ['$reverseArray', unary((list) => [...listOr(list, '$reverseArray', 34435)].reverse())],
  ['$size', fixed(1, ([list]) => listOr(list, '$size', 17124).length)],
  ['$slice', slice],
  ['$sortArray', sortArray],
]);

function listOr(value: Value | undefined, name: string, code: number): Value[] {
  if (Array.isArray(value)) return value;
  throw new StoreError(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`);
}

function elementAt(list: Value | undefined, at: Value | undefined): Value | undefined {
  if (nullish(list) || nullish(at)) return null;
  const index = wholeOr(at, '$arrayElemAt', 28691);
  return listOr(list, '$arrayElemAt', 28689).at(index);
}

function edge(list: Value, at: number, name: string): Value {
  return listOr(list, name, 28689).at(at) as Value;
}

function several(name: string, run: (list: Value[], n: number) => Value[]): Builder {
  return (argument, compile) => {
    const given = named(argument, compile, name, ['input', 'n'], []);
    return (scope) => {
      const n = wholeOr(given.get('n')?.(scope), name, 5787902);
      if (n <= 0) throw new StoreError(5787908, `'n' must be greater than 0, found ${n}`);
      return run(listOr(given.get('input')?.(scope), name, 5788200), n);
    };
  };
}

function concat(values: (Value | undefined)[]): Value {
  const out: Value[] = [];
  for (const value of values) {
    if (nullish(value)) return null;
    if (!Array.isArray(value))
      throw new StoreError(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
    out.push(...value);
  }
  return out;
}

function variableName(argument: Value, missing: string): string {
  const as = isDoc(argument) ? argument.get('as') : undefined;
  return typeof as === 'string' ? as : missing;
}

function filter(argument: Value, compile: Compile, name: string): Expression {
  if (!isDoc(argument)) throw new StoreError(28646, '$filter only supports an object as its argument');
  const as = variableName(argument, 'this');
  const given = named(withoutAs(argument), compile, name, ['input', 'cond'], ['limit']);
  return (scope) => {
    const list = given.get('input')?.(scope);
    if (nullish(list)) return null;
    const limit = given.has('limit') ? given.get('limit')?.(scope) : undefined;
    const most = nullish(limit) ? Number.POSITIVE_INFINITY : wholeOr(limit, '$filter', 327391);
    if (most < 1) throw new StoreError(327392, '$filter: limit must be greater than 0');
    const out: Value[] = [];
    for (const each of listOr(list, '$filter', 28651)) {
      if (out.length >= most) break;
      const keep = given.get('cond')?.({ ...scope, variables: new Map(scope.variables).set(as, each) });
      if (isTrue(keep)) out.push(each);
    }
    return out;
  };
}

function withoutAs(argument: Doc): Doc {
  return new Map([...argument].filter(([key]) => key !== 'as'));
}

function isTrue(value: Value | undefined): boolean {
  if (nullish(value) || value === false) return false;
  return !isNumber(value) || toNumber(value) !== 0;
}

function map(argument: Value, compile: Compile, name: string): Expression {
  if (!isDoc(argument)) throw new StoreError(16878, '$map only supports an object as its argument');
  const as = variableName(argument, 'this');
  const given = named(withoutAs(argument), compile, name, ['input', 'in'], []);
  return (scope) => {
    const list = given.get('input')?.(scope);
    if (nullish(list)) return null;
    return listOr(list, '$map', 16883).map((each) => {
      const value = given.get('in')?.({ ...scope, variables: new Map(scope.variables).set(as, each) });
      return value === undefined ? null : value;
    });
  };
}

function reduce(argument: Value, compile: Compile, name: string): Expression {
  const given = named(argument, compile, name, ['input', 'initialValue', 'in'], []);
  return (scope) => {
    const list = given.get('input')?.(scope);
    if (nullish(list)) return null;
    let value = given.get('initialValue')?.(scope);
    for (const each of listOr(list, '$reduce', 40080)) {
      value = given.get('in')?.({
        ...scope,
        variables: new Map(scope.variables).set('this', each).set('value', value),
      });
    }
    return value;
  };
}

function contains(value: Value | undefined, list: Value | undefined): Value {
  const all = listOr(list, '$in', 40081);
  return value !== undefined && all.some((each) => equalValues(each, value));
}

function indexOf(argument: Value, compile: Compile, name: string): Expression {
  const items = listOf(argument, compile, name, 2, 4);
  return (scope) => {
    const list = items[0]?.(scope);
    if (nullish(list)) return null;
    const all = listOr(list, '$indexOfArray', 40090);
    const wanted = items[1]?.(scope);
    const start = items[2] ? wholeOr(items[2](scope), name, 40096) : 0;
    const end = items[3] ? wholeOr(items[3](scope), name, 40096) : all.length;
    for (let i = start; i < Math.min(end, all.length); i++) {
      if (wanted !== undefined && equalValues(all[i] as Value, wanted)) return i;
    }
    return -1;
  };
}

function range(argument: Value, compile: Compile, name: string): Expression {
  const items = listOf(argument, compile, name, 2, 3);
  return (scope) => {
    const [start, end] = [wholeOr(items[0]?.(scope), name, 34443), wholeOr(items[1]?.(scope), name, 34445)];
    const by = items[2] ? wholeOr(items[2](scope), name, 34447) : 1;
    if (by === 0) throw new StoreError(34449, '$range requires a non-zero step value');
    if ((end - start) / by > 5_000_000) throw new StoreError(146, '$range would use too much memory');
    const out: Value[] = [];
    for (let i = start; by > 0 ? i < end : i > end; i += by) out.push(i);
    return out;
  };
}

function slice(argument: Value, compile: Compile, name: string): Expression {
  const items = listOf(argument, compile, name, 2, 3);
  return (scope) => {
    const [list, second] = [items[0]?.(scope), items[1]?.(scope)];
    const third = items[2] ? items[2](scope) : 0;
    if (nullish(list) || nullish(second) || nullish(third)) return null;
    const all = listOr(list, '$slice', 28724);
    const at = wholeOr(second, name, 28725);
    if (!items[2]) return at < 0 ? all.slice(at) : all.slice(0, at);
    const count = wholeOr(third, name, 28727);
    if (count <= 0) throw new StoreError(28729, 'Third argument to $slice must be positive');
    const start = at < 0 ? Math.max(0, all.length + at) : at;
    return all.slice(start, start + count);
  };
}

function sortArray(argument: Value, compile: Compile): Expression {
  if (!isDoc(argument) || !argument.has('input') || !argument.has('sortBy'))
    throw new StoreError(2942502, '$sortArray requires input and sortBy');
  const input = compile(argument.get('input') as Value);
  const by = argument.get('sortBy') as Value;
  const order = isDoc(by) ? compareBySort(parseSort(by)) : undefined;
  const way = isNumber(by) ? toNumber(by) : 1;
  return (scope) => {
    const list = input(scope);
    if (nullish(list)) return null;
    return [...listOr(list, '$sortArray', 2942504)].sort((a, b) =>
      order ? order(isDoc(a) ? a : new Map(), isDoc(b) ? b : new Map()) : way * compareValues(a, b),
    );
  };
}
