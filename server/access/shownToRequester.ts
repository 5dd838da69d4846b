import type { InteractionHeader } from '../../contracts/header.ts';

/**
 * What requesters may know of the record of their own conversation: a list of what is shown, so that a new field of the
 * header is not theirs by itself. Not how they were judged, what was noted about them, who of the staff did what, and no
 * number that counts private notes. Pure.
 */
export function shownToRequester(header: InteractionHeader) {
  const { number, id, type, subtype, direction, channel, locale, state, stateReason, owner } = header;
  const { openedFor, openedAt, closedAt, updatedAt, queue, assignedTo, closedBy, shortDescription } = header;
  // A supervisor who ends it is to the requester the system (handoff/live/systemEndDraft.ts).
  const byStaff = closedBy?.kind === 'system';
  return {
    ...{ number, id, type, subtype, direction, channel, locale, state, stateReason, owner },
    ...{ openedFor, openedAt, closedAt, updatedAt, queue, shortDescription },
    assignedTo: assignedTo === null ? null : { name: assignedTo.name },
    closedBy: byStaff ? { kind: closedBy.kind, name: 'System' } : closedBy,
  };
}
