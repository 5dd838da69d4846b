/** Longer runs of letters are no words that somebody types. */
const longest = 40;

/**
 * The words of a text as they are looked for: lower case, without accents, at least two letters or digits. A word with
 * a German umlaut comes in both of its spellings ("Müller": muller, mueller), each word once, in order. Pure.
 */
export function wordsOf(text: string): string[] {
  return [...new Set(spellings(text).flat())];
}

/** The words of a text in order, each with its spellings; a word that is looked for may be any of them. */
export function spellings(text: string): string[][] {
  const tokens =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return tokens.map(spellingsOf).filter((each) => each.length > 0);
}

/** A value as it is compared: "Jane Doe", "jane doe" and "JANE DOÉ" are one. */
export function foldText(text: string): string {
  return unaccented(text.normalize('NFKC').toLowerCase().trim());
}

function spellingsOf(token: string): string[] {
  const spelled = [unaccented(token), unaccented(token.replace(/[äöü]/g, (letter) => `${letter}e`))];
  return [...new Set(spelled.map((word) => word.slice(0, longest)).filter((word) => word.length > 1))];
}

const ligatures: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l' };

function unaccented(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđł]/g, (letter) => ligatures[letter] ?? letter);
}
