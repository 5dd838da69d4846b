import type { NameRef } from '../../contracts/header.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft, TurnEvent } from '../../interactions/turn.ts';

type Opening = Extract<TurnEvent, { type: 'conversation_opened' }>;
type Changes = Extract<TurnEvent, { type: 'fields_changed' }>['changes'];

/** What an agent opens: a call, a walk-up, a message to somebody … */
export interface NewInteraction {
  opening: Omit<Opening, 'type' | 'number'>;
  /** Who the requester acts for. */
  changes: Pick<Changes, 'account' | 'contact' | 'consumer'>;
}

/**
 * The first turn of an interaction that an agent opens. `queue` null: its opener has it at once; else it waits there.
 * The Virtual Agent has no part in it. Pure.
 */
export function openedDraft(
  state: ConversationState,
  by: NameRef,
  { opening, changes }: NewInteraction,
  queue: NameRef | null,
  workItemId: string,
): TurnDraft {
  const events: TurnEvent[] = [{ type: 'conversation_opened', number: state.header.number, ...opening }];
  if (Object.keys(changes).length > 0) events.push({ type: 'fields_changed', changes, by });
  if (queue === null)
    events.push({
      type: 'owner_changed',
      from: 'virtual_agent',
      to: 'agent',
      why: 'opened by its agent',
      agent: by,
      workItemId,
    });
  else
    events.push(
      {
        type: 'handoff_requested',
        outcome: 'queued',
        queue,
        shortDescription: opening.shortDescription ?? '',
        workItemId,
        skills: [],
        context: {},
        reasons: [`${by.name} opened it for this queue`],
      },
      {
        type: 'owner_changed',
        from: 'virtual_agent',
        to: 'queue',
        why: 'opened for a queue',
        queue,
        workItemId,
      },
    );
  return { cause: { kind: 'agent', action: 'opened', agent: by }, events, messages: [] };
}
