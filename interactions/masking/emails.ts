import type { Span } from './span.ts';

const longestLocal = 64;
const longestDomain = 255;
const localUnit = /[\p{L}\p{N}._%+'-]/u;
const domainUnit = /[\p{L}\p{N}.-]/u;

/** M9: e-mail addresses. Looks outwards from each “@”, so that no text makes it slow. */
export function findEmails(plain: string): Span[] {
  const found: Span[] = [];
  for (let at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < longestLocal && localUnit.test(plain[start - 1] ?? '')) start -= 1;
    while (start < at && /[.']/.test(plain[start] ?? '')) start += 1;
    const domain = domainOf(plain, at + 1);
    if (start < at && domain !== null) found.push({ start, end: at + 1 + domain.length });
  }
  return found;
}

/** The domain that begins here: labels with points between them, the last one of letters. */
function domainOf(plain: string, from: number): string | null {
  let end = from;
  while (end - from < longestDomain && domainUnit.test(plain[end] ?? '')) end += 1;
  const labels = plain.slice(from, end).split('.');
  const wrong = labels.findIndex((label) => label.replace(/^-|-$/g, '') === '');
  const whole = wrong < 0 ? labels : labels.slice(0, wrong);
  while (whole.length > 1 && !/^\p{L}[\p{L}\p{N}-]*\p{L}-?$/u.test(whole.at(-1) ?? '')) whole.pop();
  return whole.length > 1 ? whole.join('.').replace(/-$/, '') : null;
}
