import type { PersonRef } from '../../contracts/header.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { ConversationState } from '../conversationState.ts';
import type { TurnDraft } from '../turn.ts';

/**
 * A guest signs in and keeps the open conversation; null when it is not kept: it is over, is not a guest's, or the
 * guest's last act is longer ago than `keepSeconds` (0: always), so that on a shared computer somebody else may have come.
 */
export function signedInDraft(
  { header, facts }: ConversationState,
  to: PersonRef,
  channelUserProfile: string,
  now: Date,
  keepSeconds: number,
): TurnDraft | null {
  const silence = now.getTime() - Date.parse(facts.requesterActedAt);
  const late = keepSeconds === 0 || silence > keepSeconds * 1_000;
  if (hasEnded(header.state) || header.openedFor.guest !== true || late) return null;
  return {
    cause: { kind: 'requester', action: 'signed_in' },
    events: [{ type: 'person_identified', from: header.openedFor, to, channelUserProfile, by: null }],
    messages: [],
  };
}
