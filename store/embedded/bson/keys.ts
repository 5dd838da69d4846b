import { Decimal128 } from 'bson';
import { rank, typeRank } from './compare.ts';
import { compareNumbers, exactParts, type Num, toNumber } from './numbers.ts';
import { Bin, Code, type Doc, Double, type Oid, Pointer, Regex, Stamp, Sym, type Value } from './values.ts';

/**
 * Values as bytes whose byte order is `compareValues`. Equal values give equal bytes (1, 1L and 1.0 are one
 * key). No encoding is the prefix of another, so encodings can be joined for compound keys and inverted for
 * descending ones.
 */
export function encodeKey(value: Value): Buffer {
  const writer = new KeyWriter();
  writer.value(value);
  return writer.copy();
}

/** The bytes of several values in a row; `descending[i]` inverts the i-th. */
export function encodeKeys(values: readonly Value[], descending: readonly boolean[]): Buffer {
  const writer = new KeyWriter();
  for (let i = 0; i < values.length; i++) {
    const start = writer.at;
    writer.value(values[i] as Value);
    if (descending[i]) writer.invert(start);
  }
  return writer.copy();
}

/** Every bit turned, which turns the order. */
export function invertBytes(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = ~(bytes[i] as number) & 0xff;
  return out;
}

/** The first byte string after all that begin with `prefix`. */
export function prefixEnd(prefix: Uint8Array): Buffer {
  const out = Buffer.from(prefix);
  for (let i = out.length - 1; i >= 0; i--) {
    if (out[i] !== 0xff) {
      out[i] = (out[i] as number) + 1;
      return out.subarray(0, i + 1);
    }
  }
  return Buffer.concat([out, Buffer.alloc(16, 0xff)]);
}

let shared = Buffer.allocUnsafe(4096);

class KeyWriter {
  private buffer = shared;
  at = 0;

  copy(): Buffer {
    if (this.buffer.length <= 1 << 20) shared = this.buffer;
    return Buffer.from(this.buffer.subarray(0, this.at));
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes + 256));
    this.buffer.copy(bigger, 0, 0, this.at);
    this.buffer = bigger;
  }

  private byte(value: number): void {
    this.room(1);
    this.buffer[this.at++] = value;
  }

  private raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
  }

  invert(start: number): void {
    const { buffer } = this;
    for (let i = start; i < this.at; i++) buffer[i] = ~(buffer[i] as number) & 0xff;
  }

  value(value: Value): void {
    const tag = typeRank(value);
    this.byte(tag);
    this.payload(tag, value);
  }

  private payload(tag: number, value: Value): void {
    switch (tag) {
      case rank.number:
        this.number(value as Num);
        return;
      case rank.string:
        this.text(value instanceof Sym ? value.value : (value as string));
        return;
      case rank.object:
        for (const [name, each] of value as Doc) {
          const inner = typeRank(each);
          this.byte(inner);
          this.text(name);
          this.payload(inner, each);
        }
        this.byte(0);
        return;
      case rank.array:
        for (const each of value as Value[]) this.value(each);
        this.byte(0);
        return;
      case rank.oid:
        this.raw((value as Oid).bytes);
        return;
      case rank.boolean:
        this.byte(value ? 1 : 0);
        return;
      case rank.date:
        this.room(8);
        this.at = this.buffer.writeBigUInt64BE(BigInt((value as Date).getTime()) + (1n << 63n), this.at);
        return;
      default:
        this.rare(value);
    }
  }

  private rare(value: Value): void {
    if (value instanceof Bin) {
      this.room(5);
      this.at = this.buffer.writeUInt32BE(value.bytes.length, this.at);
      this.byte(value.subType);
      this.raw(value.bytes);
    } else if (value instanceof Stamp) {
      this.room(8);
      this.at = this.buffer.writeBigUInt64BE(value.value, this.at);
    } else if (value instanceof Regex) {
      this.text(value.pattern);
      this.text(value.flags);
    } else if (value instanceof Pointer) {
      this.text(value.ns);
      this.raw(value.oid.bytes);
    } else if (value instanceof Code) {
      this.text(value.code);
      if (value.scope) this.payload(rank.object, value.scope);
    }
  }

  /** UTF-8, zero bytes doubled to 00 FF, ended by 00 01. */
  private text(text: string): void {
    this.room(text.length * 6 + 2);
    const start = this.at;
    const { buffer } = this;
    const written = buffer.write(text, start);
    if (text.includes('\0')) {
      const bytes = Buffer.from(buffer.subarray(start, start + written));
      let at = start;
      for (const byte of bytes) {
        buffer[at++] = byte;
        if (byte === 0) buffer[at++] = 0xff;
      }
      this.at = at;
    } else this.at = start + written;
    this.byte(0);
    this.byte(1);
  }

  /**
   * The largest double that is not above the number, as 8 sortable bytes; then 0 when that is exact, else 1
   * and the decimal digits, which order the numbers between two neighbouring doubles.
   */
  private number(value: Num): void {
    let floor = toNumber(value);
    let exact = true;
    if (value instanceof Decimal128 || (typeof value === 'bigint' && !Number.isSafeInteger(floor))) {
      const order = compareNumbers(new Double(floor), value);
      exact = order === 0;
      if (order > 0) floor = below(floor);
    }
    this.room(9);
    if (Number.isNaN(floor)) this.at = this.buffer.writeBigUInt64BE(0n, this.at);
    else this.sortableDouble(floor === 0 ? 0 : floor);
    this.byte(exact ? 0 : 1);
    if (!exact) this.digits(value);
  }

  private sortableDouble(value: number): void {
    const at = this.buffer.writeDoubleBE(value, this.at);
    const { buffer } = this;
    if ((buffer[this.at] as number) & 0x80) this.invertRange(this.at, at);
    else buffer[this.at] = (buffer[this.at] as number) | 0x80;
    this.at = at;
  }

  private invertRange(start: number, end: number): void {
    for (let i = start; i < end; i++) this.buffer[i] = ~(this.buffer[i] as number) & 0xff;
  }

  private digits(value: Num): void {
    const parts = exactParts(value);
    if (parts.kind !== 'finite') return;
    const text = parts.coeff.toString().replace(/0+$/, '');
    const exponent = parts.coeff.toString().length + parts.exp + 20000;
    const start = this.at;
    this.room(text.length + 3);
    this.at = this.buffer.writeUInt16BE(exponent, this.at);
    this.raw(Buffer.from(text, 'latin1'));
    this.byte(0);
    if (parts.neg) this.invert(start);
  }
}

/** The double just below. */
function below(value: number): number {
  if (value === Number.NEGATIVE_INFINITY) return value;
  if (value === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  if (value === 0) return -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}
