import type { AccessRule } from '../../contracts/access.ts';
import type { Inbox, Offer } from '../../contracts/sockets.ts';
import type { Viewer } from '../tokens.ts';
import { guardedFields } from './shownHeader.ts';

type Summary = Pick<Offer, 'openedFor' | 'shortDescription' | 'sentiment'> & { queue?: string };

/**
 * What an offer or a line of the inbox says of an interaction, without what a field rule may hide from the user. Pure.
 * These lines know nothing that a rule's conditions could look at, so a guarded field is empty in all of them.
 */
export function shownOffer<T extends Summary>(rules: readonly AccessRule[], user: Viewer, offer: T): T {
  const guarded = new Set<string>(guardedFields(rules, user));
  return {
    ...offer,
    ...(guarded.has('openedFor') ? { openedFor: '' } : {}),
    ...(guarded.has('shortDescription') ? { shortDescription: '' } : {}),
    ...(guarded.has('sentiment') ? { sentiment: null } : {}),
    ...(guarded.has('queue') && offer.queue !== undefined ? { queue: '' } : {}),
  };
}

/** The inbox with the same left out in every line. Pure. */
export function shownInbox(rules: readonly AccessRule[], user: Viewer, inbox: Inbox): Inbox {
  return {
    ...inbox,
    offers: inbox.offers.map((offer) => shownOffer(rules, user, offer)),
    invitations: inbox.invitations.map((invited) => shownOffer(rules, user, invited)),
    conversations: inbox.conversations.map((item) => shownOffer(rules, user, item)),
  };
}
