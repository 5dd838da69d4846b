const fullWidth = 0xfee0;

/**
 * The text with other forms of digits, letters and separators as their ASCII ones, unit for unit, so that places in it
 * are places in the text: full width and Arabic digits, dashes and blanks of all kinds would else walk past every rule.
 */
export function plainForm(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, plainUnit);
}

function plainUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - fullWidth);
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-';
  // Blanks, and what has no width at all.
  if (/[\s\u00ad\u200b-\u200f\u2060\ufeff]/.test(unit)) return ' ';
  return unit;
}
