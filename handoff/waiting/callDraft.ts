import type { InteractionHeader, NameRef } from '../../contracts/header.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft } from '../../interactions/turn.ts';
import { cloneOf } from '../live/newInteraction.ts';
import { openedDraft } from '../live/openedDraft.ts';

/** The subtype of the calls that somebody asked for. */
export const callbackSubtype = 'callback';

/** The first turn of a call that somebody asked for: it waits in the queue for an agent, linked to where it was asked. Pure. */
export function callDraft(
  state: ConversationState,
  asked: InteractionHeader,
  to: string,
  queue: NameRef,
  workItemId: string,
): TurnDraft {
  const { opening, changes } = cloneOf(asked);
  const { channelUserProfile: _, ...known } = opening;
  const call = {
    ...known,
    interactionType: 'phone',
    subtype: callbackSubtype,
    channel: 'phone',
    // The number is for who has the call: short descriptions are read in every list (domain D4).
    context: { phone: to },
    shortDescription: asked.shortDescription === '' ? asked.number : asked.shortDescription,
  } as const;
  const system = { id: 'system', name: 'Switchboard' };
  const draft = openedDraft(state, system, { opening: call, changes }, queue, workItemId);
  return { ...draft, cause: { kind: 'system', action: 'called_back' } };
}
