/** The words one language answers with; written as `normalise` (words.ts) leaves them. */
export interface AnswerWords {
  yes: ReadonlySet<string>;
  no: ReadonlySet<string>;
  /** Words that change nothing about a yes or a no. */
  yesNoFillers: ReadonlySet<string>;
  yesPhrases: readonly string[];
  noPhrases: readonly string[];
  /** Whole answers that agree although they begin like a no. */
  consent: readonly string[];
  /** What is said of what was tried: words around it, that it worked, that it did not. */
  aboutIt: ReadonlySet<string>;
  well: ReadonlySet<string>;
  badly: ReadonlySet<string>;
  /** "No luck", "nothing works": a no although it begins like another answer. */
  inVain: RegExp;
  /** By position, from the first; each in all its forms. */
  ordinals: readonly (readonly string[])[];
  pickFillers: ReadonlySet<string>;
  noneOfThese: ReadonlySet<string>;
  unsure: RegExp;
  /** What parts one pick from the next. */
  joiner: RegExp;
  more: readonly string[];
  back: readonly string[];
  done: readonly string[];
  /** Words that tell nothing where something must be told. */
  courtesies: ReadonlySet<string>;
  onlyMe: readonly string[];
  numbers: ReadonlyMap<string, number>;
  /** What multiplies the number before it: “two hundred”. */
  scales: ReadonlyMap<string, number>;
}
