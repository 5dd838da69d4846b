import { Decimal128 } from 'bson';
import { Bin, Code, type Doc, Double, Oid, Pointer, Regex, Stamp, Sym, type Value } from './values.ts';

/** A value as MongoDB's messages show it, e.g. `{ a: 1, b: "x", c: ObjectId('…') }`. */
export function formatValue(value: Value): string {
  if (value instanceof Map) return formatDoc(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(formatValue).join(', ')} ]`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Sym) return JSON.stringify(value.value);
  if (value instanceof Double)
    return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (value instanceof Oid) return `ObjectId('${value.hex}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof Bin) {
    return value.subType === 4 && value.bytes.length === 16
      ? `UUID("${Buffer.from(value.bytes)
          .toString('hex')
          .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')}")`
      : `BinData(${value.subType}, ${Buffer.from(value.bytes).toString('hex').toUpperCase()})`;
  }
  if (value instanceof Stamp) return `Timestamp(${value.value >> 32n}, ${value.value & 0xffffffffn})`;
  if (value instanceof Regex) return `/${value.pattern}/${value.flags}`;
  if (value instanceof Code) return value.code;
  if (value instanceof Pointer) return `DBRef('${value.ns}', ${value.oid.hex})`;
  return value === null || typeof value !== 'object' ? String(value) : value.name;
}

export function formatDoc(doc: Doc): string {
  if (doc.size === 0) return '{}';
  return `{ ${[...doc].map(([name, value]) => `${name}: ${formatValue(value)}`).join(', ')} }`;
}
