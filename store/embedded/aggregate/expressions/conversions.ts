import { Decimal128 } from 'bson';
import { makeDecimal } from '../../bson/decimal.ts';
import { asLong, exactParts, type Num, toNumber } from '../../bson/numbers.ts';
import { Bin, Double, isNumber, Oid, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import { type Builder, fixed, type Operators, unary } from './builder.ts';

/** Type operators (manual: "Type Expression Operators"). */
export const conversions: Operators = new Map<string, Builder>([
  ['$type', fixed(1, ([value]) => typeName(value))],
  ['$isNumber', fixed(1, ([value]) => isNumber(value))],
  ['$toBool', unary((value) => (isNumber(value) ? toNumber(value) !== 0 : value !== false))],
  ['$toInt', unary((value) => whole(value, 32))],
  ['$toLong', unary((value) => whole(value, 64))],
  ['$toDouble', unary((value) => new Double(double(value)))],
  ['$toDecimal', unary(decimal)],
  ['$toString', unary(string)],
  ['$toDate', unary(date)],
  ['$toObjectId', unary(objectId)],
]);

function refuse(value: Value, to: string): StoreError {
  return new StoreError(
    241,
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`,
  );
}

function badText(value: string, to: string): StoreError {
  return new StoreError(241, `Failed to parse ${to} '${value}' in $convert with no onError value`);
}

function whole(value: Value, bits: 32 | 64): Value {
  const to = bits === 32 ? 'int' : 'long';
  let exact: bigint | undefined;
  if (typeof value === 'boolean') exact = value ? 1n : 0n;
  else if (value instanceof Date && bits === 64) exact = BigInt(value.getTime());
  else if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw badText(value, 'number');
    exact = BigInt(value.replace('+', ''));
  } else if (isNumber(value)) exact = truncated(value);
  else throw refuse(value, to);
  if (exact === undefined || BigInt.asIntN(bits, exact) !== exact) {
    throw new StoreError(241, 'Conversion would overflow target type in $convert with no onError value');
  }
  return bits === 32 ? Number(exact) : exact;
}

function truncated(value: Num): bigint | undefined {
  const exact = asLong(value);
  if (exact !== undefined) return exact;
  const parts = exactParts(value);
  if (parts.kind !== 'finite' || parts.exp > 20) return undefined;
  const magnitude =
    parts.exp < 0 ? parts.coeff / 10n ** BigInt(-parts.exp) : parts.coeff * 10n ** BigInt(parts.exp);
  return parts.neg ? -magnitude : magnitude;
}

function double(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.getTime();
  if (isNumber(value)) return toNumber(value);
  if (typeof value !== 'string') throw refuse(value, 'double');
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number) || /^[+-]?0[xbo]/i.test(value))
    throw badText(value, 'number');
  return number;
}

function decimal(value: Value): Value {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (value instanceof Double)
    return Decimal128.fromString(
      Number.isFinite(value.value) ? value.value.toPrecision(15) : String(value.value),
    );
  if (isNumber(value)) return makeDecimal(exactParts(value));
  if (typeof value !== 'string') throw refuse(value, 'decimal');
  try {
    return Decimal128.fromString(value);
  } catch {
    throw badText(value, 'number'); // Not a number in the decimal's own grammar.
  }
}

function string(value: Value): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value);
  if (value instanceof Double || value instanceof Decimal128)
    return String(value instanceof Double ? value.value : value.toString());
  if (value instanceof Oid) return value.hex;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Bin && value.subType === 4)
    return Buffer.from(value.bytes)
      .toString('hex')
      .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  throw refuse(value, 'string');
}

function date(value: Value): Value {
  if (value instanceof Date) return value;
  if (value instanceof Oid) return new Date(Buffer.from(value.bytes).readUInt32BE(0) * 1000);
  if (isNumber(value) && typeof value !== 'number') return checkedDate(new Date(Math.trunc(toNumber(value))));
  if (typeof value !== 'string') throw refuse(value, 'date');
  // ISO 8601 alone; JavaScript's further guesses differ from MongoDB's.
  const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(value);
  if (!iso) throw new StoreError(241, `Error parsing date string '${value}'; only ISO 8601 is supported`);
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(value.slice(10));
  return checkedDate(new Date(value.length === 10 || zoned ? value : `${value}Z`));
}

function checkedDate(made: Date): Date {
  if (Number.isNaN(made.getTime())) throw new StoreError(241, 'the value is no date that can be kept');
  return made;
}

function objectId(value: Value): Value {
  if (value instanceof Oid) return value;
  if (typeof value !== 'string') throw refuse(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(value)) throw badText(value, 'objectId');
  return new Oid(Buffer.from(value, 'hex'));
}
