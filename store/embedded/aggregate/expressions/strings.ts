import { Decimal128 } from 'bson';
import { toNumber } from '../../bson/numbers.ts';
import { isDoc, isNumber, Regex, toDoc, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import type { Expression } from '../../query/expression.ts';
import { compileRegex } from '../../query/regex.ts';
import {
  type Builder,
  type Compile,
  fixed,
  listOf,
  named,
  nullish,
  type Operators,
  variadic,
  wholeOr,
} from './builder.ts';

/** String operators (manual: "String Expression Operators"). */
export const strings: Operators = new Map<string, Builder>([
  ['$concat', variadic(concat)],
  ['$toLower', fixed(1, ([value]) => asciiCase(text(value, '$toLower'), 'lower'))],
  ['$toUpper', fixed(1, ([value]) => asciiCase(text(value, '$toUpper'), 'upper'))],
  [
    '$strcasecmp',
    fixed(2, ([a, b]) =>
      order(asciiCase(text(a, '$strcasecmp'), 'upper'), asciiCase(text(b, '$strcasecmp'), 'upper')),
    ),
  ],
  ['$strLenCP', fixed(1, ([value]) => [...strict(value, '$strLenCP', 34471)].length)],
  ['$strLenBytes', fixed(1, ([value]) => Buffer.byteLength(strict(value, '$strLenBytes', 34473)))],
  ['$substrCP', fixed(3, ([value, start, count]) => substringCp(value, start, count))],
  ['$substrBytes', fixed(3, ([value, start, count]) => substringBytes(value, start, count))],
  ['$substr', fixed(3, ([value, start, count]) => substringBytes(value, start, count))],
  ['$split', fixed(2, ([value, by]) => split(value, by))],
  ['$trim', trimming(true, true)],
  ['$ltrim', trimming(true, false)],
  ['$rtrim', trimming(false, true)],
  ['$indexOfCP', indexOfCp],
  ['$replaceOne', replacing(false)],
  ['$replaceAll', replacing(true)],
  ['$regexMatch', regex((found) => found !== null)],
  ['$regexFind', regex((found) => (found === null ? null : shown(found)))],
]);

function concat(values: (Value | undefined)[]): Value {
  let out = '';
  for (const value of values) {
    if (nullish(value)) return null;
    if (typeof value !== 'string')
      throw new StoreError(16702, `$concat only supports strings, not ${typeName(value)}`);
    out += value;
  }
  return out;
}

/** What these operators take for a string: null is empty, numbers and dates are written out. */
function text(value: Value | undefined, name: string): string {
  if (nullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Decimal128) return value.toString();
  if (isNumber(value)) return String(typeof value === 'bigint' ? value : toNumber(value));
  throw new StoreError(16007, `can't convert from BSON type ${typeName(value)} to String (${name})`);
}

function strict(value: Value | undefined, name: string, code: number): string {
  if (typeof value === 'string') return value;
  throw new StoreError(code, `${name} requires a string argument, found: ${typeName(value)}`);
}

/** Case mapping is defined for ASCII letters alone. */
function asciiCase(value: string, way: 'lower' | 'upper'): string {
  return way === 'lower'
    ? value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    : value.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function order(a: string, b: string): number {
  return Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function substringCp(value: Value | undefined, start: Value | undefined, count: Value | undefined): Value {
  const points = [...text(value, '$substrCP')];
  const from = wholeOr(start, '$substrCP', 34450);
  const length = wholeOr(count, '$substrCP', 34452);
  if (from < 0) throw new StoreError(34455, '$substrCP: the starting index must be a non-negative integer.');
  if (length < 0) throw new StoreError(34454, '$substrCP: length must be a nonnegative integer.');
  return points.slice(from, from + length).join('');
}

function substringBytes(value: Value | undefined, start: Value | undefined, count: Value | undefined): Value {
  const bytes = Buffer.from(text(value, '$substrBytes'));
  const from = wholeOr(start, '$substrBytes', 16034);
  const length = wholeOr(count, '$substrBytes', 16035);
  if (from < 0)
    throw new StoreError(50752, `$substrBytes:  starting index must be non-negative (got: ${from})`);
  const end = length < 0 ? bytes.length : Math.min(bytes.length, from + length);
  if (isContinuation(bytes[from]))
    throw new StoreError(28656, '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.');
  if (isContinuation(bytes[end]))
    throw new StoreError(
      28657,
      '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.',
    );
  return bytes.toString('utf8', from, end);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function split(value: Value | undefined, by: Value | undefined): Value {
  if (nullish(value) || nullish(by)) return null;
  const separator = strict(by, '$split', 40086);
  if (separator === '') throw new StoreError(40087, '$split requires a non-empty separator');
  return strict(value, '$split', 40085).split(separator);
}

const spaces = '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function trimming(left: boolean, right: boolean): Builder {
  return (argument, compile, name) => {
    const given = named(argument, compile, name, ['input'], ['chars']);
    return (scope) => {
      const input = given.get('input')?.(scope);
      const chars = given.has('chars') ? given.get('chars')?.(scope) : spaces;
      if (nullish(input) || nullish(chars)) return null;
      const unwanted = new Set(strict(chars, name, 50700));
      const points = [...strict(input, name, 50699)];
      let start = 0;
      let end = points.length;
      while (left && start < end && unwanted.has(points[start] as string)) start += 1;
      while (right && end > start && unwanted.has(points[end - 1] as string)) end -= 1;
      return points.slice(start, end).join('');
    };
  };
}

function indexOfCp(argument: Value, compile: Compile, name: string): Expression {
  const items = listOf(argument, compile, name, 2, 4);
  return (scope) => {
    const value = items[0]?.(scope);
    if (nullish(value)) return null;
    const points = [...strict(value, name, 40093)];
    const wanted = [...strict(items[1]?.(scope), name, 40094)];
    const start = items[2] ? wholeOr(items[2](scope), name, 40096) : 0;
    const end = items[3] ? wholeOr(items[3](scope), name, 40096) : points.length;
    for (let i = start; i + wanted.length <= Math.min(end, points.length); i++) {
      if (wanted.every((point, k) => points[i + k] === point)) return i;
    }
    return -1;
  };
}

function replacing(all: boolean): Builder {
  return (argument, compile, name) => {
    const given = named(argument, compile, name, ['input', 'find', 'replacement'], []);
    return (scope) => {
      const [input, find, replacement] = ['input', 'find', 'replacement'].map((key) =>
        given.get(key)?.(scope),
      );
      if (nullish(input) || nullish(find) || nullish(replacement)) return null;
      const [from, what, by] = [
        strict(input, name, 51746),
        strict(find, name, 51745),
        strict(replacement, name, 51744),
      ];
      return all ? from.replaceAll(what, () => by) : from.replace(what, () => by);
    };
  };
}

function regex(result: (found: RegExpExecArray | null) => Value): Builder {
  return (argument, compile, name) => {
    if (!isDoc(argument)) throw new StoreError(51103, `${name} expects an object of named arguments`);
    const given = named(argument, compile, name, ['input', 'regex'], ['options']);
    const known = new Map<string, RegExp>();
    return (scope) => {
      const input = given.get('input')?.(scope);
      const pattern = given.get('regex')?.(scope);
      const options = given.get('options')?.(scope);
      if (nullish(input) || nullish(pattern)) return result(null);
      const source = pattern instanceof Regex ? pattern.pattern : strict(pattern, name, 51105);
      const flags =
        pattern instanceof Regex && pattern.flags !== ''
          ? pattern.flags
          : typeof options === 'string'
            ? options
            : '';
      const key = `${flags}/${source}`;
      const compiled = known.get(key) ?? compileRegex(source, flags);
      known.set(key, compiled);
      return result(compiled.exec(strict(input, name, 51104)));
    };
  };
}

function shown(found: RegExpExecArray): Value {
  return toDoc({
    match: found[0],
    idx: [...found.input.slice(0, found.index)].length,
    captures: found.slice(1).map((each) => each ?? null),
  });
}
