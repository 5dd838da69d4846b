import { toNumber } from '../../bson/numbers.ts';
import { isDoc, isNumber, Oid, Stamp, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import type { Expression } from '../../query/expression.ts';
import { type Builder, type Compile, named, nullish, type Operators, wholeOr } from './builder.ts';
import { fromLocal, offsetOf, toLocal } from './timeZone.ts';

const day = 86_400_000;

/** Date operators (manual: "Date Expression Operators"). `local` times are UTC dates that read as the zone's clock. */
export const dates: Operators = new Map<string, Builder>([
  ['$year', part((local) => local.getUTCFullYear())],
  ['$month', part((local) => local.getUTCMonth() + 1)],
  ['$dayOfMonth', part((local) => local.getUTCDate())],
  ['$hour', part((local) => local.getUTCHours())],
  ['$minute', part((local) => local.getUTCMinutes())],
  ['$second', part((local) => local.getUTCSeconds())],
  ['$millisecond', part((local) => local.getUTCMilliseconds())],
  ['$dayOfWeek', part((local) => local.getUTCDay() + 1)],
  ['$isoDayOfWeek', part((local) => local.getUTCDay() || 7)],
  ['$dayOfYear', part(dayOfYear)],
  ['$week', part((local) => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7))],
  ['$isoWeek', part((local) => isoWeek(local).week)],
  ['$dateToString', dateToString],
  ['$dateTrunc', dateTrunc],
  ['$dateAdd', shifting(1)],
  ['$dateSubtract', shifting(-1)],
  ['$dateDiff', dateDiff],
]);

function dateOr(value: Value | undefined, name: string): Date {
  if (value instanceof Date) return value;
  if (value instanceof Oid) return new Date(Buffer.from(value.bytes).readUInt32BE(0) * 1000);
  if (value instanceof Stamp) return new Date(Number(value.value >> 32n) * 1000);
  throw new StoreError(16006, `can't convert from BSON type ${typeName(value)} to Date (${name})`);
}

function zoneOr(value: Value | undefined): string | null {
  if (value === undefined) return 'UTC';
  if (value === null) return null;
  if (typeof value !== 'string')
    throw new StoreError(40517, `timezone must evaluate to a string, found ${typeName(value)}`);
  return value;
}

function part(read: (local: Date) => number): Builder {
  return (argument, compile, name) => {
    const detailed = isDoc(argument) && argument.has('date');
    const date = compile(
      detailed
        ? (argument.get('date') as Value)
        : Array.isArray(argument) && argument.length === 1
          ? (argument[0] as Value)
          : argument,
    );
    const zone =
      detailed && argument.has('timezone') ? compile(argument.get('timezone') as Value) : undefined;
    return (scope) => {
      const value = date(scope);
      const where = zone ? zoneOr(zone(scope) ?? null) : 'UTC';
      return nullish(value) || where === null ? null : read(toLocal(dateOr(value, name), where));
    };
  };
}

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / day) + 1;
}

function isoWeek(local: Date): { week: number; year: number } {
  const thursday = new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * day);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

function dateToString(argument: Value, compile: Compile, name: string): Expression {
  const given = named(argument, compile, name, ['date'], ['format', 'timezone', 'onNull']);
  return (scope) => {
    const value = given.get('date')?.(scope);
    if (nullish(value)) return given.has('onNull') ? given.get('onNull')?.(scope) : null;
    const zone = given.has('timezone') ? zoneOr(given.get('timezone')?.(scope) ?? null) : 'UTC';
    if (zone === null) return null;
    const format = given.has('format') ? given.get('format')?.(scope) : undefined;
    if (given.has('format') && nullish(format)) return null;
    const date = dateOr(value, name);
    const pattern =
      format ?? (given.has('timezone') && zone !== 'UTC' ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ');
    if (typeof pattern !== 'string')
      throw new StoreError(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(pattern)}`,
      );
    return written(toLocal(date, zone), offsetOf(date, zone), pattern);
  };
}

function written(local: Date, offset: number, pattern: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return pattern.replace(/%(.?)/gs, (_, letter: string) => {
    switch (letter) {
      case 'Y':
        return String(local.getUTCFullYear()).padStart(4, '0');
      case 'm':
        return two(local.getUTCMonth() + 1);
      case 'd':
        return two(local.getUTCDate());
      case 'H':
        return two(local.getUTCHours());
      case 'M':
        return two(local.getUTCMinutes());
      case 'S':
        return two(local.getUTCSeconds());
      case 'L':
        return String(local.getUTCMilliseconds()).padStart(3, '0');
      case 'j':
        return String(dayOfYear(local)).padStart(3, '0');
      case 'u':
        return String(local.getUTCDay() || 7);
      case 'w':
        return String(local.getUTCDay() + 1);
      case 'U':
        return two(Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7));
      case 'V':
        return two(isoWeek(local).week);
      case 'G':
        return String(isoWeek(local).year).padStart(4, '0');
      case 'z':
        return `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
      case 'Z':
        return String(offset);
      case '%':
        return '%';
      default:
        throw new StoreError(18536, `Invalid format character '%${letter}' in format string`);
    }
  });
}

type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';
const fixedUnits: Partial<Record<Unit, number>> = {
  week: 7 * day,
  day,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const monthUnits: Partial<Record<Unit, number>> = { year: 12, quarter: 3, month: 1 };

function unitOr(value: Value | undefined): Unit {
  if (typeof value === 'string' && (value in fixedUnits || value in monthUnits)) return value as Unit;
  throw new StoreError(
    5439013,
    `unit must evaluate to a known time unit, found ${typeof value === 'string' ? value : typeName(value)}`,
  );
}

const weekDays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function weekStart(value: Value | undefined): number {
  if (value === undefined) return 0;
  const index =
    typeof value === 'string'
      ? weekDays.findIndex((name) => name === value.toLowerCase() || name.slice(0, 3) === value.toLowerCase())
      : -1;
  if (index < 0) throw new StoreError(5439015, 'startOfWeek must be a day of the week');
  return index;
}

/** Bins are counted from 2000-01-01 in the zone's clock, weeks from the first such day (manual: "$dateTrunc"). */
function truncateLocal(local: Date, unit: Unit, size: number, startOfWeek: number): Date {
  const months = monthUnits[unit];
  if (months !== undefined) {
    const bin = months * size;
    const since = (local.getUTCFullYear() - 2000) * 12 + local.getUTCMonth();
    return new Date(Date.UTC(2000, Math.floor(since / bin) * bin, 1));
  }
  let reference = Date.UTC(2000, 0, 1);
  // 2000-01-01 was a Saturday.
  if (unit === 'week') reference += ((startOfWeek - 6 + 7) % 7) * day;
  const bin = (fixedUnits[unit] as number) * size;
  return new Date(reference + Math.floor((local.getTime() - reference) / bin) * bin);
}

function dateTrunc(argument: Value, compile: Compile, name: string): Expression {
  const given = named(argument, compile, name, ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek']);
  return (scope) => {
    const value = given.get('date')?.(scope);
    const unit = given.get('unit')?.(scope);
    const zone = given.has('timezone') ? zoneOr(given.get('timezone')?.(scope) ?? null) : 'UTC';
    if (nullish(value) || nullish(unit) || zone === null) return null;
    const size = given.has('binSize') ? wholeOr(given.get('binSize')?.(scope), name, 5439017) : 1;
    if (size <= 0) throw new StoreError(5439018, '$dateTrunc requires "binSize" to be greater than 0');
    const from = dateOr(value, name);
    const local = truncateLocal(
      toLocal(from, zone),
      unitOr(unit),
      size,
      weekStart(given.get('startOfWeek')?.(scope)),
    );
    return fromLocal(local, zone);
  };
}

function addMonths(local: Date, months: number): Date {
  const first = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const rest = local.getTime() - Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  return new Date(first.getTime() + (Math.min(local.getUTCDate(), last) - 1) * day + rest);
}

function shifting(way: 1 | -1): Builder {
  return (argument, compile, name) => {
    const given = named(argument, compile, name, ['startDate', 'unit', 'amount'], ['timezone']);
    return (scope) => {
      const start = given.get('startDate')?.(scope);
      const unit = given.get('unit')?.(scope);
      const amount = given.get('amount')?.(scope);
      const zone = given.has('timezone') ? zoneOr(given.get('timezone')?.(scope) ?? null) : 'UTC';
      if (nullish(start) || nullish(unit) || nullish(amount) || zone === null) return null;
      if (!isNumber(amount) || !Number.isInteger(toNumber(amount)))
        throw new StoreError(5166405, `${name} expects integer amount of time units`);
      const count = toNumber(amount) * way;
      const which = unitOr(unit);
      const date = dateOr(start, name);
      const months = monthUnits[which];
      if (months !== undefined) return fromLocal(addMonths(toLocal(date, zone), count * months), zone);
      const span = (fixedUnits[which] as number) * count;
      // A day keeps the hour of the clock; an hour is an hour.
      if (which === 'day' || which === 'week')
        return fromLocal(new Date(toLocal(date, zone).getTime() + span), zone);
      return new Date(date.getTime() + span);
    };
  };
}

function dateDiff(argument: Value, compile: Compile, name: string): Expression {
  const given = named(argument, compile, name, ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek']);
  return (scope) => {
    const [from, to, unit] = ['startDate', 'endDate', 'unit'].map((key) => given.get(key)?.(scope));
    const zone = given.has('timezone') ? zoneOr(given.get('timezone')?.(scope) ?? null) : 'UTC';
    if (nullish(from) || nullish(to) || nullish(unit) || zone === null) return null;
    const which = unitOr(unit);
    const first = weekStart(given.get('startOfWeek')?.(scope));
    const [a, b] = [toLocal(dateOr(from, name), zone), toLocal(dateOr(to, name), zone)];
    const months = monthUnits[which];
    if (months !== undefined) {
      const index = (local: Date): number =>
        Math.floor((local.getUTCFullYear() * 12 + local.getUTCMonth()) / months);
      return BigInt(index(b) - index(a));
    }
    const span = fixedUnits[which] as number;
    const [x, y] = [a, b].map((local) => truncateLocal(local, which, 1, first).getTime()) as [number, number];
    return BigInt(Math.round((y - x) / span));
  };
}
