import { Decimal128 } from 'bson';
import {
  addDecimals,
  decimalOfDouble,
  decimalParts,
  exactPartsOfDouble,
  makeDecimal,
  multiplyDecimals,
  type Parts,
} from './decimal.ts';
import { Double } from './values.ts';

export type Num = number | bigint | Double | Decimal128;

/** Compares numbers of any BSON type by value, exactly. NaN is below all and equal to itself. */
export function compareNumbers(a: Num, b: Num): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareExact(a, b);
  const x = a instanceof Double ? a.value : a;
  const y = b instanceof Double ? b.value : b;
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === y || (typeof x !== typeof y && !Number.isNaN(x) && !Number.isNaN(y))) return 0;
  const xNan = Number.isNaN(x);
  const yNan = Number.isNaN(y);
  return xNan === yNan ? 0 : xNan ? -1 : 1;
}

function compareExact(a: Num, b: Num): number {
  const x = exactParts(a);
  const y = exactParts(b);
  if (x.kind === 'nan' || y.kind === 'nan') return x.kind === y.kind ? 0 : x.kind === 'nan' ? -1 : 1;
  const signX = signOf(x);
  const signY = signOf(y);
  if (signX !== signY) return signX < signY ? -1 : 1;
  if (signX === 0) return 0;
  if (x.kind === 'infinite' || y.kind === 'infinite') {
    return x.kind === y.kind ? 0 : (x.kind === 'infinite') === signX > 0 ? 1 : -1;
  }
  return signX * compareMagnitudes(x, y);
}

function signOf(part: Exclude<Parts, { kind: 'nan' }>): number {
  if (part.kind === 'finite' && part.coeff === 0n) return 0;
  return part.neg ? -1 : 1;
}

function compareMagnitudes(a: { coeff: bigint; exp: number }, b: { coeff: bigint; exp: number }): number {
  const sizeA = a.coeff.toString().length + a.exp;
  const sizeB = b.coeff.toString().length + b.exp;
  if (sizeA !== sizeB) return sizeA < sizeB ? -1 : 1;
  const shift = a.exp - b.exp;
  const x = shift > 0 ? a.coeff * 10n ** BigInt(shift) : a.coeff;
  const y = shift < 0 ? b.coeff * 10n ** BigInt(-shift) : b.coeff;
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Any number as an exact decimal. */
export function exactParts(value: Num): Parts {
  if (value instanceof Decimal128) return decimalParts(value);
  if (value instanceof Double) {
    if (Number.isNaN(value.value)) return { kind: 'nan' };
    if (!Number.isFinite(value.value)) return { kind: 'infinite', neg: value.value < 0 };
    return { kind: 'finite', ...exactPartsOfDouble(value.value) };
  }
  const whole = BigInt(value);
  return { kind: 'finite', neg: whole < 0n, coeff: whole < 0n ? -whole : whole, exp: 0 };
}

/** As decimal arithmetic takes it: a double first loses what lies beyond 15 digits. */
export function arithmeticParts(value: Num): Parts {
  return value instanceof Double ? decimalOfDouble(value.value) : exactParts(value);
}

/** The nearest double. */
export function toNumber(value: Num): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  return value instanceof Decimal128 ? Number(value.toString()) : Number(value);
}

const minLong = -(2n ** 63n);
const maxLong = 2n ** 63n - 1n;

/** An int32 when both sides were and the result fits, else an int64; undefined when it fits neither. */
function whole(result: bigint, bothInts: boolean): Num | undefined {
  if (bothInts && result >= -2147483648n && result <= 2147483647n) return Number(result);
  return result < minLong || result > maxLong ? undefined : result;
}

function combine(
  a: Num,
  b: Num,
  onDecimals: (a: Parts, b: Parts) => Parts,
  onDoubles: (a: number, b: number) => number,
  onLongs: (a: bigint, b: bigint) => bigint,
): Num | undefined {
  if (a instanceof Decimal128 || b instanceof Decimal128) {
    return makeDecimal(onDecimals(arithmeticParts(a), arithmeticParts(b)));
  }
  if (a instanceof Double || b instanceof Double) return new Double(onDoubles(toNumber(a), toNumber(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = onDoubles(a, b);
    if ((quick | 0) === quick) return quick | 0;
  }
  return whole(onLongs(BigInt(a), BigInt(b)), typeof a === 'number' && typeof b === 'number');
}

/** a + b in the wider of the two types, int32 growing to int64; undefined when an int64 overflows. */
export function addNumbers(a: Num, b: Num): Num | undefined {
  return combine(
    a,
    b,
    addDecimals,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

/** a * b by the same rules as `addNumbers`. */
export function multiplyNumbers(a: Num, b: Num): Num | undefined {
  return combine(
    a,
    b,
    multiplyDecimals,
    (x, y) => x * y,
    (x, y) => x * y,
  );
}

/** The number as an integer that a size or a limit can be, or undefined when it has a fraction or is no number. */
export function asWhole(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Double && Number.isInteger(value.value)) return value.value;
  if (value instanceof Decimal128) {
    const number = Number(value.toString());
    return Number.isInteger(number) ? number : undefined;
  }
  return undefined;
}

/** An int64 from any number without a fraction inside int64's range, else undefined. */
export function asLong(value: Num): bigint | undefined {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'bigint') return value;
  const parts = exactParts(value);
  if (parts.kind !== 'finite') return undefined;
  if (parts.coeff === 0n) return 0n;
  if (parts.exp > 20) return undefined;
  const scale = 10n ** BigInt(Math.abs(parts.exp));
  if (parts.exp < 0 && parts.coeff % scale !== 0n) return undefined;
  const magnitude = parts.exp < 0 ? parts.coeff / scale : parts.coeff * scale;
  const result = parts.neg ? -magnitude : magnitude;
  return result < minLong || result > maxLong ? undefined : result;
}
