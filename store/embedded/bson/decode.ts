import { Decimal128 } from 'bson';
import { StoreError } from '../errors.ts';
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

const maxDepth = 200;

/**
 * Reads one BSON document that starts at `offset`.
 * Throws code 22 (InvalidBSON) for anything malformed and 15 (Overflow) beyond 200 levels.
 * `only`: of documents and lists at the top, just these are read; the others are left out.
 */
export function decodeDoc(buffer: Buffer, offset = 0, only?: ReadonlySet<string>): Doc {
  const reader = new Reader(buffer, offset);
  try {
    return reader.document(0, only);
  } catch (error) {
    if (error instanceof RangeError) throw invalid('a length points outside the document');
    throw error;
  }
}

/** A Buffer over the same bytes, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function invalid(why: string): StoreError {
  return new StoreError(22, `Invalid BSON: ${why}`);
}

/** Field names repeat from document to document; this table gives back the string made before. */
const nameTable: (string | undefined)[] = new Array(4096);

class Reader {
  constructor(
    private readonly buffer: Buffer,
    private at: number,
  ) {}

  document(depth: number, only?: ReadonlySet<string>): Doc {
    const doc: Doc = new Map();
    const end = this.enter(depth);
    for (;;) {
      const type = this.byte(end);
      if (type === 0) break;
      const name = this.name(end);
      if (only !== undefined && (type === 3 || type === 4) && !only.has(name))
        this.at = this.enter(depth + 1);
      else doc.set(name, this.value(type, end, depth));
    }
    this.leave(end);
    return doc;
  }

  private array(depth: number): Value[] {
    const list: Value[] = [];
    const end = this.enter(depth);
    for (;;) {
      const type = this.byte(end);
      if (type === 0) break;
      while (this.byte(end) !== 0);
      list.push(this.value(type, end, depth));
    }
    this.leave(end);
    return list;
  }

  private enter(depth: number): number {
    if (depth > maxDepth) throw new StoreError(15, 'BSONObj exceeds maximum nested object depth: 200');
    const start = this.at;
    const size = this.buffer.readInt32LE(start);
    this.at = start + 4;
    if (size < 5 || start + size > this.buffer.length) throw invalid('a document has an impossible length');
    return start + size;
  }

  private leave(end: number): void {
    if (this.at !== end) throw invalid('a document ends before its length');
  }

  private byte(end: number): number {
    if (this.at >= end) throw invalid('a document has no end');
    return this.buffer[this.at++] as number;
  }

  private name(end: number): string {
    const { buffer } = this;
    const start = this.at;
    let at = start;
    let hash = 0;
    let ascii = true;
    for (;;) {
      if (at >= end) throw invalid('a field name has no end');
      const byte = buffer[at] as number;
      if (byte === 0) break;
      if (byte > 127) ascii = false;
      hash = (hash * 31 + byte) | 0;
      at += 1;
    }
    this.at = at + 1;
    const length = at - start;
    if (!ascii || length > 40) return buffer.toString('utf8', start, at);
    const slot = (hash ^ length) & 4095;
    const known = nameTable[slot];
    if (known !== undefined && known.length === length && sameBytes(known, buffer, start)) return known;
    const made = buffer.toString('latin1', start, at);
    nameTable[slot] = made;
    return made;
  }

  private cstring(end: number): string {
    const close = this.buffer.indexOf(0, this.at);
    if (close < 0 || close >= end) throw invalid('a string has no end');
    const text = this.buffer.toString('utf8', this.at, close);
    this.at = close + 1;
    return text;
  }

  private string(end: number): string {
    const size = this.buffer.readInt32LE(this.at);
    const start = this.at + 4;
    const close = start + size - 1;
    if (size < 1 || close >= end || this.buffer[close] !== 0)
      throw invalid('a string has an impossible length');
    this.at = close + 1;
    return this.buffer.toString('utf8', start, close);
  }

  private bytes(length: number, end: number): Buffer {
    if (length < 0 || this.at + length > end) throw invalid('data has an impossible length');
    const slice = this.buffer.subarray(this.at, this.at + length);
    this.at += length;
    return slice;
  }

  private value(type: number, end: number, depth: number): Value {
    switch (type) {
      case 1:
        return new Double(this.bytes(8, end).readDoubleLE(0));
      case 2:
        return this.string(end);
      case 3:
        return this.document(depth + 1);
      case 4:
        return this.array(depth + 1);
      case 5:
        return this.binary(end);
      case 6:
        return Special.undefined;
      case 7:
        return new Oid(this.bytes(12, end));
      case 8: {
        const flag = this.byte(end);
        if (flag > 1) throw invalid('a boolean is neither 0 nor 1');
        return flag === 1;
      }
      case 9:
        return this.date(end);
      case 10:
        return null;
      case 11: {
        const pattern = this.cstring(end);
        return new Regex(pattern, this.cstring(end));
      }
      case 12: {
        const ns = this.string(end);
        return new Pointer(ns, new Oid(this.bytes(12, end)));
      }
      case 13:
        return new Code(this.string(end), undefined);
      case 14:
        return new Sym(this.string(end));
      case 15: {
        this.bytes(4, end);
        const code = this.string(end);
        return new Code(code, this.document(depth + 1));
      }
      case 16: {
        const value = this.buffer.readInt32LE(this.at);
        this.at += 4;
        return value;
      }
      case 17:
        return new Stamp(this.bytes(8, end).readBigUInt64LE(0));
      case 18:
        return this.bytes(8, end).readBigInt64LE(0);
      case 19:
        return new Decimal128(Uint8Array.from(this.bytes(16, end)));
      case 127:
        return Special.maxKey;
      case 255:
        return Special.minKey;
      default:
        throw invalid(`unknown type 0x${type.toString(16)}`);
    }
  }

  private binary(end: number): Bin {
    let size = this.buffer.readInt32LE(this.at);
    this.at += 4;
    const subType = this.byte(end);
    if (subType === 2) {
      const inner = this.buffer.readInt32LE(this.at);
      if (inner !== size - 4) throw invalid('old binary data has an impossible length');
      this.at += 4;
      size = inner;
    }
    return new Bin(subType, this.bytes(size, end));
  }

  private date(end: number): Date {
    const slice = this.bytes(8, end);
    const ms = slice.readInt32LE(4) * 4294967296 + slice.readUInt32LE(0);
    const date = new Date(ms);
    if (Number.isNaN(date.getTime())) throw invalid('a date lies outside the years this store can keep');
    return date;
  }
}

function sameBytes(text: string, buffer: Buffer, start: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== buffer[start + i]) return false;
  return true;
}
