import { z } from 'zod';
import type { NameRef, PersonRef, RelatedTask } from './header.ts';
import type { Role } from './states.ts';

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
  /** `async_web`: both sides write in their own time (messaging). */
  channel: z.enum(['web', 'async_web']).optional(),
  /** Whose records these are: counts if `settings.scopes` lists it, else it is `global`. */
  domain: z.string().max(300).optional(),
  application: z.string().max(64).optional(),
  context: z.record(z.string().regex(/^[\w.-]{1,64}$/), contextValue).optional(),
});
export type SessionBody = z.infer<typeof sessionBody>;

/** `POST /chat/identity`: who the requester turns out to be. */
export const identityBody = z.strictObject({ identity: z.string().max(4_096) });

export interface SessionAnswer {
  token: string;
  resumeToken: string;
  conversationId: string;
  interactionNumber: string;
}

/** `GET /people/{id}` answers this. */
export interface PersonView extends PersonRef {
  /** The record in the table `user`; null for guests and others who are not in it. */
  user: RecordView | null;
  profiles: ChannelProfileView[];
  /** What the caller may list, counted to 10,000. */
  interactions: { total: number; open: number };
}

/** Who is behind an identifier of a channel (domain A2): a phone number, or a guest or person of the web. */
export interface ChannelProfileView {
  id: string;
  channel: string;
  /** What the channel knows the person by. */
  identifier: string;
  /** The record of the table `user`; null for a guest. */
  userId: string | null;
  name: string;
  /** True when the identifier was proved to be the person's (signed in, or checked by staff). */
  verified: boolean;
  /** False once another profile took the identifier over (AI4, MP4). */
  active: boolean;
  /** ISO 8601 UTC. */
  since: string;
  until: string | null;
}

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const interactionPatch = z.strictObject({
  shortDescription: z.string().trim().min(1).max(160).optional(),
  tags: z.array(z.string().min(1).max(64)).max(50).optional(),
  disposition: z.string().max(1_000).nullable().optional(),
  workNote: z.string().min(1).max(8_000).optional(),
  account: z.string().trim().max(160).nullable().optional(),
  contact: z.string().trim().max(254).nullable().optional(),
  consumer: z.string().trim().max(254).nullable().optional(),
});
export type InteractionPatch = z.infer<typeof interactionPatch>;

/** What is read line by line comes in longer pages than lists. */
const linesPage = {
  limit: z.coerce.number().int().min(1).max(200).default(200),
  cursor: z.string().max(64).optional(),
};
export const transcriptQuery = z.object({
  view: z.enum(['internal', 'external']).default('internal'),
  format: z.enum(['json', 'text']).default('json'),
  /** All of it as one JSON file; a text always is. */
  download: flag.default(false),
  /** The number of the live conversation that this earlier interaction is read beside. */
  within: z.string().max(64).optional(),
  ...linesPage,
});

export const logsQuery = z.object(linesPage);

const mailAddress = z.email().max(254);
/** Known requesters get it at their own address; a guest names one. */
export const ownTranscriptMailBody = z.strictObject({ to: mailAddress.optional() });
export const transcriptMailBody = z.strictObject({ to: mailAddress });

/** `GET /chat/transcript/mail` answers this. */
export interface MailOffer {
  /** False: this server sends no mail, or nobody may ask for more of it. */
  available: boolean;
  /** The known requester's own address, masked; null: an address must be named. */
  to: string | null;
}

/** What an interaction without a short description needs before a record may be associated with it (domain A2, D4). */
const shortDescription = z.string().trim().min(1).max(160).optional();
export const relatedTaskBody = z.strictObject({
  table: z.string().min(1).max(64),
  id: z.string().min(1).max(64),
  shortDescription,
});

export const recordDraftQuery = z.object({ table: z.string().min(1).max(64) });

const recordFields = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  z.union([z.string().max(8_000), z.number(), z.boolean(), z.null()]),
);
export const recordBody = z.strictObject({
  fields: recordFields,
  interaction: z.string().max(64).optional(),
  shortDescription,
});
export const recordPatch = recordBody.omit({ shortDescription: true });

export const recordsQuery = listQuery.extend({
  state: z.string().max(64).optional(),
  /** An agent's id, or `me`. */
  assigned_to: z.string().max(64).optional(),
  opened_for: z.string().max(64).optional(),
  /** A number or its beginning, or the beginnings of words of the title. */
  q: z.string().max(200).optional(),
  sort: z.enum(['number', '-number']).default('number'),
});
export type RecordsQuery = z.infer<typeof recordsQuery>;

export const recordQuery = z.object({ interaction: z.string().max(64).optional() });

export const commentBody = z.strictObject({
  /** Made by the client: the same comment again is one comment. */
  id: z.uuid(),
  kind: z.enum(['comment', 'work_note']),
  text: z.string().trim().min(1).max(8_000),
});
export type CommentBody = z.infer<typeof commentBody>;

export const discoverBody = z.strictObject({
  text: z.string().min(1).max(8_000),
  locale: z.string().max(20).optional(),
});

/** `POST /topics/discover` answers this. */
export interface DiscoverAnswer {
  outcome: 'match' | 'choose' | 'none';
  candidates: { topic: string; score: number; by: 'keywords' | 'model' | 'exact' }[];
}

export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  /** The user sees this domain and what is below it. */
  domain: string;
  /** The applications the user sees; not there: all. */
  applications?: string[] | undefined;
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
  /** By name; null where nobody known stands in `assigned_to` and `opened_for`. */
  assignedTo?: NameRef | null;
  openedFor?: NameRef | null;
  /** Of one record, not in lists: the oldest first. */
  comments?: RecordComment[];
  /** Files that a conversation linked; they are read as files of that conversation. */
  attachments?: RecordAttachment[];
  createdAt: string;
  updatedAt: string;
}

/** Said on a record: a public comment, or a work note for staff. */
export interface RecordComment {
  id: string;
  at: string;
  by: NameRef;
  kind: CommentBody['kind'];
  text: string;
}

/** A related task as it is now, with how it came to the interaction. */
export interface RelatedTaskView extends RelatedTask {
  assignedTo: NameRef | null;
  /** The record is not there any more; title and state are what was last known. */
  gone?: true;
}

/** A table as a form needs it. */
export interface TableView {
  name: string;
  label: string;
  prefix: string;
  titleField: string;
  states: readonly string[];
  /** Labels by field. */
  fields: Readonly<Record<string, string>>;
}

export interface RecordAttachment {
  conversationId: string;
  attachmentId: string;
  name: string;
}
