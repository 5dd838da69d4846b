import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** What was typed as the address it is, in the form that is stored; null: it is none. */

export function parseEmail(text: string): string | null {
  const found = /^<?(?:mailto:)?([^\s@<>,;]{1,64}@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+)>?$/.exec(text);
  return found?.[1]?.toLowerCase() ?? null;
}

/**
 * E.164. The library knows the country codes and how long numbers are in each, and that the (0) in +49 (0)30 is not
 * dialled. Whether a number range is in use changes too often to refuse somebody's phone for it.
 */
export function parsePhone(text: string): string | null {
  const number = parsePhoneNumberFromString(text.trim().replace(/^00/, '+'), { extract: false });
  return number?.isPossible() === true ? number.number : null;
}

export function parseUrl(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname.includes('.') || url.hostname === 'localhost' ? url.href : null;
}

/** IPv4 in its usual form, IPv6 in any. */
export function parseIp(text: string): string | null {
  const parts = text.split('.');
  if (parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return text;
  return /^[\da-f:.]+$/i.test(text) && text.includes(':') && URL.canParse(`http://[${text}]/`)
    ? text.toLowerCase()
    : null;
}
