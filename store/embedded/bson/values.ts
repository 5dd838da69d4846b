import { Decimal128, ObjectId } from 'bson';

/**
 * The store's own picture of BSON. It keeps what JavaScript objects lose: the order of fields (also of
 * fields named like numbers), and the type of every number.
 *
 * | BSON | here |
 * |---|---|
 * | document, array | `Doc` (a Map), `Value[]` |
 * | int32, int64, double, decimal | `number`, `bigint`, `Double`, `Decimal128` |
 * | string, bool, null | themselves |
 * | date | `Date` (a date outside JavaScript's range is refused when it is read) |
 */
export type Doc = Map<string, Value>;

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Double
  | Decimal128
  | Date
  | Oid
  | Bin
  | Stamp
  | Regex
  | Sym
  | Code
  | Pointer
  | Special
  | Doc
  | Value[];

/** An IEEE double; a plain `number` in a `Value` is always an int32. */
export class Double {
  constructor(readonly value: number) {}
}

/** The 12 bytes of an ObjectId. */
export class Oid {
  constructor(readonly bytes: Uint8Array) {}
  static generate(): Oid {
    return new Oid(new ObjectId().id);
  }
  get hex(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, 12).toString('hex');
  }
}

/** Binary data with its subtype. */
export class Bin {
  constructor(
    readonly subType: number,
    readonly bytes: Uint8Array,
  ) {}
}

/** A BSON timestamp as its unsigned 64 bits: seconds in the upper half, counter in the lower. */
export class Stamp {
  constructor(readonly value: bigint) {}
}

export class Regex {
  constructor(
    readonly pattern: string,
    readonly flags: string,
  ) {}
}

/** The deprecated symbol type; compares as a string. */
export class Sym {
  constructor(readonly value: string) {}
}

/** JavaScript code; stored and compared, never run. */
export class Code {
  constructor(
    readonly code: string,
    readonly scope: Doc | undefined,
  ) {}
}

/** The deprecated DBPointer type. */
export class Pointer {
  constructor(
    readonly ns: string,
    readonly oid: Oid,
  ) {}
}

/** The three BSON values that carry no data. */
export class Special {
  private constructor(readonly name: 'minKey' | 'maxKey' | 'undefined') {}
  static readonly minKey = new Special('minKey');
  static readonly maxKey = new Special('maxKey');
  static readonly undefined = new Special('undefined');
}

export function isDoc(value: unknown): value is Doc {
  return value instanceof Map;
}

export function isNumber(value: unknown): value is number | bigint | Double | Decimal128 {
  return (
    typeof value === 'number' ||
    value instanceof Double ||
    typeof value === 'bigint' ||
    value instanceof Decimal128
  );
}

/** The BSON type number (manual: "BSON Types"), as `$type` takes it. */
export function typeNumber(value: Value): number {
  switch (typeof value) {
    case 'number':
      return 16;
    case 'string':
      return 2;
    case 'bigint':
      return 18;
    case 'boolean':
      return 8;
  }
  if (value === null) return 10;
  if (value instanceof Map) return 3;
  if (Array.isArray(value)) return 4;
  if (value instanceof Double) return 1;
  if (value instanceof Oid) return 7;
  if (value instanceof Date) return 9;
  if (value instanceof Bin) return 5;
  if (value instanceof Decimal128) return 19;
  if (value instanceof Stamp) return 17;
  if (value instanceof Regex) return 11;
  if (value instanceof Sym) return 14;
  if (value instanceof Pointer) return 12;
  if (value instanceof Code) return value.scope ? 15 : 13;
  if (value === Special.minKey) return -1;
  if (value === Special.maxKey) return 127;
  return 6;
}

/** The aliases of the type numbers that `$type` takes and error messages show. */
export const typeNames: ReadonlyMap<number, string> = new Map([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [12, 'dbPointer'],
  [13, 'javascript'],
  [14, 'symbol'],
  [15, 'javascriptWithScope'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
]);

export function typeName(value: Value | undefined): string {
  return value === undefined ? 'missing' : (typeNames.get(typeNumber(value)) ?? 'unknown');
}

/** What a plain object of our own code may hold: values, and objects and arrays of them. */
export type Plain = Value | undefined | Plain[] | { [key: string]: Plain };

/**
 * A `Doc` from a plain object of our own code. `undefined` members are left out; a plain number becomes an
 * int32 when it is one, else a double.
 */
export function toDoc(plain: { [key: string]: Plain }): Doc {
  const doc: Doc = new Map();
  for (const key of Object.keys(plain)) {
    const value = plain[key];
    if (value !== undefined) doc.set(key, toValue(value));
  }
  return doc;
}

function toValue(plain: Plain): Value {
  if (typeof plain === 'number')
    return Number.isInteger(plain) && (plain | 0) === plain ? plain : new Double(plain);
  if (Array.isArray(plain)) return plain.map((each) => (each === undefined ? null : toValue(each)));
  if (plain !== null && typeof plain === 'object' && Object.getPrototypeOf(plain) === Object.prototype) {
    return toDoc(plain as { [key: string]: Plain });
  }
  return plain as Value;
}

/** A deep copy of documents and arrays; scalars are shared because nothing changes them. */
export function cloneValue(value: Value): Value {
  if (value instanceof Map) return cloneDoc(value);
  if (Array.isArray(value)) return value.map(cloneValue);
  return value;
}

export function cloneDoc(doc: Doc): Doc {
  const copy: Doc = new Map();
  for (const [key, value] of doc) copy.set(key, cloneValue(value));
  return copy;
}
