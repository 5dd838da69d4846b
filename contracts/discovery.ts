/** What authors are told of discovery over HTTP (protocol §2: `/topics/discovery/:locale`). */

/** What was found out about a model while it was trained. Shares are 0…1. */
export interface ModelReport {
  language: string;
  topics: number;
  utterances: number;
  /** The evidence below which a text is out of scope. */
  rejection: number;
  /** Of utterances that were held out, the share whose topic was found. Null: nothing could be tried. */
  accuracy: number | null;
  /** The same if nothing were rejected. */
  accuracyWithoutRejection: number | null;
  /** Of utterances of topics that were left out, the share that was rejected. */
  rejected: number | null;
  /** Which topics are mistaken for which, worst first. */
  mistaken: { topic: string; takenFor: string; times: number; example: string }[];
  /** Utterances that are taken for out of scope when the others alone are known: too far from the rest of their topic. */
  unlike: { topic: string; text: string }[];
}

/** Where a language's model stands. `report`: of the model that serves, which may be an older one. */
export interface ModelState {
  language: string;
  state: 'training' | 'ready' | 'too_little' | 'failed';
  /** Why it failed. */
  error: string | null;
  report: ModelReport | null;
}
