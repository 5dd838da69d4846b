import { AppError } from '../contracts/errors.ts';
import { hasEnded } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnCause, TurnEvent } from '../interactions/turn.ts';
import { notYours } from './actor.ts';
import type { HandoffContext } from './context.ts';
import { settle } from './finishWork.ts';
import type { Ended } from './handoff.ts';
import { giveUnit } from './heldWork.ts';
import { skipWrapUp } from './live/endWrapUp.ts';
import { recordOwner } from './recordOwner.ts';
import { standingQueue } from './routing/queueNamed.ts';
import { weighWork } from './routing/weighWork.ts';
import { stepWhileHeld } from './stepWhileHeld.ts';
import { agentNamed } from './takeWork.ts';
import { isHeldBy, type WorkItem } from './workItem.ts';
import { type Entering, takeBackStep } from './workItemSteps.ts';

/**
 * Unresolved: the work goes back to its old place and the requester is told (domain D5). `changes`: what the
 * same turn notes in the header. @throws AppError `forbidden`, `closed`.
 */
export async function returnToQueue(
  deps: HandoffContext,
  agentId: string,
  interaction: string,
  why: string,
  changes: Extract<TurnEvent, { type: 'fields_changed' }>['changes'] = {},
): Promise<Ended> {
  const agent = await agentNamed(deps, agentId);
  const by = { id: agent.id, name: agent.name };
  const item = await heldWork(deps, agentId, interaction);
  const extra: TurnEvent[] =
    Object.keys(changes).length === 0 ? [] : [{ type: 'fields_changed', changes, by }];
  const cause: TurnCause = { kind: 'agent', action: 'returned', agent: by };
  const ended = await takeBack(deps, item, agentId, 'returned', why, cause, extra);
  if (ended === null) throw notYours();
  if (hasEnded(ended.state)) throw new AppError('closed', 'this conversation has ended');
  return ended;
}

/**
 * accepted → queued at the old place, the unit of capacity given back, the log and the requester told: in this
 * order, because the work item is the authority. What has ended does not wait for anybody: a lost agent's wrap-up is
 * over, and anybody else's goes on. Null: the agent did not hold it (any more).
 */
export async function takeBack(
  deps: HandoffContext,
  item: WorkItem,
  agentId: string,
  outcome: 'returned' | 'lost',
  why: string,
  cause: TurnCause,
  extra: TurnEvent[] = [],
): Promise<Ended | null> {
  if (!isHeldBy(item, agentId)) return null;
  const before = await deps.conversations.load(item.interactionId);
  if (hasEnded(before.header.state)) {
    const ended = outcome === 'lost' ? await skipWrapUp(deps, before.id) : before;
    await settle(deps, ended);
    return { state: ended.header.state, stateReason: ended.header.stateReason };
  }
  const place = await placeFor(deps, item, before);
  const stepped = await stepWhileHeld(deps, item, agentId, (now) =>
    takeBackStep(now, deps.clock.now(), outcome, why, place),
  );
  if (stepped === null) return null;
  await giveUnit(deps, agentId, item.id);
  const { over, state } = await recordOwner(deps, item.interactionId, item.id, cause, extra);
  if (over) await settle(deps, state);
  deps.notify({ kind: 'inbox_changed', agentId });
  deps.notify({ kind: 'queue_moved', queueId: stepped.queueId });
  deps.assignSoon();
  return { state: state.header.state, stateReason: state.header.stateReason };
}

/** What it brings into its queue; into the default queue when its own was removed meanwhile. */
async function placeFor(
  deps: HandoffContext,
  item: WorkItem,
  before: ConversationState,
): Promise<Entering & { queueId: string }> {
  const standing = await standingQueue(deps, [{ id: item.queueId, name: '' }]);
  const queueId = standing?.id ?? item.queueId;
  const weight = await weighWork(deps, await deps.queues.get(queueId), before, item);
  const { priority } = weight;
  return {
    ...(queueId === item.queueId ? { priority } : weight),
    queueId,
    sentiment: before.header.sentiment,
  };
}

/** The work of this interaction (number or id) that the agent holds. @throws AppError `forbidden`. */
export async function heldWork(
  deps: HandoffContext,
  agentId: string,
  interaction: string,
): Promise<WorkItem> {
  const item = await heldItem(deps, agentId, interaction);
  if (item === undefined) throw notYours();
  return item;
}

/** The same; undefined: none. */
export async function heldItem(
  { workItems }: Pick<HandoffContext, 'workItems'>,
  agentId: string,
  interaction: string,
): Promise<WorkItem | undefined> {
  const held = await workItems.heldBy(agentId);
  return held.find(({ interactionId, number }) => interaction === interactionId || interaction === number);
}
