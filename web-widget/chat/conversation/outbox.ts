import type { AttachmentRef, PostedMessage } from '../../../contracts/messages.ts';

/** What the requester has sent and the log has not confirmed. */
export interface Outgoing {
  /** The id under which it is sent, every time: the server takes the same id once. */
  id: string;
  /** What the bubble shows: the text, or the label of what was chosen. */
  text: string;
  value?: string | string[] | undefined;
  /** A file that is uploaded and waits to be posted. */
  attachment?: AttachmentRef | undefined;
  /** Milliseconds since 1970; decides the order. */
  at: number;
  state: 'waiting' | 'sending' | 'failed';
  /** Why it failed, for people. */
  failure?: string | undefined;
}

export type Outbox = readonly Outgoing[];

/** Adds at the end; what is there already stays as it is. */
export function enqueue(outbox: Outbox, outgoing: Outgoing): Outbox {
  return outbox.some(({ id }) => id === outgoing.id) ? outbox : [...outbox, outgoing];
}

export function dequeue(outbox: Outbox, id: string): Outbox {
  return outbox.filter((one) => one.id !== id);
}

export function mark(outbox: Outbox, id: string, state: Outgoing['state'], failure?: string): Outbox {
  return outbox.map((one) => (one.id === id ? { ...one, state, failure } : one));
}

/**
 * What goes out next: the oldest that has not failed, and nothing while one is under way, so that the log has the
 * messages in the order in which they were written.
 */
export function nextOutgoing(outbox: Outbox): Outgoing | undefined {
  if (outbox.some(({ state }) => state === 'sending')) return undefined;
  return outbox.find(({ state }) => state === 'waiting');
}

/** The payload of `message:send`. */
export function payloadOf(
  outgoing: Outgoing,
):
  | { id: string; text: string }
  | { id: string; value: string | string[] }
  | { id: string; attachmentId: string } {
  const { id, text, value, attachment } = outgoing;
  if (attachment !== undefined) return { id, attachmentId: attachment.attachmentId };
  return value === undefined ? { id, text } : { id, value };
}

/** The message as the log will have it, until the log's own version arrives. */
export function asPosted(outgoing: Outgoing, seq: number): PostedMessage {
  const { id, text, value, at, attachment } = outgoing;
  const posted = { id, seq, at: new Date(at).toISOString(), from: { kind: 'requester', name: '' } } as const;
  if (attachment !== undefined) return { ...posted, type: 'file', text, attachment };
  return { ...posted, type: 'text', text, ...(value === undefined ? {} : { value }) };
}
