import type { PersonRef } from '../../contracts/header.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import type { Turn, TurnEvent } from '../turn.ts';

/** What stands in a person's place once nobody may know who it was; null: names stay. */
export type Pseudonym = PersonRef | null;

/** Names under which a text is the engine's or an author's, a time or an id; every other text goes. */
const kept: ReadonlySet<string> = new Set(
  `type kind action interactionType subtype channel direction application domain locale runId topic role by outcome
  element topicKind table id number state via label chosen workItemId attachmentId mailId connection method until
  waitingSince wrapUpUntil waitingReason stateReason endState rule trigger phase clonedFrom resolution where what
  proof step callbackId`.split(/\s+/),
);
/** Staff and queues, whose names stay. */
const staff: ReadonlySet<string> = new Set(['agent', 'queue', 'by', 'transferredBy']);
/** What people and topics filled in, by names of their own. */
const filled: ReadonlySet<string> = new Set(['context', 'fields']);

/**
 * A turn without what was said in it, and with a pseudonym without who said it. Pure; doing it again changes nothing. What
 * the fold reads stays: who acted, when, the states and the clocks, so that the header of the rewritten log has them all.
 * What is not known to be harmless goes, so that an event of a later kind has no words left either.
 */
export function redactTurn(turn: Turn, pseudonym: Pseudonym): Turn {
  const { sentiment } = turn;
  return {
    ...turn,
    events: turn.events.map((event) => redactEvent(event, pseudonym)),
    messages: turn.messages.map((message) => redactMessage(message, pseudonym)),
    sentiment: sentiment === null ? null : { ...sentiment, decidedBy: [] },
    ...(turn.dialog === undefined ? {} : { dialog: null }),
  };
}

function redactMessage(message: PostedMessage, pseudonym: Pseudonym): PostedMessage {
  const { id, seq, at, from, sentiment } = message;
  const name = from.kind === 'requester' && pseudonym !== null ? pseudonym.name : from.name;
  return {
    type: 'text',
    text: '',
    id,
    seq,
    at,
    from: { ...from, name },
    ...(message.private === undefined ? {} : { private: message.private }),
    ...(sentiment === undefined ? {} : { sentiment }),
  };
}

function redactEvent(event: TurnEvent, pseudonym: Pseudonym): TurnEvent {
  switch (event.type) {
    case 'conversation_opened': {
      const { channelUserProfile: profile, tags, ...opening } = event;
      return {
        ...redacted(opening),
        openedFor: pseudonym ?? event.openedFor,
        ...(profile === undefined || pseudonym !== null ? {} : { channelUserProfile: profile }),
        ...(tags === undefined || pseudonym !== null ? {} : { tags }),
      };
    }
    case 'person_identified':
      return {
        ...event,
        from: pseudonym ?? event.from,
        to: pseudonym ?? event.to,
        channelUserProfile: pseudonym === null ? event.channelUserProfile : null,
      };
    case 'fields_changed': {
      const { tags, resolution, ...texts } = event.changes;
      const { shortDescription, workNote: _, ...rest } = texts;
      return {
        ...event,
        changes: {
          ...Object.fromEntries(Object.keys(rest).map((name) => [name, null])),
          ...(shortDescription === undefined ? {} : { shortDescription: '' }),
          ...(resolution === undefined ? {} : { resolution }),
          ...(tags === undefined ? {} : { tags: pseudonym === null ? tags : [] }),
        },
      };
    }
    case 'record_updated':
      return { ...redacted(event), changes: {} };
    case 'owner_changed':
      // Who had it next, and whether it was transferred, is what the parts and the clocks follow from.
      return { ...event, why: '' };
    case 'language_changed':
      return event;
    case 'wrap_up_ended':
      return { ...event, code: null, note: null };
    case 'conversation_closed': {
      const { closedBy } = event;
      const isPerson = closedBy.kind === 'requester' && pseudonym !== null;
      return {
        ...redacted(event),
        closedBy: isPerson ? { ...closedBy, name: pseudonym.name } : closedBy,
      };
    }
    default:
      return redacted(event);
  }
}

/** A copy of the same shape with the texts that may be somebody's words empty. */
function redacted<T>(value: T): T;
function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((inner) => typeof inner !== 'string').map(redacted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (filled.has(name)) return [name, {}];
      if (typeof inner === 'string') return [name, kept.has(name) ? inner : ''];
      const isStaff = staff.has(name) && typeof inner === 'object';
      return [name, isStaff ? inner : redacted(inner)];
    }),
  );
}
