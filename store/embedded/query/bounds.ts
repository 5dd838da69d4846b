import { truthy } from '../aggregate/compileExpression.ts';
import { rank, typeRank } from '../bson/compare.ts';
import { encodeKey, invertBytes, prefixEnd } from '../bson/keys.ts';
import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, Regex, Special, type Value } from '../bson/values.ts';
import { isOperators } from './matcher.ts';
import { regexPrefix } from './regex.ts';

/** A stretch of encoded values; `low`/`high` are encodings or prefixes of them. */
export interface Interval {
  low: Uint8Array;
  lowIn: boolean;
  high: Uint8Array;
  highIn: boolean;
}

/** What one predicate says about the values of its path. */
export interface PathBounds {
  intervals: Interval[];
  /** One value exactly: sorting may go on behind it. */
  single: boolean;
  /** No document without the field can match: a sparse index may serve it. */
  present: boolean;
}

/** One predicate of a filter's top-level conjunction. */
export interface Predicate {
  path: string;
  name: string;
  argument: Value;
  bounds: PathBounds | undefined;
}

/** The predicates that a filter demands all at once, `$and` included; what it says otherwise is left out. */
export function conjunction(filter: Doc): Predicate[] {
  const out: Predicate[] = [];
  for (const [name, value] of filter) {
    if (name === '$and' && Array.isArray(value)) {
      for (const each of value) if (isDoc(each)) out.push(...conjunction(each));
    } else if (!name.startsWith('$')) out.push(...predicates(name, value));
  }
  return out;
}

function predicates(path: string, value: Value): Predicate[] {
  if (!isOperators(value)) return [predicate(path, value instanceof Regex ? '$regex' : '$eq', value)];
  const out: Predicate[] = [];
  for (const [name, argument] of value) {
    if (name === '$options') continue;
    if (name === '$regex' && value.has('$options')) {
      const pattern = argument instanceof Regex ? argument.pattern : (argument as string);
      out.push(predicate(path, name, new Regex(pattern, String(value.get('$options')))));
    } else out.push(predicate(path, name, argument));
    if (name === '$elemMatch' && isDoc(argument) && !isOperators(argument)) {
      for (const inner of conjunction(argument))
        out.push(predicate(`${path}.${inner.path}`, inner.name, inner.argument));
    }
  }
  return out;
}

function predicate(path: string, name: string, argument: Value): Predicate {
  return { path, name, argument, bounds: boundsOf(name, argument) };
}

function boundsOf(name: string, argument: Value): PathBounds | undefined {
  switch (name) {
    case '$eq':
      return equal(argument);
    case '$in': {
      if (!Array.isArray(argument)) return undefined;
      const parts = argument.map((each) => (each instanceof Regex ? matching(each) : equal(each)));
      const intervals = merge(parts.flatMap((part) => part.intervals));
      const single = parts.length === 1 && (parts[0] as PathBounds).single;
      return { intervals, single, present: parts.every((part) => part.present) };
    }
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compared(name, argument);
    case '$regex':
      if (argument instanceof Regex) return matching(argument);
      return typeof argument === 'string' ? matching(new Regex(argument, '')) : undefined;
    case '$exists':
      // A negation over all elements cannot be told from one key; `true` says only that the field is there.
      return truthy(argument) ? { intervals: [everything], single: false, present: true } : undefined;
    case '$all':
      return Array.isArray(argument) && argument.length > 0 && !isDoc(argument[0] as Value)
        ? boundsOf(argument[0] instanceof Regex ? '$regex' : '$eq', argument[0] as Value)
        : undefined;
    case '$elemMatch':
      return undefined;
    case '$mod':
      return { intervals: [ofTag(rank.number)], single: false, present: true };
    default:
      return undefined;
  }
}

/** Every value there is. */
export const everything: Interval = {
  low: Buffer.from([0]),
  lowIn: true,
  high: Buffer.from([0xff]),
  highIn: false,
};

function point(value: Value): Interval {
  const key = encodeKey(value);
  return { low: key, lowIn: true, high: key, highIn: true };
}

function ofTag(tag: number): Interval {
  return { low: Buffer.from([tag]), lowIn: true, high: Buffer.from([tag]), highIn: true };
}

function equal(value: Value): PathBounds {
  if (value === null) {
    return { intervals: [point(Special.undefined), point(null)], single: false, present: false };
  }
  if (Array.isArray(value)) {
    const first = value.length === 0 ? Special.undefined : (value[0] as Value);
    return { intervals: merge([point(first), point(value)]), single: false, present: true };
  }
  return { intervals: [point(value)], single: true, present: true };
}

function matching(regex: Regex): PathBounds {
  const prefix = regexPrefix(regex.pattern, regex.flags);
  const intervals = [point(regex)];
  if (prefix === undefined) intervals.unshift(ofTag(rank.string));
  else {
    // The encoding without its two closing bytes is the prefix of all strings that begin so.
    const key = encodeKey(prefix).subarray(0, -2);
    // Two arrays: one would say that it is a point, behind which the next field's bounds may stand.
    intervals.unshift({ low: key, lowIn: true, high: Buffer.from(key), highIn: true });
  }
  return { intervals, single: false, present: true };
}

function compared(name: string, argument: Value): PathBounds | undefined {
  if (argument === null) {
    return name === '$gte' || name === '$lte' ? equal(null) : undefined;
  }
  if (argument === Special.minKey || argument === Special.maxKey) return undefined;
  if (Array.isArray(argument) || argument instanceof Regex) return undefined;
  const tag = Buffer.from([typeRank(argument)]);
  const key = encodeKey(argument);
  const interval: Interval =
    name === '$gt' || name === '$gte'
      ? { low: key, lowIn: name === '$gte', high: tag, highIn: true }
      : { low: tag, lowIn: true, high: key, highIn: name === '$lte' };
  return { intervals: [interval], single: false, present: true };
}

/** Sorted by their low end, with overlaps joined. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(start(a), start(b)));
  const out: Interval[] = [];
  for (const each of sorted) {
    const last = out.at(-1);
    if (last && Buffer.compare(start(each), end(last)) <= 0 && Buffer.compare(end(each), end(last)) <= 0)
      continue;
    if (last && Buffer.compare(start(each), end(last)) < 0)
      out[out.length - 1] = { ...each, low: last.low, lowIn: last.lowIn };
    else out.push(each);
  }
  return out;
}

/** What lies in both; undefined intervals fall away. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const [low, lowIn] = Buffer.compare(start(x), start(y)) >= 0 ? [x.low, x.lowIn] : [y.low, y.lowIn];
      const [high, highIn] = Buffer.compare(end(x), end(y)) <= 0 ? [x.high, x.highIn] : [y.high, y.highIn];
      const both: Interval = { low, lowIn, high, highIn };
      if (Buffer.compare(start(both), end(both)) < 0) out.push(both);
    }
  }
  return out;
}

function start(interval: Interval): Uint8Array {
  return interval.lowIn ? interval.low : prefixEnd(interval.low);
}

function end(interval: Interval): Uint8Array {
  return interval.highIn ? prefixEnd(interval.high) : interval.high;
}

/** The interval as a range of stored bytes: from `[0]` up to, not including, `[1]`. */
export function toRange(interval: Interval, descending: boolean): [Uint8Array, Uint8Array] {
  if (!descending) return [start(interval), end(interval)];
  const low = invertBytes(interval.low);
  const high = invertBytes(interval.high);
  return [interval.highIn ? high : prefixEnd(high), interval.lowIn ? prefixEnd(low) : low];
}

/** Whether a value of the sort or hint document asks for descending order. */
export function isDescending(direction: Value): boolean {
  return isNumber(direction) && (asWhole(direction) ?? 1) < 0;
}
