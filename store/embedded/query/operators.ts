import { compareValues, rank, typeRank } from '../bson/compare.ts';
import { asLong, asWhole, type Num, toNumber } from '../bson/numbers.ts';
import { Bin, Double, isNumber, Regex, Special, typeNames, typeNumber, type Value } from '../bson/values.ts';
import { badValue, failedToParse, notSupported, typeMismatch } from '../errors.ts';

/** The test of one value for an operator that looks at values one by one. Throws code 2 for an unknown operator. */
export function compilePredicate(name: string, argument: Value): (value: Value | undefined) => boolean {
  switch (name) {
    case '$gt':
      return ordered(argument, (order) => order > 0, false);
    case '$gte':
      return ordered(argument, (order) => order >= 0, true);
    case '$lt':
      return ordered(argument, (order) => order < 0, false);
    case '$lte':
      return ordered(argument, (order) => order <= 0, true);
    case '$type':
      return ofType(argument);
    case '$mod':
      return modulo(argument);
    case '$size': {
      const size = isNumber(argument) ? asWhole(argument) : undefined;
      if (size === undefined) throw failedToParse(`Failed to parse $size. Expected an integer`);
      if (size < 0) throw badValue('$size may not be negative');
      return (value) => Array.isArray(value) && value.length === size;
    }
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return bits(name, argument);
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
    case '$within':
    case '$where':
    case '$text':
      throw notSupported(name);
    default:
      throw badValue(`unknown operator: ${name}`);
  }
}

/** Comparison inside one type only ("type bracketing"); null also stands for missing where equality counts. */
function ordered(
  argument: Value,
  holds: (order: number) => boolean,
  orEqual: boolean,
): (value: Value | undefined) => boolean {
  if (argument instanceof Regex) throw badValue("Can't have RegEx as arg to predicate over field.");
  if (argument === null) {
    return (value) => orEqual && (value === undefined || value === null || value === Special.undefined);
  }
  if (argument === Special.minKey || argument === Special.maxKey) {
    return (value) => holds(compareValues(value === undefined ? null : value, argument));
  }
  const place = typeRank(argument);
  if (argument instanceof Double && Number.isNaN(argument.value)) {
    return (value) =>
      orEqual && value !== undefined && typeRank(value) === place && compareValues(value, argument) === 0;
  }
  return (value) => {
    if (value === undefined || typeRank(value) !== place) return false;
    if (place === rank.number && Number.isNaN(toNumber(value as Num))) return false;
    return holds(compareValues(value, argument));
  };
}

const aliases = new Map<string, number>([...typeNames].map(([number, name]) => [name, number]));

function ofType(argument: Value): (value: Value | undefined) => boolean {
  const wanted = new Set<number>();
  for (const each of Array.isArray(argument) ? argument : [argument]) {
    if (each === 'number') for (const number of [1, 16, 18, 19]) wanted.add(number);
    else if (typeof each === 'string') {
      const number = aliases.get(each);
      if (number === undefined) throw badValue(`Unknown type name alias: ${each}`);
      wanted.add(number);
    } else if (isNumber(each)) {
      const number = asWhole(each);
      if (number === undefined || !typeNames.has(number))
        throw badValue(`Invalid numerical type code: ${toNumber(each)}`);
      wanted.add(number);
    } else throw typeMismatch('type must be represented as a number or a string');
  }
  if (Array.isArray(argument) && argument.length === 0) throw failedToParse('x must match at least one type');
  return (value) => value !== undefined && wanted.has(typeNumber(value));
}

function modulo(argument: Value): (value: Value | undefined) => boolean {
  if (!Array.isArray(argument)) throw badValue('malformed mod, needs to be an array');
  if (argument.length < 2) throw badValue('malformed mod, not enough elements');
  if (argument.length > 2) throw badValue('malformed mod, too many elements');
  const [divisor, remainder] = argument.map((each) => {
    if (!isNumber(each)) throw badValue('malformed mod, divisor not a number');
    return truncated(each);
  });
  if (divisor === undefined || remainder === undefined)
    throw badValue('malformed mod, value cannot be represented as a 64-bit integer');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return (value) => {
    if (value === undefined || !isNumber(value)) return false;
    const whole = truncated(value);
    return whole !== undefined && whole % divisor === remainder;
  };
}

function truncated(value: Num): bigint | undefined {
  const exact = asLong(value);
  if (exact !== undefined) return exact;
  const number = Math.trunc(toNumber(value));
  return Number.isFinite(number) && Math.abs(number) < 2 ** 63 ? BigInt(number) : undefined;
}

function bits(name: string, argument: Value): (value: Value | undefined) => boolean {
  const mask = bitMask(name, argument);
  return (value) => {
    const set = value === undefined ? undefined : bitTester(value);
    if (!set) return false;
    switch (name) {
      case '$bitsAllSet':
        return mask.every(set);
      case '$bitsAnySet':
        return mask.some(set);
      case '$bitsAllClear':
        return !mask.some(set);
      default:
        return mask.some((bit) => !set(bit));
    }
  };
}

function bitMask(name: string, argument: Value): number[] {
  if (Array.isArray(argument)) {
    return argument.map((each) => {
      const bit = isNumber(each) ? asWhole(each) : undefined;
      if (bit === undefined || bit < 0) throw badValue('bit positions must be an integer >= 0');
      return bit;
    });
  }
  if (isNumber(argument)) {
    const mask = asLong(argument);
    if (mask === undefined || mask < 0n) throw failedToParse(`Expected a non-negative number in: ${name}`);
    return positions(64, (bit) => ((mask >> BigInt(bit)) & 1n) === 1n);
  }
  if (argument instanceof Bin) {
    const { bytes } = argument;
    return positions(bytes.length * 8, (bit) => (((bytes[bit >> 3] as number) >> (bit & 7)) & 1) === 1);
  }
  throw badValue(`${name} takes an Array, a number, or a BinData but received: ${typeof argument}`);
}

function positions(count: number, set: (bit: number) => boolean): number[] {
  const list: number[] = [];
  for (let bit = 0; bit < count; bit++) if (set(bit)) list.push(bit);
  return list;
}

function bitTester(value: Value): ((bit: number) => boolean) | undefined {
  if (value instanceof Bin) {
    return (bit) =>
      bit >> 3 < value.bytes.length && (((value.bytes[bit >> 3] as number) >> (bit & 7)) & 1) === 1;
  }
  if (!isNumber(value)) return undefined;
  const whole = asLong(value);
  if (whole === undefined) return undefined;
  return (bit) => ((whole >> BigInt(Math.min(bit, 63))) & 1n) === 1n;
}
