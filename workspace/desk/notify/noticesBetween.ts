import type { DeskState } from '../state/deskState.ts';

export type NoticeKind = 'offer' | 'invitation' | 'message';

/** Something that came to the agent. */
export interface Notice {
  kind: NoticeKind;
  /** The same in every tab. */
  id: string;
  /** null: there is nothing to show of it but the inbox. */
  interaction: string | null;
  /** Who it is from. */
  name: string;
  /**
   * Null: the words are for the team alone. Notices stand on locked screens and in meetings, and the system keeps them.
   */
  text: string | null;
  /** Of a message. */
  seq: number | null;
}

/** What came between two states of the desk. Nothing of what is there when the desk is opened. Pure. */
export function noticesBetween(before: DeskState, after: DeskState, myName: string): Notice[] {
  if (before.inbox === null || after.inbox === null || before.inbox === after.inbox) {
    return before.inbox === null || after.inbox === null ? [] : messagesBetween(before, after, myName);
  }
  const offered = new Set(before.inbox.offers.map(({ workItemId }) => workItemId));
  const invited = new Set(before.inbox.invitations.map(({ interaction, at }) => interaction + at));
  return [
    ...after.inbox.offers
      .filter(({ workItemId }) => !offered.has(workItemId))
      .map(({ workItemId, openedFor, shortDescription }) => ({
        kind: 'offer' as const,
        id: workItemId,
        interaction: null,
        name: openedFor,
        text: shortDescription,
        seq: null,
      })),
    ...after.inbox.invitations
      .filter(({ interaction, at }) => !invited.has(interaction + at))
      .map(({ interaction, at, from, shortDescription }) => ({
        kind: 'invitation' as const,
        id: interaction + at,
        interaction: null,
        name: from,
        text: shortDescription,
        seq: null,
      })),
    ...messagesBetween(before, after, myName),
  ];
}

/** Words of the requester, and of colleagues, in what the agent holds or takes part in. */
function messagesBetween(before: DeskState, after: DeskState, myName: string): Notice[] {
  if (before.conversations === after.conversations) return [];
  return (after.inbox?.conversations ?? []).flatMap(({ interaction, openedFor }) => {
    const known = before.conversations[interaction]?.messages;
    const last = after.conversations[interaction]?.messages.at(-1);
    // One that was not here before is being opened: what it says is no news.
    if (known === undefined || last === undefined || last.seq <= (known.at(-1)?.seq ?? 0)) return [];
    const { from, seq } = last;
    if (from.kind !== 'requester' && (from.kind !== 'agent' || from.name === myName)) return [];
    const name = from.kind === 'requester' ? openedFor : from.name;
    const text = last.private === true ? null : last.text;
    return [{ kind: 'message' as const, id: `${interaction}/${seq}`, interaction, name, text, seq }];
  });
}
