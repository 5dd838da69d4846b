/** What a language says in more than one way, and which of its words say little. All in the form of `normalise`. */
export interface Lexicon {
  /** A phrase becomes one word: the first of its row. Matched before stemming. */
  phrases: readonly (readonly [canonical: string, ...ways: string[]])[];
  /** Words of one meaning become the first of their row. */
  synonyms: readonly (readonly string[])[];
  /** Words that say nothing about the subject. */
  stopWords: ReadonlySet<string>;
  /** Words that many subjects share: they count for little. */
  commonWords: ReadonlySet<string>;
  /** Takes off endings. */
  stem(word: string): string;
  /** Ways of writing that are the same word. */
  fold(word: string): string;
}
