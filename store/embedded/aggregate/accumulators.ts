import { compareValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/keys.ts';
import type { Num } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, typeName, type Value } from '../bson/values.ts';
import { notSupported, StoreError } from '../errors.ts';
import type { Expression, Scope } from '../query/expression.ts';
import { compileExpression } from './compileExpression.ts';
import { averageFrom, sumTwo } from './expressions/arithmetic.ts';
import { nullish } from './expressions/builder.ts';

/** Collects the values of one group; `size` is an estimate of the bytes it has come to hold. */
export interface Accumulator {
  add(value: Value | undefined): void;
  result(): Value;
  size: number;
}

const makers: ReadonlyMap<string, () => Accumulator> = new Map([
  ['$sum', sum],
  ['$avg', average],
  ['$min', () => extreme((order) => order < 0)],
  ['$max', () => extreme((order) => order > 0)],
  ['$first', first],
  ['$last', last],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$mergeObjects', merge],
]);

const declined = new Set([
  '$accumulator',
  '$top',
  '$topN',
  '$bottom',
  '$bottomN',
  '$firstN',
  '$lastN',
  '$maxN',
  '$minN',
  '$median',
  '$percentile',
  '$stdDevPop',
  '$stdDevSamp',
]);

/** The accumulator of one output field of `$group` or `$bucket` (manual: "Accumulators"). */
export function compileAccumulator(
  field: string,
  spec: Value,
): { make: () => Accumulator; expression: Expression } {
  if (!isDoc(spec)) throw new StoreError(40234, `The field '${field}' must be an accumulator object`);
  if (spec.size !== 1) throw new StoreError(40238, `The field '${field}' must specify one accumulator`);
  const [[name, argument]] = [...spec] as [[string, Value]];
  if (name === '$count') {
    if (!isDoc(argument) || argument.size > 0)
      throw new StoreError(14, '$count takes no arguments, i.e. $count:{}');
    return { make: sum, expression: () => 1 };
  }
  const make = makers.get(name);
  if (!make) {
    if (declined.has(name)) throw notSupported(`the accumulator ${name}`);
    throw new StoreError(15952, `unknown group operator '${name}'`);
  }
  if (Array.isArray(argument)) throw new StoreError(40237, `The ${name} accumulator is a unary operator`);
  return { make, expression: compileExpression(argument) };
}

function sum(): Accumulator {
  let total: Num = 0;
  return {
    size: 16,
    add: (value) => {
      if (isNumber(value)) total = sumTwo(total, value);
    },
    result: () => total,
  };
}

function average(): Accumulator {
  let total: Num = 0;
  let count = 0;
  return {
    size: 24,
    add: (value) => {
      if (!isNumber(value)) return;
      total = sumTwo(total, value);
      count += 1;
    },
    result: () => (count === 0 ? null : averageFrom(total, count)),
  };
}

function extreme(better: (order: number) => boolean): Accumulator {
  let best: Value | undefined;
  return {
    size: 64,
    add: (value) => {
      if (nullish(value)) return;
      if (best === undefined || better(compareValues(value as Value, best))) best = value as Value;
    },
    result: () => (best === undefined ? null : best),
  };
}

function first(): Accumulator {
  let seen = false;
  let kept: Value | undefined;
  return {
    size: 64,
    add: (value) => {
      if (!seen) kept = value;
      seen = true;
    },
    result: () => kept ?? null,
  };
}

function last(): Accumulator {
  let kept: Value | undefined;
  return {
    size: 64,
    add: (value) => {
      kept = value;
    },
    result: () => kept ?? null,
  };
}

function push(): Accumulator {
  const list: Value[] = [];
  const accumulator: Accumulator = {
    size: 64,
    add: (value) => {
      if (value === undefined) return;
      list.push(value);
      accumulator.size += sizeOf(value);
    },
    result: () => list,
  };
  return accumulator;
}

function addToSet(): Accumulator {
  const set = new Map<string, Value>();
  const accumulator: Accumulator = {
    size: 64,
    add: (value) => {
      if (value === undefined) return;
      const key = encodeKey(value).toString('latin1');
      if (set.has(key)) return;
      set.set(key, value);
      accumulator.size += sizeOf(value) + key.length;
    },
    result: () => [...set.values()],
  };
  return accumulator;
}

function merge(): Accumulator {
  const doc: Doc = new Map();
  return {
    size: 256,
    add: (value) => {
      if (nullish(value)) return;
      if (!isDoc(value))
        throw new StoreError(
          40400,
          `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
        );
      for (const [name, each] of value) doc.set(name, each);
    },
    result: () => doc,
  };
}

function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length * 2 + 16;
  if (Array.isArray(value)) return value.reduce<number>((bytes, each) => bytes + sizeOf(each), 32);
  if (isDoc(value)) {
    let bytes = 64;
    for (const [name, each] of value) bytes += name.length + 16 + sizeOf(each);
    return bytes;
  }
  return 24;
}

export function scopeOf(doc: Doc, now: Date): Scope {
  return { root: doc, current: doc, variables: new Map(), now };
}
