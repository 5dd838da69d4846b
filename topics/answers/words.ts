/** The words of a text in lower case, without accents, quotes and punctuation: "Can't log-in!" → cant, log, in. */
export function wordsOf(text: string): string[] {
  return normalise(text)
    .split(' ')
    .filter((word) => word !== '');
}

/** The same text for comparing: lower case, no accents, quotes or punctuation, single spaces. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}@.+]+/gu, ' ')
    .replace(/\.(?=\s|$)|(?<=\s|^)[.+]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
