import { Decimal128 } from 'bson';

/** A decimal taken apart: value = (neg ? -1 : 1) * coeff * 10^exp. */
export type Parts =
  | { kind: 'finite'; neg: boolean; coeff: bigint; exp: number }
  | { kind: 'infinite'; neg: boolean }
  | { kind: 'nan' };

const bias = 6176;
const minExp = -6176;
const maxExp = 6111;
const digits = 34;
const maxCoeff = 10n ** 34n;

/** Takes a Decimal128 apart (IEEE 754-2008, binary integer coefficient). */
export function decimalParts(decimal: Decimal128): Parts {
  const view = new DataView(decimal.bytes.buffer, decimal.bytes.byteOffset, 16);
  const low = view.getBigUint64(0, true);
  const high = view.getBigUint64(8, true);
  const neg = high >> 63n === 1n;
  const top = Number((high >> 58n) & 0x1fn);
  if (top === 0x1f) return { kind: 'nan' };
  if (top === 0x1e) return { kind: 'infinite', neg };
  if (top >> 3 === 3) return { kind: 'finite', neg, coeff: 0n, exp: Number((high >> 47n) & 0x3fffn) - bias };
  const coeff = ((high & 0x1ffffffffffffn) << 64n) | low;
  return {
    kind: 'finite',
    neg,
    coeff: coeff < maxCoeff ? coeff : 0n,
    exp: Number((high >> 49n) & 0x3fffn) - bias,
  };
}

/** Puts a decimal together; rounds half to even to 34 digits, overflows to infinity. */
export function makeDecimal(parts: Parts): Decimal128 {
  if (parts.kind === 'nan') return Decimal128.fromString('NaN');
  if (parts.kind === 'infinite') return Decimal128.fromString(parts.neg ? '-Infinity' : 'Infinity');
  let { coeff, exp } = parts;
  const extra = Math.max(coeff.toString().length - digits, minExp - exp);
  if (extra > 0) {
    coeff = divideHalfEven(coeff, 10n ** BigInt(extra));
    exp += extra;
    if (coeff >= maxCoeff) {
      coeff /= 10n;
      exp += 1;
    }
  }
  while (exp > maxExp && coeff !== 0n && coeff * 10n < maxCoeff) {
    coeff *= 10n;
    exp -= 1;
  }
  if (coeff === 0n) exp = Math.min(Math.max(exp, minExp), maxExp);
  if (exp > maxExp) return makeDecimal({ kind: 'infinite', neg: parts.neg });
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, coeff & 0xffffffffffffffffn, true);
  view.setBigUint64(8, (parts.neg ? 1n << 63n : 0n) | (BigInt(exp + bias) << 49n) | (coeff >> 64n), true);
  return new Decimal128(bytes);
}

function divideHalfEven(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  const twice = (value % by) * 2n;
  if (twice > by || (twice === by && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}

export function addDecimals(a: Parts, b: Parts): Parts {
  if (a.kind === 'nan' || b.kind === 'nan') return { kind: 'nan' };
  if (a.kind === 'infinite') return b.kind === 'infinite' && a.neg !== b.neg ? { kind: 'nan' } : a;
  if (b.kind === 'infinite') return b;
  // Far apart, the smaller operand cannot change 34 digits: bound the shift instead of the memory.
  const exp = Math.max(Math.min(a.exp, b.exp), Math.max(a.exp, b.exp) - 80);
  const sum = signedAt(a, exp) + signedAt(b, exp);
  return {
    kind: 'finite',
    neg: sum < 0n || (sum === 0n && a.neg && b.neg),
    coeff: sum < 0n ? -sum : sum,
    exp,
  };
}

function signedAt(part: Extract<Parts, { kind: 'finite' }>, exp: number): bigint {
  const shift = part.exp - exp;
  const scaled = shift >= 0 ? part.coeff * 10n ** BigInt(shift) : part.coeff / 10n ** BigInt(-shift);
  return part.neg ? -scaled : scaled;
}

export function multiplyDecimals(a: Parts, b: Parts): Parts {
  if (a.kind === 'nan' || b.kind === 'nan') return { kind: 'nan' };
  if (a.kind === 'infinite' || b.kind === 'infinite') {
    if (isZero(a) || isZero(b)) return { kind: 'nan' };
    return { kind: 'infinite', neg: a.neg !== b.neg };
  }
  return { kind: 'finite', neg: a.neg !== b.neg, coeff: a.coeff * b.coeff, exp: a.exp + b.exp };
}

/** a / b to 34 digits; by zero: infinity, 0/0: NaN. */
export function divideDecimals(a: Parts, b: Parts): Parts {
  if (a.kind === 'nan' || b.kind === 'nan') return { kind: 'nan' };
  if (a.kind === 'infinite')
    return b.kind === 'infinite' ? { kind: 'nan' } : { kind: 'infinite', neg: a.neg !== b.neg };
  if (b.kind === 'infinite') return { kind: 'finite', neg: a.neg !== b.neg, coeff: 0n, exp: 0 };
  if (b.coeff === 0n) return a.coeff === 0n ? { kind: 'nan' } : { kind: 'infinite', neg: a.neg !== b.neg };
  const shift = digits + 2 + b.coeff.toString().length;
  let coeff = (a.coeff * 10n ** BigInt(shift)) / b.coeff;
  let exp = a.exp - b.exp - shift;
  const ideal = a.exp - b.exp;
  while (exp < ideal && coeff !== 0n && coeff % 10n === 0n) {
    coeff /= 10n;
    exp += 1;
  }
  if (coeff === 0n) exp = ideal;
  return { kind: 'finite', neg: a.neg !== b.neg, coeff, exp };
}

export function isZero(part: Parts): boolean {
  return part.kind === 'finite' && part.coeff === 0n;
}

/** A double as a decimal of 15 significant digits, which is how MongoDB mixes the two in arithmetic. */
export function decimalOfDouble(value: number): Parts {
  if (Number.isNaN(value)) return { kind: 'nan' };
  if (!Number.isFinite(value)) return { kind: 'infinite', neg: value < 0 };
  return decimalParts(Decimal128.fromString(value.toPrecision(15)));
}

/** A finite double exactly, as a decimal of as many digits as it takes. */
export function exactPartsOfDouble(value: number): { neg: boolean; coeff: bigint; exp: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const raw = Number((bits >> 52n) & 0x7ffn);
  const mantissa = raw === 0 ? bits & 0xfffffffffffffn : (bits & 0xfffffffffffffn) | 0x10000000000000n;
  const power = (raw === 0 ? 1 : raw) - 1075;
  const neg = bits >> 63n === 1n;
  if (power >= 0) return { neg, coeff: mantissa << BigInt(power), exp: 0 };
  return { neg, coeff: mantissa * 5n ** BigInt(-power), exp: power };
}
