/** The words of a text in lower case, without accents, quotes and punctuation: "Can't log-in!" → cant, log, in. */
export function wordsOf(text: string): string[] {
  return normalise(text)
    .split(' ')
    .filter((word) => word !== '');
}

/** What is understood of a text is how it begins: who sends more must not hold up the others. */
const charactersRead = 2_000;

/** The same text for comparing: lower case, no accents, quotes or punctuation, single spaces. */
export function normalise(text: string): string {
  const plain = text.slice(0, charactersRead).normalize('NFKD');
  // One character may stand for many.
  return plain
    .slice(0, charactersRead)
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}@.+]+/gu, ' ')
    .replace(/\.(?=\s|$)|(?<=\s|^)[.+]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
