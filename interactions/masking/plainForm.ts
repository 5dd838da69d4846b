/** A text as the rules read it. */
export interface PlainForm {
  plain: string;
  /** Where each unit of `plain` stands in the text; after the last, where the text ends. Null: in the same place. */
  at: readonly number[] | null;
}

/**
 * The text with other forms of digits, letters and separators as their ASCII ones, and without what nobody sees: full width
 * and Arabic digits, dashes and blanks of all kinds, and what has no width would else walk past every rule.
 */
export function plainForm(text: string): PlainForm {
  if (!/[^\x20-\x7e]/.test(text)) return { plain: text, at: null };
  const at: number[] = [];
  let plain = '';
  let place = 0;
  for (const sign of text) {
    const form = sign >= ' ' && sign <= '~' ? sign : plainSign(sign);
    for (let unit = 0; unit < form.length; unit += 1) at.push(place);
    plain += form;
    place += sign.length;
  }
  at.push(place);
  return { plain, at };
}

function plainSign(sign: string): string {
  if (/[\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}]/u.test(sign)) return '';
  if (/[\p{Pd}\u2212]/u.test(sign)) return '-';
  if (/\s/.test(sign)) return ' ';
  const compatible = sign.normalize('NFKC');
  if (/^[\x20-\x7e]+$/.test(compatible)) return compatible;
  return isDecimal(sign.codePointAt(0) ?? 0) ? decimalValue(sign.codePointAt(0) ?? 0) : sign;
}

/** Scripts have their ten digits in a row, some rows one behind another. */
function decimalValue(code: number): string {
  let before = 0;
  while (isDecimal(code - before - 1)) before += 1;
  return String(before % 10);
}

function isDecimal(code: number): boolean {
  return /\p{Nd}/u.test(String.fromCodePoint(code));
}
