import { Decimal128 } from 'bson';
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

/** A document that is written as the bytes it already is, e.g. a stored document in a cursor's batch. */
export class RawDoc {
  constructor(readonly bytes: Uint8Array) {}
}

/** The BSON of a document, in a buffer of its own. */
export function encodeDoc(doc: Doc): Buffer {
  const writer = new Writer();
  writer.document(doc);
  return writer.copy();
}

/** The size in bytes that `encodeDoc` would give. */
export function encodedSize(doc: Doc): number {
  return encodeDoc(doc).length;
}

let shared = Buffer.allocUnsafe(1 << 16);
const sharedLimit = 1 << 22;

/** Writes BSON into a growing buffer; one `Writer` at a time uses the shared buffer, until `copy()`. */
export class Writer {
  private buffer = shared;
  at = 0;

  /** The written bytes in a buffer of their own; the writer may not be used again. */
  copy(): Buffer {
    const out = Buffer.from(this.buffer.subarray(0, this.at));
    if (this.buffer.length <= sharedLimit) shared = this.buffer;
    return out;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes + 1024));
    this.buffer.copy(bigger, 0, 0, this.at);
    this.buffer = bigger;
  }

  int32(value: number): void {
    this.room(4);
    this.at = this.buffer.writeInt32LE(value, this.at);
  }

  byte(value: number): void {
    this.room(1);
    this.buffer[this.at++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
  }

  patchInt32(value: number, offset: number): void {
    this.buffer.writeInt32LE(value, offset);
  }

  document(doc: Doc): void {
    const start = this.at;
    this.room(4);
    this.at += 4;
    for (const [name, value] of doc) this.element(name, value);
    this.byte(0);
    this.buffer.writeInt32LE(this.at - start, start);
  }

  private array(list: readonly Value[]): void {
    const start = this.at;
    this.room(4);
    this.at += 4;
    for (let i = 0; i < list.length; i++) this.element(i.toString(), list[i] as Value);
    this.byte(0);
    this.buffer.writeInt32LE(this.at - start, start);
  }

  /** An array of documents that are bytes already. */
  rawArray(name: string, docs: readonly Uint8Array[]): void {
    this.head(4, name);
    const start = this.at;
    this.room(4);
    this.at += 4;
    for (let i = 0; i < docs.length; i++) {
      this.head(3, i.toString());
      this.raw(docs[i] as Uint8Array);
    }
    this.byte(0);
    this.buffer.writeInt32LE(this.at - start, start);
  }

  private head(type: number, name: string): void {
    const { length } = name;
    this.room(length * 3 + 2);
    const { buffer } = this;
    buffer[this.at++] = type;
    let ascii = length < 40;
    for (let i = 0; ascii && i < length; i++) {
      const code = name.charCodeAt(i);
      if (code > 127) ascii = false;
      else buffer[this.at + i] = code;
    }
    this.at += ascii ? length : buffer.write(name, this.at);
    buffer[this.at++] = 0;
  }

  private string(text: string): void {
    this.room(text.length * 3 + 5);
    const written = this.buffer.write(text, this.at + 4);
    this.buffer.writeInt32LE(written + 1, this.at);
    this.at += written + 4;
    this.buffer[this.at++] = 0;
  }

  private cstring(text: string): void {
    this.room(text.length * 3 + 1);
    this.at += this.buffer.write(text, this.at);
    this.buffer[this.at++] = 0;
  }

  private int64(value: bigint): void {
    this.room(8);
    this.at = this.buffer.writeBigInt64LE(value, this.at);
  }

  element(name: string, value: Value): void {
    switch (typeof value) {
      case 'number':
        this.head(16, name);
        this.int32(value);
        return;
      case 'string':
        this.head(2, name);
        this.string(value);
        return;
      case 'boolean':
        this.head(8, name);
        this.byte(value ? 1 : 0);
        return;
      case 'bigint':
        this.head(18, name);
        this.int64(value);
        return;
    }
    if (value === null) this.head(10, name);
    else if (value instanceof Map) {
      this.head(3, name);
      this.document(value);
    } else if (Array.isArray(value)) {
      this.head(4, name);
      this.array(value);
    } else this.rare(name, value);
  }

  private rare(
    name: string,
    value: Exclude<Value, string | number | boolean | bigint | null | Doc | Value[]>,
  ): void {
    if (value instanceof Double) {
      this.head(1, name);
      this.room(8);
      this.at = this.buffer.writeDoubleLE(value.value, this.at);
    } else if (value instanceof Oid) {
      this.head(7, name);
      this.raw(value.bytes);
    } else if (value instanceof Date) {
      this.head(9, name);
      this.int64(BigInt(value.getTime()));
    } else if (value instanceof Bin) {
      this.head(5, name);
      const old = value.subType === 2;
      this.int32(value.bytes.length + (old ? 4 : 0));
      this.byte(value.subType);
      if (old) this.int32(value.bytes.length);
      this.raw(value.bytes);
    } else if (value instanceof Decimal128) {
      this.head(19, name);
      this.raw(value.bytes);
    } else if (value instanceof Stamp) {
      this.head(17, name);
      this.room(8);
      this.at = this.buffer.writeBigUInt64LE(value.value, this.at);
    } else if (value instanceof Regex) {
      this.head(11, name);
      this.cstring(value.pattern);
      this.cstring(value.flags);
    } else if (value instanceof Sym) {
      this.head(14, name);
      this.string(value.value);
    } else if (value instanceof Pointer) {
      this.head(12, name);
      this.string(value.ns);
      this.raw(value.oid.bytes);
    } else if (value instanceof Code) this.code(name, value);
    else if (value instanceof Special) {
      this.head(value === Special.minKey ? 255 : value === Special.maxKey ? 127 : 6, name);
    } else throw new TypeError(`no BSON for ${String(value)}`);
  }

  private code(name: string, value: Code): void {
    this.head(value.scope ? 15 : 13, name);
    const start = this.at;
    if (value.scope) this.int32(0);
    this.string(value.code);
    if (!value.scope) return;
    this.document(value.scope);
    this.buffer.writeInt32LE(this.at - start, start);
  }
}
