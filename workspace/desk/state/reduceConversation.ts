import type { PostedMessage } from '../../../contracts/messages.ts';
import type { ConversationOpened, Receipts, TypingChanged } from '../../../contracts/sockets.ts';
import type { Conversation, Delivery, Departure, PendingMessage } from './deskState.ts';
import { isClosed } from './isClosed.ts';
import { mergeMessages } from './mergeMessages.ts';

/**
 * `conversation:opened`, or the answer to `conversation:open`: the latest messages, or what was missed since the seq `after`.
 * Where so much was missed that the answer does not reach what is known, it takes its place: what lies between can be
 * asked for as earlier messages.
 */
export function withOpened(
  before: Conversation | undefined,
  opened: ConversationOpened,
  after: number,
): Conversation {
  const base: Conversation = before ?? {
    interaction: opened.interaction,
    header: opened.header,
    messages: [],
    earlier: opened.earlier,
    pending: [],
    relatedTasks: [],
    live: opened.live,
    receipts: opened.receipts,
    context: opened.context,
    wrapUpUntil: null,
    typing: null,
    departed: null,
  };
  const first = opened.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const gap = opened.earlier && first > (base.messages.at(-1)?.seq ?? 0);
  const messages = mergeMessages(gap ? [] : base.messages, opened.messages);
  const reachesBack = after === 0 && first <= (base.messages[0]?.seq ?? first);
  const { header, relatedTasks, live, wrapUpUntil = null } = opened;
  return withReceipts(
    withStanding(
      {
        ...base,
        messages,
        earlier: gap || reachesBack ? opened.earlier : base.earlier,
        pending: stillPending(base.pending, messages),
      },
      { header, relatedTasks, live, wrapUpUntil },
    ),
    opened.receipts,
  );
}

/** A page of what was said before. */
export function withEarlier(before: Conversation, { messages, earlier }: ConversationOpened): Conversation {
  return { ...before, messages: mergeMessages(messages, before.messages), earlier };
}

/** A message arrived; it ends its sender's typing and, if it is mine, its time as a pending one. */
export function withPosted(before: Conversation, message: PostedMessage): Conversation {
  const messages = mergeMessages(before.messages, [message]);
  const { typing } = before;
  const ended = typing !== null && typing.from.kind === message.from.kind && message.private !== true;
  return {
    ...before,
    messages,
    pending: stillPending(before.pending, messages),
    typing: ended ? null : typing,
  };
}

/** How a conversation stands, as `conversation:changed` and `conversation:opened` tell it. */
export type Standing = Pick<Conversation, 'header' | 'relatedTasks' | 'live' | 'wrapUpUntil'>;

/** A standing that is older than the one we have is dropped: events of two paths may cross. */
export function withStanding(before: Conversation, standing: Standing): Conversation {
  const { header } = standing;
  const older =
    header.lastSeq < before.header.lastSeq ||
    (header.lastSeq === before.header.lastSeq && header.updatedAt < before.header.updatedAt);
  return older
    ? before
    : { ...before, ...standing, departed: isClosed(header.state) ? 'closed' : before.departed };
}

/** Marks only go forward. */
export function withReceipts(before: Conversation, { delivered, read, agentRead }: Receipts): Conversation {
  const { receipts } = before;
  return {
    ...before,
    receipts: {
      delivered: Math.max(receipts.delivered, delivered),
      read: Math.max(receipts.read, read),
      agentRead: Math.max(receipts.agentRead, agentRead),
    },
  };
}

export function withTyping(before: Conversation, { from, on }: TypingChanged, at: number): Conversation {
  return { ...before, typing: on ? { from, at } : null };
}

export function withPending(before: Conversation, message: PendingMessage): Conversation {
  const others = before.pending.filter(({ id }) => id !== message.id);
  return { ...before, pending: stillPending([...others, message], before.messages) };
}

/** The state of a pending message changed; one that has been posted meanwhile stays posted. */
export function withDelivery(
  before: Conversation,
  id: string,
  delivery: Delivery,
  why: string | null,
): Conversation {
  const pending = before.pending.map((each) => (each.id === id ? { ...each, delivery, why } : each));
  return { ...before, pending };
}

/**
 * The server acknowledged: the message is durable under `seq`. It is shown as posted at once; its own
 * `message:posted`, which may come later, has the same id and takes its place.
 */
export function withAcked(before: Conversation, id: string, seq: number, name: string): Conversation {
  const sent = before.pending.find((each) => each.id === id);
  if (sent === undefined) return before;
  return withPosted(before, {
    id,
    seq,
    at: sent.at,
    from: { kind: 'agent', name },
    ...(sent.attachment === undefined
      ? { type: 'text', text: sent.text }
      : { type: 'file', text: sent.text || sent.attachment.name, attachment: sent.attachment }),
    ...(sent.private ? { private: true } : {}),
  });
}

export function withoutPending(before: Conversation, id: string): Conversation {
  return { ...before, pending: before.pending.filter((each) => each.id !== id) };
}

/** Where it went is known better by who sent it there: what is seen from afar does not replace that. */
export function withDeparture(before: Conversation, departed: Departure | null): Conversation {
  const vague = departed === 'returned' || departed === 'elsewhere';
  const known = before.departed === 'transferred' || before.departed === 'handed_back';
  return {
    ...before,
    departed: vague && known ? before.departed : departed,
    typing: departed === null ? before.typing : null,
  };
}

function stillPending(
  pending: readonly PendingMessage[],
  posted: readonly PostedMessage[],
): readonly PendingMessage[] {
  if (pending.length === 0) return pending;
  const ids = new Set(posted.map(({ id }) => id));
  return pending.filter(({ id }) => !ids.has(id));
}
