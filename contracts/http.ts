import { z } from 'zod';
import {
  closeReasons,
  directions,
  interactionStates,
  interactionTypes,
  roles,
  sentiments,
} from './states.ts';

/** The bodies and queries of the HTTP interface (protocol §2). */

export const loginBody = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(1_024),
});

const contextValue = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);
export const sessionBody = z.strictObject({
  resumeToken: z.string().max(4_096).optional(),
  /** A token signed by the host page's server that says who the requester is. */
  identity: z.string().max(4_096).optional(),
  locale: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as "en" or "de-CH"')
    .optional(),
  channel: z.enum(['web']).optional(),
  context: z.record(z.string().regex(/^[\w.-]{1,64}$/), contextValue).optional(),
});
export type SessionBody = z.infer<typeof sessionBody>;

export interface SessionAnswer {
  token: string;
  resumeToken: string;
  conversationId: string;
  interactionNumber: string;
}

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const interactionsQuery = listQuery.extend({
  state: z.enum(interactionStates).optional(),
  stateReason: z.enum(closeReasons).optional(),
  type: z.enum(interactionTypes).optional(),
  direction: z.enum(directions).optional(),
  assignedTo: z.string().max(254).optional(),
  openedFor: z.string().max(254).optional(),
  queue: z.string().max(64).optional(),
  tag: z.string().max(64).optional(),
  virtualAgent: flag.optional(),
  agentChat: flag.optional(),
  sentiment: z.enum(sentiments).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** A number, or words of the short description or the requester's name. */
  q: z.string().max(200).optional(),
  fields: z.string().max(1_000).optional(),
  sort: z
    .enum(['-openedAt', 'openedAt', '-updatedAt', 'updatedAt', '-number', 'number'])
    .default('-openedAt'),
});
export type InteractionsQuery = z.infer<typeof interactionsQuery>;

export const interactionPatch = z.strictObject({
  shortDescription: z.string().trim().min(1).max(160).optional(),
  tags: z.array(z.string().min(1).max(64)).max(50).optional(),
  disposition: z.string().max(1_000).nullable().optional(),
  workNote: z.string().min(1).max(8_000).optional(),
});
export type InteractionPatch = z.infer<typeof interactionPatch>;

export const transcriptQuery = z.object({
  view: z.enum(['internal', 'external']).default('internal'),
  format: z.enum(['json', 'text']).default('json'),
});

export const relatedTaskBody = z.strictObject({
  table: z.string().min(1).max(64),
  id: z.string().min(1).max(64),
});

const recordFields = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  z.union([z.string().max(8_000), z.number(), z.boolean(), z.null()]),
);
export const recordBody = z.strictObject({
  fields: recordFields,
  interaction: z.string().max(64).optional(),
});

export const discoverBody = z.strictObject({
  text: z.string().min(1).max(8_000),
  locale: z.string().max(20).optional(),
});

/** `POST /topics/discover` answers this. */
export interface DiscoverAnswer {
  outcome: 'match' | 'choose' | 'none';
  candidates: { topic: string; score: number; by: 'keywords' | 'model' | 'exact' }[];
}

export const userRoles = z.array(z.enum(roles));
export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  roles: (typeof roles)[number][];
}
export interface LoginAnswer {
  token: string;
  expiresAt: string;
  user: SignedInUser;
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A record of a table (incident, case, request, user, …) as the HTTP interface shows it. */
export interface RecordView {
  table: string;
  id: string;
  number: string;
  fields: Record<string, string | number | boolean | null>;
  /** Files that a conversation linked; they are read as files of that conversation. */
  attachments?: RecordAttachment[];
  createdAt: string;
  updatedAt: string;
}

export interface RecordAttachment {
  conversationId: string;
  attachmentId: string;
  name: string;
}
