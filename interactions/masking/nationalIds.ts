import type { Span } from './span.ts';

/** Neither a letter nor a digit before, nor a group of digits that it would only be a part of. */
const before = String.raw`(?<![\p{L}\p{N}_+]|\d[-.,:/])`;
const after = String.raw`(?![\p{L}\p{N}_]|[-.,:/]\d)`;
const pattern = (source: string, flags = 'giu') => new RegExp(`${before}(?:${source})${after}`, flags);

const ssn = pattern(String.raw`(?!000|666|9)\d{3}(?<gap>[- ])(?!00)\d{2}\k<gap>(?!0000)\d{4}`);
const ssnNamed =
  /\b(?:ssn|social security(?: number| no)?)\b[^\d\n]{0,12}(?<number>(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4})(?!\d)/giu;

/** M2: US Social Security numbers by their area rules; without dashes only where the text calls it one. */
export function findUsSsn(plain: string): Span[] {
  const named = [...plain.matchAll(ssnNamed)].map(({ index, 0: all, groups }) => ({
    start: index + all.length - (groups?.number?.length ?? 0),
    end: index + all.length,
  }));
  return [...spansOf(plain, ssn, () => true), ...named];
}

const nino = pattern(
  String.raw`(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]`,
);

/** M3: UK National Insurance numbers, without the prefixes that are never given out. */
export function findUkNino(plain: string): Span[] {
  return spansOf(plain, nino, () => true);
}

const taxId = pattern(String.raw`[1-9]\d{10}|[1-9]\d \d{3} \d{3} \d{3}`);

/** M4: German tax ids: one digit twice or three times among the first ten, and the check digit of ISO 7064 (11, 10). */
export function findDeTaxId(plain: string): Span[] {
  return spansOf(plain, taxId, (found) => {
    const digits = digitsOf(found);
    const different = new Set(digits.slice(0, 10)).size;
    const most = Math.max(
      ...digits.map((one) => digits.slice(0, 10).filter((other) => other === one).length),
    );
    const repeats = (different === 9 && most === 2) || (different === 8 && most === 3);
    return repeats && digits[10] === taxCheckDigit(digits.slice(0, 10));
  });
}

function taxCheckDigit(digits: number[]): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

const nir = pattern(
  String.raw`[1-478] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}`,
);

/** M5: French NIR (social security) with its key modulo 97; Corsica's 2A and 2B count as 19 and 18. */
export function findFrNir(plain: string): Span[] {
  return spansOf(plain, nir, (found) => {
    const digits = found.replaceAll(' ', '').toUpperCase().replace('2A', '19').replace('2B', '18');
    return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
  });
}

const dniLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';
const dni = pattern(String.raw`\d{8}(?:-?[A-Za-z]| [A-Z])`, 'gu');

/** M6: Spanish DNI with its letter. */
export function findEsDni(plain: string): Span[] {
  return spansOf(plain, dni, (found) => hasDniLetter(found.slice(0, 8), found));
}

const nie = pattern(String.raw`[XYZ][- ]?\d{7}[- ]?[A-Z]`);

/** M7: Spanish NIE with its letter; X, Y and Z count as 0, 1 and 2. */
export function findEsNie(plain: string): Span[] {
  return spansOf(plain, nie, (found) => {
    const first = 'XYZ'.indexOf(found.charAt(0).toUpperCase());
    return hasDniLetter(`${first}${digitsOf(found).join('')}`, found);
  });
}

function hasDniLetter(number: string, found: string): boolean {
  return dniLetters[Number(number) % 23] === found.at(-1)?.toUpperCase();
}

/** The lengths of the IBANs of the countries that have them (SWIFT's registry). */
const ibanLengths = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
  ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28
  LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29
  RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);
const ibanStart = new RegExp(`${before}[A-Z]{2}[- ]?\\d{2}`, 'giu');

/** M8: IBANs of their country's length whose rest modulo 97 is 1. */
export function findIban(plain: string): Span[] {
  const found: Span[] = [];
  for (const { index } of plain.matchAll(ibanStart)) {
    const length = ibanLengths.get(plain.slice(index, index + 2).toUpperCase());
    const end = length === undefined ? null : endOf(plain, index, length);
    if (end !== null && ibanRest(plain.slice(index, end)) === 1) found.push({ start: index, end });
  }
  return found;
}

/** Where so many letters and digits end, with single blanks or dashes between them; null: something else comes first. */
function endOf(plain: string, start: number, length: number): number | null {
  let at = start;
  for (let taken = 0; taken < length; at += 1) {
    const unit = plain[at] ?? '';
    if (/[A-Za-z0-9]/.test(unit)) taken += 1;
    else if (!/[ -]/.test(unit) || !/[A-Za-z0-9]/.test(plain[at + 1] ?? '')) return null;
  }
  return /[A-Za-z0-9]/.test(plain[at] ?? '') ? null : at;
}

function ibanRest(iban: string): number {
  const plain = iban.replace(/[ -]/g, '').toUpperCase();
  let rest = 0;
  for (const unit of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(unit, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

function spansOf(plain: string, pattern: RegExp, isOne: (found: string) => boolean): Span[] {
  return [...plain.matchAll(pattern)]
    .filter(([found]) => isOne(found))
    .map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function digitsOf(text: string): number[] {
  return [...text.replace(/\D/g, '')].map(Number);
}
