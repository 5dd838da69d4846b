import { z } from 'zod';

/** What goes: an interaction, what was said in it, its files, or who it was for. */
export type Removal = 'interaction' | 'words' | 'files' | 'person';

/** The proof of a deletion: what was there and is not any more, without a word of it. Times are ISO 8601 UTC. */
export interface DeletionProof {
  id: string;
  /** `erasure` for what a person asked for. */
  policy: string;
  /** The interaction's. */
  number: string;
  openedAt: string;
  closedAt: string;
  what: Removal;
  /** How many documents of each collection went or were rewritten. */
  counts: Record<string, number>;
  /** Of the turns as JSON and of the files. */
  bytes: number;
  /** Over the turns as they were, as JSON, a line each, in order. */
  sha256: string;
  beganAt: string;
  /** null: it has begun and goes on. */
  finishedAt: string | null;
}

/** What would go now by one policy. */
export interface RetentionPreview {
  policy: string;
  what: Removal;
  interactions: number;
  messages: number;
  /** When the oldest of them was closed; null: there are none. */
  oldest: string | null;
}

export interface Erasure {
  id: string;
  /** What stands in the person's place from now on. */
  pseudonym: string;
  state: 'running' | 'done';
  /** Interactions that are done. */
  interactions: number;
  requestedAt: string;
  finishedAt: string | null;
}

export const eraseBody = z.strictObject({ reason: z.string().trim().min(1).max(1_000) });

export const proofsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});
