/** A piece of a text: as it is, or with the address that it leads to. */
export interface Piece {
  text: string;
  href?: string;
}

const address = /\b(?:https?:\/\/|www\.)[^\s<>"']+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gi;

/** Finds web and mail addresses in a text. The pieces put together give the text again. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = withoutTail(match[0]);
    const href = hrefOf(found);
    if (href === undefined) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** The full stop after an address and the bracket around it belong to the sentence. */
function withoutTail(found: string): string {
  let text = found;
  for (;;) {
    const shorter = text.replace(/[.,;:!?…'"]+$/, '');
    const unbalanced = /\)$/.test(shorter) && count(shorter, ')') > count(shorter, '(');
    const next = unbalanced ? shorter.slice(0, -1) : shorter;
    if (next === text) return text;
    text = next;
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function hrefOf(found: string): string | undefined {
  if (/^https?:/i.test(found)) return URL.canParse(found) ? found : undefined;
  if (/^www\./i.test(found)) return URL.canParse(`https://${found}`) ? `https://${found}` : undefined;
  return `mailto:${found}`;
}
