import { Decimal128 } from 'bson';
import { compareValues } from '../../bson/compare.ts';
import { divideDecimals, makeDecimal } from '../../bson/decimal.ts';
import {
  addNumbers,
  arithmeticParts,
  asLong,
  multiplyNumbers,
  type Num,
  toNumber,
} from '../../bson/numbers.ts';
import { Double, isNumber, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import {
  type Builder,
  fixed,
  listOf,
  nullish,
  numberOr,
  type Operators,
  unary,
  variadic,
  wholeOr,
} from './builder.ts';

/** Arithmetic (manual: "Arithmetic Expression Operators") and the accumulators that are expressions too. */
export const arithmetic: Operators = new Map<string, Builder>([
  ['$add', variadic(add)],
  ['$multiply', variadic(multiply)],
  ['$subtract', fixed(2, ([a, b]) => subtract(a, b))],
  ['$divide', fixed(2, ([a, b]) => divide(a, b))],
  ['$mod', fixed(2, ([a, b]) => modulo(a, b))],
  ['$abs', unary((value, name) => absolute(numberOr(value, name, 28765)))],
  ['$ceil', unary((value, name) => rounded(numberOr(value, name, 28765), Math.ceil))],
  ['$floor', unary((value, name) => rounded(numberOr(value, name, 28765), Math.floor))],
  ['$sqrt', unary((value, name) => new Double(root(plain(value, name))))],
  ['$exp', unary((value, name) => new Double(Math.exp(plain(value, name))))],
  ['$ln', unary((value, name) => new Double(logarithm(plain(value, name))))],
  ['$log10', unary((value, name) => new Double(logarithm(plain(value, name)) / Math.LN10))],
  [
    '$log',
    fixed(2, ([a, b], name) =>
      nullish(a) || nullish(b) ? null : new Double(logarithm(plain(a, name)) / logarithm(plain(b, name))),
    ),
  ],
  ['$pow', fixed(2, ([a, b], name) => power(a, b, name))],
  ['$round', places((value) => halfEven(value))],
  ['$trunc', places(Math.trunc)],
  ['$sum', overValues((values) => sumOf(values))],
  ['$avg', overValues(averageOf)],
  ['$min', overValues((values) => extremeOf(values, (order) => order < 0))],
  ['$max', overValues((values) => extremeOf(values, (order) => order > 0))],
]);

function add(values: (Value | undefined)[]): Value {
  let date: Date | undefined;
  let total: Num = 0;
  for (const value of values) {
    if (nullish(value)) return null;
    if (value instanceof Date) {
      if (date) throw new StoreError(16612, 'only one date allowed in an $add expression');
      date = value;
    } else total = sumTwo(total, numeric(value, '$add'));
  }
  return date ? new Date(date.getTime() + Math.round(toNumber(total))) : total;
}

/** An int64 that overflows goes on as a double, as in MongoDB's aggregations. */
export function sumTwo(a: Num, b: Num): Num {
  return addNumbers(a, b) ?? new Double(toNumber(a) + toNumber(b));
}

function numeric(value: Value | undefined, name: string): Num {
  if (isNumber(value)) return value;
  throw new StoreError(
    14,
    `${name} only supports numeric${name === '$add' ? ' or date' : ''} types, not ${typeName(value)}`,
  );
}

function multiply(values: (Value | undefined)[]): Value {
  let total: Num = 1;
  for (const value of values) {
    if (nullish(value)) return null;
    const number = numeric(value, '$multiply');
    total = multiplyNumbers(total, number) ?? new Double(toNumber(total) * toNumber(number));
  }
  return total;
}

function subtract(a: Value | undefined, b: Value | undefined): Value {
  if (nullish(a) || nullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Math.round(toNumber(b)));
  if (!isNumber(a) || !isNumber(b))
    throw new StoreError(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
  return sumTwo(a, negative(b));
}

function negative(value: Num): Num {
  return multiplyNumbers(value, -1) ?? new Double(-toNumber(value));
}

function divide(a: Value | undefined, b: Value | undefined): Value {
  if (nullish(a) || nullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    throw new StoreError(14, `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (toNumber(b) === 0) throw new StoreError(2, "can't $divide by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128)
    return makeDecimal(divideDecimals(arithmeticParts(a), arithmeticParts(b)));
  return new Double(toNumber(a) / toNumber(b));
}

function modulo(a: Value | undefined, b: Value | undefined): Value {
  if (nullish(a) || nullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    throw new StoreError(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (toNumber(b) === 0) throw new StoreError(16610, "can't $mod by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128)
    throw new StoreError(238, '$mod of a decimal is not supported by the embedded store');
  if (a instanceof Double || b instanceof Double) return new Double(toNumber(a) % toNumber(b));
  const rest = BigInt(a) % BigInt(b);
  return typeof a === 'number' && typeof b === 'number' ? Number(rest) : rest;
}

function absolute(value: Num): Value {
  return toNumber(value) < 0 ? negative(value) : value;
}

function rounded(value: Num, how: (value: number) => number): Value {
  if (value instanceof Double) return new Double(how(value.value));
  if (value instanceof Decimal128)
    throw new StoreError(238, 'rounding a decimal is not supported by the embedded store');
  return value;
}

function plain(value: Value | undefined, name: string): number {
  return toNumber(numberOr(value, name, 28765));
}

function root(value: number): number {
  if (value < 0) throw new StoreError(28714, "$sqrt's argument must be greater than or equal to 0");
  return Math.sqrt(value);
}

function logarithm(value: number): number {
  if (value <= 0) throw new StoreError(28766, "$ln's argument must be a positive number");
  return Math.log(value);
}

function power(a: Value | undefined, b: Value | undefined, name: string): Value {
  if (nullish(a) || nullish(b)) return null;
  const x = numberOr(a, name, 28762);
  const y = numberOr(b, name, 28763);
  if (toNumber(x) === 0 && toNumber(y) < 0)
    throw new StoreError(28764, '$pow cannot take a base of 0 and a negative exponent');
  const result = toNumber(x) ** toNumber(y);
  if (x instanceof Double || y instanceof Double || !Number.isSafeInteger(result)) return new Double(result);
  if (x instanceof Decimal128 || y instanceof Decimal128)
    throw new StoreError(238, '$pow of a decimal is not supported by the embedded store');
  if (typeof x === 'number' && typeof y === 'number' && (result | 0) === result) return result;
  return BigInt(result);
}

function places(how: (value: number) => number): Builder {
  return (argument, compile, name) => {
    const items = listOf(argument, compile, name, 1, 2);
    return (scope) => {
      const value = items[0]?.(scope);
      const digits = items[1] ? items[1](scope) : 0;
      if (nullish(value) || nullish(digits)) return null;
      const number = numberOr(value, name, 51081);
      const place = wholeOr(digits, name, 51082);
      if (place < -20 || place > 100)
        throw new StoreError(
          51083,
          `cannot apply ${name} with precision value ${place} value must be in [-20, 100]`,
        );
      if (number instanceof Decimal128)
        throw new StoreError(238, `${name} of a decimal is not supported by the embedded store`);
      if (!(number instanceof Double)) {
        if (place >= 0) return number;
        const scale = 10n ** BigInt(-place);
        const whole = asLong(number) ?? 0n;
        const scaled = BigInt(how(Number(whole) / Number(scale))) * scale;
        return typeof number === 'number' ? Number(scaled) : scaled;
      }
      if (!Number.isFinite(number.value)) return number;
      return new Double(Number(`${how(Number(`${number.value}e${place}`))}e${-place}`));
    };
  };
}

function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** One argument that is an array gives its elements; several arguments are the values themselves. */
function overValues(run: (values: readonly Value[]) => Value): Builder {
  return (argument, compile) => {
    const several = Array.isArray(argument) && argument.length !== 1;
    const items = (Array.isArray(argument) ? argument : [argument]).map((each) => compile(each));
    return (scope) => {
      const values = items.map((item) => item(scope)).filter((value): value is Value => value !== undefined);
      const [only] = values;
      return run(!several && Array.isArray(only) ? only : values);
    };
  };
}

export function sumOf(values: readonly Value[]): Num {
  let total: Num = 0;
  for (const value of values) if (isNumber(value)) total = sumTwo(total, value);
  return total;
}

export function averageOf(values: readonly Value[]): Value {
  const numbers = values.filter(isNumber);
  if (numbers.length === 0) return null;
  return averageFrom(sumOf(numbers), numbers.length);
}

export function averageFrom(sum: Num, count: number): Value {
  if (sum instanceof Decimal128)
    return makeDecimal(divideDecimals(arithmeticParts(sum), arithmeticParts(count)));
  return new Double(toNumber(sum) / count);
}

export function extremeOf(values: readonly Value[], better: (order: number) => boolean): Value {
  let best: Value | undefined;
  for (const value of values) {
    if (nullish(value)) continue;
    if (best === undefined || better(compareValues(value, best))) best = value;
  }
  return best === undefined ? null : best;
}
