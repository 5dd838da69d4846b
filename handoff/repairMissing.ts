import type { NameRef } from '../contracts/header.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { Standing } from '../interactions/interactions.store.ts';
import type { TurnEvent } from '../interactions/turn.ts';
import { attempt } from './attempt.ts';
import type { HandoffContext } from './context.ts';
import { faultDraft } from './faultDraft.ts';
import { settle } from './finishWork.ts';
import { insertHeldWork } from './heldWork.ts';
import { isOver } from './ownerDraft.ts';
import { standingQueue } from './routing/queueNamed.ts';
import { type NewWork, workOf } from './workItem.ts';

const batch = 200;

type Requested = Extract<TurnEvent, { type: 'handoff_requested' }>;

/**
 * Conversations that wait for an agent, or are with one, without open work: a crash between the turn and the
 * queue, or work that ended alone. Nobody may wait for ever, so the work is made again from the log, at its old
 * place; where there is no queue for it any more, the conversation ends as faulted. Idempotent by the work item's id.
 */
export async function repairMissingWork(
  deps: HandoffContext,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<void> {
  for (const owner of ['queue', 'agent'] as const) {
    for (let after = ''; ; ) {
      const standings = await deps.interactions.ownedBy(owner, after, batch);
      const known = await deps.workItems.known(standings.flatMap(({ workItemId }) => workItemId ?? []));
      for (const standing of standings) {
        if (standing.workItemId !== null && known.get(standing.workItemId) === true) continue;
        await attempt(deps, 'making lost work again', () => makeAgain(deps, standing, enqueue));
      }
      const last = standings.at(-1);
      if (last === undefined || standings.length < batch) break;
      after = last.id;
    }
  }
}

async function makeAgain(
  deps: HandoffContext,
  { id, workItemId }: Standing,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<void> {
  // The header may be behind the log: look at the log before making anything.
  const state = await deps.conversations.load(id);
  if (state.workItemId !== workItemId || isOver(state, workItemId ?? '')) return;
  const item = workItemId === null ? null : await deps.workItems.get(workItemId);
  // The race this guards: the request was just committed, and its work came in after the first look.
  if (item?.open === true) return;
  if (item === null && state.header.owner === 'agent') return insertHeldWork(deps, state);
  const asked = await latestRequest(deps, id);
  const queue = await standingQueue(deps, [state.header.queue, asked?.queue]);
  if (queue === null) return fault(deps, id);
  const usable = workItemId !== null && item === null ? workItemId : await renew(deps, state, queue);
  if (usable === null) return;
  await enqueue({
    ...workOf(state, usable, queue.id, asked?.skills, asked?.context),
    ...(asked === null ? {} : { enqueuedAt: asked.at }),
  });
}

/** A new id for work whose own has ended, through the log, so that two nodes agree on one. Null: not needed any more. */
async function renew(deps: HandoffContext, state: ConversationState, queue: NameRef): Promise<string | null> {
  const workItemId = deps.newId();
  const event = (from: 'queue' | 'agent'): TurnEvent => ({
    type: 'owner_changed',
    from,
    to: 'queue',
    why: 'the work had ended without the conversation',
    queue,
    workItemId,
  });
  const { turn } = await deps.conversations.change(state.id, (current) => {
    const { owner } = current.header;
    if (current.workItemId !== state.workItemId || (owner !== 'queue' && owner !== 'agent')) return null;
    return { cause: { kind: 'system', action: 'repaired' }, events: [event(owner)], messages: [] };
  });
  return turn === null ? null : workItemId;
}

/** The latest request for a person that happened, and when. */
async function latestRequest(deps: HandoffContext, interactionId: string) {
  let latest: (Pick<Requested, 'skills' | 'queue' | 'context'> & { at: Date }) | null = null;
  for await (const turn of deps.turns.all(interactionId))
    for (const event of turn.events)
      if (event.type === 'handoff_requested' && event.workItemId !== null) latest = { ...event, at: turn.at };
  return latest;
}

/** Nobody can ever take it (domain C3 P02): the requester is told instead of waiting for ever. */
async function fault(deps: HandoffContext, interactionId: string): Promise<void> {
  const { state } = await deps.conversations.change(interactionId, (current) =>
    faultDraft(current, 'there is no queue for it any more', deps.describe(current)),
  );
  await settle(deps, state);
}
