import type { DeskOptions } from '../../../contracts/handoff.ts';
import type { PostedMessage } from '../../../contracts/messages.ts';
import type {
  ConversationOpened,
  Inbox,
  Invited,
  Offer,
  Receipts,
  TypingChanged,
} from '../../../contracts/sockets.ts';
import type { Owner } from '../../../contracts/states.ts';
import type {
  Connection,
  Conversation,
  Delivery,
  Departure,
  DeskState,
  PendingMessage,
} from './deskState.ts';
import {
  type Standing,
  withAcked,
  withDelivery,
  withDeparture,
  withEarlier,
  withOpened,
  withoutPending,
  withPending,
  withPosted,
  withReceipts,
  withStanding,
  withTyping,
} from './reduceConversation.ts';

/** Everything that may happen to the desk. `at` is milliseconds since the epoch, read when it happened. */
export type DeskEvent =
  | { type: 'connection'; connection: Connection; refusal?: string }
  /** `afterLoss`: the first that is heard of it since the connection was lost. */
  | { type: 'presence'; state: string; reason: string | null; since: string; afterLoss?: boolean }
  | { type: 'options'; options: DeskOptions }
  | { type: 'inbox'; inbox: Inbox; at: number }
  | { type: 'offerMade'; offer: Offer; at: number }
  | { type: 'offerGone'; workItemId: string }
  | { type: 'invited'; invited: Invited; at: number }
  | { type: 'invitationGone'; interaction: string }
  | { type: 'lostSeen' }
  /** `after`: only what was said after this seq was asked for. */
  | { type: 'opened'; opened: ConversationOpened; after?: number }
  | { type: 'earlier'; opened: ConversationOpened }
  | { type: 'notMine'; interaction: string }
  | { type: 'posted'; interaction: string; message: PostedMessage }
  | ({
      type: 'changed';
      interaction: string;
      owner: Owner;
      /** Whether the person at this desk has it, or is in it besides who has it. */
      mine: boolean;
    } & Standing)
  | { type: 'receipts'; interaction: string; receipts: Receipts }
  /** This desk gave the conversation away, or opened one that it does not hold. */
  | { type: 'departed'; interaction: string; departure: Departure }
  | { type: 'typing'; interaction: string; typing: TypingChanged; at: number }
  | { type: 'writing'; interaction: string; message: PendingMessage }
  | { type: 'delivery'; interaction: string; id: string; delivery: Delivery; why: string | null }
  | { type: 'acked'; interaction: string; id: string; seq: number; name: string }
  | { type: 'discarded'; interaction: string; id: string }
  | { type: 'current'; interaction: string | null }
  | { type: 'seen'; seen: Readonly<Record<string, number>> }
  | { type: 'dismissed'; interaction: string };

/** The desk after an event. Pure: the same events in the same order give the same desk in every tab. */
export function reduceDesk(desk: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'connection':
      return { ...desk, connection: event.connection, refusal: event.refusal ?? null };
    case 'presence':
      return withPresence(desk, event);
    case 'options':
      return { ...desk, options: event.options };
    case 'inbox':
      return withInbox(desk, event.inbox, event.at);
    case 'offerMade': {
      if (desk.inbox === null) return desk;
      const others = desk.inbox.offers.filter(({ workItemId }) => workItemId !== event.offer.workItemId);
      return withInbox(desk, { ...desk.inbox, offers: [...others, event.offer] }, event.at);
    }
    case 'offerGone': {
      if (desk.inbox === null) return desk;
      const offers = desk.inbox.offers.filter(({ workItemId }) => workItemId !== event.workItemId);
      return { ...desk, inbox: { ...desk.inbox, offers } };
    }
    case 'invited': {
      if (desk.inbox === null) return desk;
      const { interaction } = event.invited;
      const others = desk.inbox.invitations.filter((each) => each.interaction !== interaction);
      return withInbox(desk, { ...desk.inbox, invitations: [...others, event.invited] }, event.at);
    }
    case 'invitationGone': {
      if (desk.inbox === null) return desk;
      const invitations = desk.inbox.invitations.filter((each) => each.interaction !== event.interaction);
      return { ...desk, inbox: { ...desk.inbox, invitations } };
    }
    case 'lostSeen':
      return desk.inbox === null ? desk : { ...desk, inbox: { ...desk.inbox, lost: [] } };
    case 'opened': {
      const { interaction } = event.opened;
      const after = withOpened(desk.conversations[interaction], event.opened, event.after ?? 0);
      return {
        ...put(desk, after),
        notMine: desk.notMine.filter((each) => each !== interaction),
      };
    }
    case 'earlier':
      return change(desk, event.opened.interaction, (each) => withEarlier(each, event.opened));
    case 'notMine':
      return {
        ...desk,
        notMine: [...desk.notMine.filter((each) => each !== event.interaction), event.interaction],
      };
    case 'changed':
      return change(desk, event.interaction, (conversation) => {
        const { header, relatedTasks, live, wrapUpUntil } = event;
        const after = withStanding(conversation, { header, relatedTasks, live, wrapUpUntil });
        if (after.departed === 'closed') return after;
        return withDeparture(after, event.mine ? null : goneTo[event.owner]);
      });
    case 'receipts':
      return change(desk, event.interaction, (each) => withReceipts(each, event.receipts));
    case 'departed':
      return change(desk, event.interaction, (each) =>
        each.departed === 'closed' ? each : withDeparture(each, event.departure),
      );
    case 'posted':
      return change(desk, event.interaction, (each) => withPosted(each, event.message));
    case 'typing':
      return change(desk, event.interaction, (each) => withTyping(each, event.typing, event.at));
    case 'writing':
      return change(desk, event.interaction, (each) => withPending(each, event.message));
    case 'delivery':
      return change(desk, event.interaction, (each) =>
        withDelivery(each, event.id, event.delivery, event.why),
      );
    case 'acked':
      return change(desk, event.interaction, (each) => withAcked(each, event.id, event.seq, event.name));
    case 'discarded':
      return change(desk, event.interaction, (each) => withoutPending(each, event.id));
    case 'current':
      return { ...desk, current: event.interaction };
    case 'seen':
      return { ...desk, seen: higher(desk.seen, event.seen) };
    case 'dismissed': {
      const { [event.interaction]: _gone, ...conversations } = desk.conversations;
      return { ...desk, conversations };
    }
  }
}

/** Where what this agent does not have any more is, by who has it now. */
const goneTo: Readonly<Record<Owner, Departure | null>> = {
  agent: 'elsewhere',
  queue: 'returned',
  virtual_agent: 'handed_back',
  none: null,
};

function withPresence(
  desk: DeskState,
  { state, reason, since, afterLoss = false }: Extract<DeskEvent, { type: 'presence' }>,
): DeskState {
  const worked = desk.presence !== null && desk.presence !== 'offline';
  return {
    ...desk,
    presence: state,
    presenceReason: reason,
    presenceSince: since,
    setOffline: state === 'offline' && (worked ? afterLoss : desk.setOffline),
  };
}

/** The server's inbox is the truth: what it no longer lists has left this agent, and this tab may not know why yet. */
function withInbox(desk: DeskState, inbox: Inbox, at: number): DeskState {
  const held = new Set(inbox.conversations.map(({ interaction }) => interaction));
  const lost = new Set(inbox.lost.map(({ interaction }) => interaction));
  const conversations: Record<string, Conversation> = {};
  for (const [interaction, conversation] of Object.entries(desk.conversations)) {
    const departed = held.has(interaction)
      ? null
      : lost.has(interaction) && conversation.departed !== 'closed'
        ? 'lost'
        : (conversation.departed ?? 'elsewhere');
    conversations[interaction] =
      departed === conversation.departed ? conversation : withDeparture(conversation, departed);
  }
  const pending = [
    ...inbox.offers.map(({ workItemId }) => workItemId),
    ...inbox.invitations.map(({ interaction }) => interaction),
  ];
  const offersSeenAt = Object.fromEntries(pending.map((id) => [id, desk.offersSeenAt[id] ?? at]));
  return {
    ...desk,
    inbox,
    offersSeenAt,
    conversations,
    notMine: desk.notMine.filter((each) => !held.has(each)),
  };
}

function higher(
  before: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const after: Record<string, number> = { ...before };
  for (const [interaction, seq] of Object.entries(more)) {
    after[interaction] = Math.max(after[interaction] ?? 0, seq);
  }
  return after;
}

function change(
  desk: DeskState,
  interaction: string,
  how: (before: Conversation) => Conversation,
): DeskState {
  const before = desk.conversations[interaction];
  return before === undefined ? desk : put(desk, how(before));
}

function put(desk: DeskState, conversation: Conversation): DeskState {
  return { ...desk, conversations: { ...desk.conversations, [conversation.interaction]: conversation } };
}
