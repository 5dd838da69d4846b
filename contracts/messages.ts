/** What is said in a conversation, as every client sees it (protocol §3, `message:posted`). */

export type SenderKind = 'requester' | 'virtual_agent' | 'agent' | 'system';
export interface Sender {
  kind: SenderKind;
  name: string;
}

export interface Choice {
  value: string;
  label: string;
  group?: string;
  imageUrl?: string;
  /** What the picture shows. */
  alt?: string;
  /** A second line under the label. */
  description?: string;
  /** Not one of the list but a button beside it: another page, "none of these", the end of several files. */
  control?: 'more' | 'back' | 'none' | 'done';
  /** Picked before, on a page that was left. */
  picked?: boolean;
}

/** A record shown as a card, or a card of a topic's own: its `table`, `id` and `number` are empty. */
export interface RecordCard {
  table: string;
  id: string;
  number: string;
  title: string;
  fields: { label: string; value: string }[];
  url?: string;
  subtitle?: string;
  image?: { url: string; alt: string; size: 'small' | 'large' };
  videoUrl?: string;
  links?: { url: string; label: string }[];
}

/** The requester is asked for a file. `accept`: types and endings for the file dialog; `maxBytes`: per file. */
export interface UploadWish {
  multiple: boolean;
  accept: string[];
  maxBytes: number;
}

export interface AttachmentRef {
  attachmentId: string;
  name: string;
  size: number;
  type: string;
}

/** A file as the record lists it: who sent it, and with which message. */
export interface AttachmentEntry extends AttachmentRef {
  /** ISO 8601 UTC. */
  at: string;
  from: Sender;
  /** null: not posted yet. */
  messageId: string | null;
  /** Agents and supervisors only; never served to a requester. */
  private?: boolean;
}

/** The part of a message that depends on its type. `text` is always there: it is what a screen reader says. */
export type MessageBody =
  | {
      type: 'text';
      text: string;
      /** Set when the requester picked a choice or a date. */
      value?: string | string[];
      upload?: UploadWish;
    }
  | ({ type: 'choices'; text: string; choices: Choice[]; upload?: UploadWish } & Picking)
  | { type: 'date'; text: string; mode: 'date' | 'time' | 'datetime'; min?: string; max?: string }
  | { type: 'file'; text: string; attachment: AttachmentRef }
  /** `text` is the `alt` when nothing else is said with the picture. */
  | { type: 'image'; text: string; imageUrl: string; alt: string }
  | { type: 'link'; text: string; links: { url: string; label: string }[] }
  | { type: 'card'; text: string; card: RecordCard }
  | ({ type: 'carousel'; text: string; choices: Choice[] } & Picking)
  | { type: 'table'; text: string; columns: string[]; rows: string[][] }
  | { type: 'html'; text: string; html: string }
  | { type: 'video'; text: string; videoUrl: string };

/** How many may be picked; `min` and `max` with `multiple` only. */
export interface Picking {
  multiple?: boolean;
  min?: number;
  max?: number;
}

export type MessageType = MessageBody['type'];

/**
 * A posted message. `id` is the client's for a requester's or agent's message, ours for all others.
 * `seq` counts the messages and silent turns of the conversation from 1 without reuse; `at` is ISO 8601 UTC.
 */
export type PostedMessage = MessageBody & {
  id: string;
  seq: number;
  at: string;
  from: Sender;
  /** Agents and supervisors only; never sent to a requester. */
  private?: boolean;
  /** What the requester's words measured; sent to agents only. */
  sentiment?: { score: number; label: 'positive' | 'neutral' | 'negative' };
};

/** What may be posted before the log has given it its place. */
export type MessageDraft = MessageBody & { id?: string; from: Sender; private?: boolean };
