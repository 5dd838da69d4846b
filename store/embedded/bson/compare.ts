import { Decimal128 } from 'bson';
import { compareNumbers, type Num } from './numbers.ts';
import {
  Bin,
  Code,
  type Doc,
  Double,
  Oid,
  Pointer,
  Regex,
  Special,
  Stamp,
  Sym,
  type Value,
} from './values.ts';

/**
 * The place of a value's type in MongoDB's comparison order (manual: "Comparison/Sort Order"). Numbers of all
 * types share one place, strings and symbols another. The key encoding uses the same numbers as type tags.
 */
export function typeRank(value: Value): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return rank.number;
    case 'string':
      return rank.string;
    case 'boolean':
      return rank.boolean;
  }
  if (value === null) return rank.null;
  if (value instanceof Map) return rank.object;
  if (Array.isArray(value)) return rank.array;
  if (value instanceof Double || value instanceof Decimal128) return rank.number;
  if (value instanceof Oid) return rank.oid;
  if (value instanceof Date) return rank.date;
  if (value instanceof Bin) return rank.binary;
  if (value instanceof Sym) return rank.string;
  if (value instanceof Stamp) return rank.stamp;
  if (value instanceof Regex) return rank.regex;
  if (value instanceof Pointer) return rank.pointer;
  if (value instanceof Code) return value.scope ? rank.codeWithScope : rank.code;
  if (value === Special.minKey) return rank.minKey;
  return value === Special.maxKey ? rank.maxKey : rank.undefined;
}

export const rank = {
  minKey: 2,
  undefined: 6,
  null: 10,
  number: 20,
  string: 30,
  object: 40,
  array: 50,
  binary: 60,
  oid: 70,
  boolean: 80,
  date: 90,
  stamp: 95,
  regex: 110,
  pointer: 115,
  code: 120,
  codeWithScope: 130,
  maxKey: 250,
} as const;

/** Total order over BSON values: negative, zero or positive. Object comparison sees the order of fields. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const rankA = typeRank(a);
  const rankB = typeRank(b);
  if (rankA !== rankB) return rankA - rankB;
  switch (rankA) {
    case rank.number:
      return compareNumbers(a as Num, b as Num);
    case rank.string:
      return compareStrings(textOf(a), textOf(b));
    case rank.object:
      return compareDocs(a as Doc, b as Doc);
    case rank.array:
      return compareArrays(a as Value[], b as Value[]);
    case rank.binary:
      return compareBinary(a as Bin, b as Bin);
    case rank.oid:
      return Buffer.compare((a as Oid).bytes, (b as Oid).bytes);
    case rank.boolean:
      return Number(a) - Number(b);
    case rank.date:
      return (a as Date).getTime() - (b as Date).getTime();
    default:
      return compareRare(a, b);
  }
}

export function equalValues(a: Value, b: Value): boolean {
  return a === b || compareValues(a, b) === 0;
}

function textOf(value: Value): string {
  return value instanceof Sym ? value.value : (value as string);
}

/** By UTF-8 bytes, which is by code point; JavaScript's own order differs beyond the basic plane. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const surrogateX = x >= 0xd800 && x <= 0xdfff;
      const surrogateY = y >= 0xd800 && y <= 0xdfff;
      if (surrogateX !== surrogateY) return surrogateX ? 1 : -1;
      return x - y;
    }
  }
  return a.length - b.length;
}

function compareDocs(a: Doc, b: Doc): number {
  const right = b.entries();
  for (const [name, value] of a) {
    const next = right.next();
    if (next.done) return 1;
    const [otherName, other] = next.value;
    const ranks = typeRank(value) - typeRank(other);
    if (ranks !== 0) return ranks;
    const names = compareStrings(name, otherName);
    if (names !== 0) return names;
    const values = compareValues(value, other);
    if (values !== 0) return values;
  }
  return right.next().done ? 0 : -1;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinary(a: Bin, b: Bin): number {
  return a.bytes.length - b.bytes.length || a.subType - b.subType || Buffer.compare(a.bytes, b.bytes);
}

function compareRare(a: Value, b: Value): number {
  if (a instanceof Stamp && b instanceof Stamp) return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (a instanceof Regex && b instanceof Regex) {
    return compareStrings(a.pattern, b.pattern) || compareStrings(a.flags, b.flags);
  }
  if (a instanceof Pointer && b instanceof Pointer) {
    return compareStrings(a.ns, b.ns) || Buffer.compare(a.oid.bytes, b.oid.bytes);
  }
  if (a instanceof Code && b instanceof Code) {
    return compareStrings(a.code, b.code) || (a.scope && b.scope ? compareDocs(a.scope, b.scope) : 0);
  }
  return 0;
}
