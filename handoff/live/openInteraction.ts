import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { giveUnit, insertHeldWork } from '../heldWork.ts';
import { activeQueueNamed } from '../routing/queueNamed.ts';
import { sizeOf } from '../routing/sizeOf.ts';
import { agentNamed, takeUnit } from '../takeWork.ts';
import { type NewWork, workOf } from '../workItem.ts';
import { type NewInteraction, openedDraft } from './openedDraft.ts';

/** `id`: the new conversation's, a UUID; the same again answers the same interaction. `queue`: id or name; none: its opener has it. */
export interface OpenRequest extends NewInteraction {
  id: string;
  /** Called once it is known that the interaction is new. */
  nextNumber: () => Promise<string>;
  queue?: string | undefined;
}

/**
 * An agent opens an interaction. The unit of capacity first, then the log, then the work item: a crash in between
 * leaves a unit that repair gives back, or a conversation whose work repair makes as its log says.
 * @throws AppError `not_found` (no such agent), `invalid` (no such queue), `capacity`, `conflict` (the id is used).
 */
export async function openInteraction(
  deps: HandoffContext,
  by: NameRef,
  request: OpenRequest,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<ConversationState> {
  const { id } = request;
  const type = request.opening.interactionType;
  const named = request.queue === undefined ? null : await activeQueueNamed(deps, request.queue, 'queue');
  const queue = named === null ? null : { id: named.id, name: named.name };
  const known = (await deps.interactions.standings([id])).length > 0;
  // One work item comes of it, so its id may be the conversation's: a repeated call takes the same unit.
  const decide = (current: ConversationState) =>
    current.lastSeq > 0 ? null : openedDraft(current, by, request, queue, id);
  if (
    !known &&
    queue === null &&
    !(await takeUnit(deps, await agentNamed(deps, by.id), {
      id,
      type: type,
      size: sizeOf(type, deps.settings()),
    }))
  )
    throw new AppError('capacity', 'you already hold as many conversations as you may');
  const { state, turn } = known
    ? await deps.conversations.change(id, decide)
    : await deps.conversations.open(id, await request.nextNumber(), decide);
  if (turn === null) await mustBeOpenedBy(deps, state, by);
  await bringIn(deps, state, enqueue);
  await deps.conversations.settled(id);
  deps.notify({ kind: 'inbox_changed', agentId: by.id });
  return state;
}

/** The work that the log speaks of, unless it is there. */
async function bringIn(
  deps: HandoffContext,
  state: ConversationState,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<void> {
  const { id, header, workItemId } = state;
  if (workItemId === null || (await deps.workItems.get(workItemId)) !== null) return;
  if (header.owner === 'agent') {
    await insertHeldWork(deps, state);
    // Somebody may have closed it between the turn and its work, and then nobody settled what was not there yet.
    await settle(deps, await deps.conversations.load(id));
  }
  if (header.owner === 'queue' && header.queue !== null)
    await enqueue(workOf(state, workItemId, header.queue.id));
}

/** The id came before: from the same agent it is a repeated call, from anybody else a mistake. */
async function mustBeOpenedBy(deps: HandoffContext, state: ConversationState, by: NameRef): Promise<void> {
  const cause = (await deps.turns.after(state.id, 0, 1))[0]?.cause;
  if (cause?.kind === 'agent' && cause.action === 'opened' && cause.agent.id === by.id) return;
  await giveUnit(deps, by.id, state.id);
  throw new AppError('conflict', 'this id was used for another interaction');
}
