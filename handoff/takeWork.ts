import { AppError } from '../contracts/errors.ts';
import { type Agent, freeOf } from './agent.ts';
import type { HandoffContext } from './context.ts';
import { finishWork } from './finishWork.ts';
import type { Taken } from './handoff.ts';
import { giveUnit } from './heldWork.ts';
import { recordOwner } from './recordOwner.ts';
import { type Decision, isHeldBy, unitOf, type WorkItem } from './workItem.ts';
import { acceptStep } from './workItemSteps.ts';

/** What became of trying to take the work: it is the agent's, the agent is full, or it changed since it was read. */
export type TakeOutcome = 'taken' | 'full' | 'changed';

/** `fits`: instead of having room, asked of the agent as stored; `why` and `decision`: what the log keeps of it. */
export interface Taking {
  fits?: ((now: Agent) => boolean) | undefined;
  why?: string | null;
  decision?: Decision;
}

/**
 * Capacity first, then the work item (design §4): so the agent's capacity is never exceeded, whatever happens in
 * between, and a crash leaves a unit in use that repair gives back.
 */
export async function takeUnitAndWork(
  deps: HandoffContext,
  agent: Agent,
  item: WorkItem,
  { fits, why = null, decision }: Taking = {},
): Promise<TakeOutcome> {
  if (!(await takeUnit(deps, agent, item, fits))) return 'full';
  const step = acceptStep(item, agent.id, deps.clock.now(), why, decision);
  if ((await deps.workItems.step(item, step)) !== null) return 'taken';
  const current = await deps.workItems.get(item.id);
  if (current !== null && isHeldBy(current, agent.id)) return 'taken';
  await giveUnit(deps, agent.id, item.id);
  return 'changed';
}

/** True when the agent has a unit of capacity for this work. False: the agent is full. */
export async function takeUnit(
  deps: HandoffContext,
  agent: Agent,
  item: Pick<WorkItem, 'id' | 'type' | 'size'>,
  fits = (now: Agent): boolean => freeOf(now, item.type, deps.settings()) >= item.size,
): Promise<boolean> {
  const { id: workItemId } = item;
  if (await deps.agents.take(agent.id, unitOf(item, deps.clock.now()), fits)) return true;
  // The same agent in another tab may have taken the unit for this very work: then it is there already.
  const current = await deps.agents.get(agent.id);
  return current?.held.some((unit) => unit.workItemId === workItemId) === true;
}

/**
 * After the work item says that the agent holds it: the log says so too, and everybody hears of it. Repeating is
 * harmless. `just`: this call took it. @throws AppError `gone` when the conversation had ended meanwhile: work that
 * was just taken is then cancelled. The second click of a double one must not say that nothing was done: the agent may
 * have ended the conversation in between, and what a crash left is the sweeper's.
 */
export async function finishTaking(
  deps: HandoffContext,
  agent: Agent,
  item: WorkItem,
  just: boolean,
): Promise<Taken> {
  const named = { id: agent.id, name: agent.name };
  const { over } = await recordOwner(deps, item.interactionId, item.id, {
    kind: 'agent',
    action: 'accepted',
    agent: named,
  });
  if (over) {
    if (just) await finishWork(deps, item, 'the conversation had ended', true);
    throw new AppError('gone', 'the conversation has ended in the meantime');
  }
  if (item.offeredTo !== null && item.offeredTo !== agent.id) {
    const why = 'a colleague has claimed it';
    deps.notify({ kind: 'offer_withdrawn', agentId: item.offeredTo, workItemId: item.id, why });
    // That colleague has room for other work. Accepting an own offer frees nobody.
    deps.assignSoon(item.offeredTo);
  }
  deps.notify({ kind: 'inbox_changed', agentId: agent.id });
  deps.notify({ kind: 'queue_moved', queueId: item.queueId });
  return { workItemId: item.id, interactionId: item.interactionId, interaction: item.number };
}

/** @throws AppError `not_found`. */
export async function agentNamed(deps: HandoffContext, agentId: string): Promise<Agent> {
  const agent = await deps.agents.get(agentId);
  if (agent === null) throw new AppError('not_found', 'there is no such agent');
  return agent;
}
