import { AppError } from '../contracts/errors.ts';
import type { HandoffContext } from './context.ts';
import type { Taken } from './handoff.ts';
import { agentNamed, finishTaking, takeUnitAndWork } from './takeWork.ts';
import { isHeldBy, isOfferedTo, type WorkItem } from './workItem.ts';
import { unofferStep } from './workItemSteps.ts';

/** How often the work may change under an agent's hands before the agent is asked to try again. */
const attempts = 5;

/**
 * The agent takes the work that is on offer to them. An offer whose time is over is still theirs until the
 * sweeper gives it back (T10). Repeating is harmless: two tabs are one agent.
 * @throws AppError `not_found`, `gone`, `capacity`.
 */
export async function acceptOffer(deps: HandoffContext, agentId: string, workItemId: string): Promise<Taken> {
  const agent = await agentNamed(deps, agentId);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const item = await deps.workItems.get(workItemId);
    if (item === null) throw new AppError('not_found', 'there is no such work');
    if (isHeldBy(item, agentId)) return finishTaking(deps, agent, item, false);
    if (!isOfferedTo(item, agentId))
      throw new AppError('gone', 'this conversation is not on offer to you any more');
    const outcome = await takeUnitAndWork(deps, agent, item);
    if (outcome === 'taken') return finishTaking(deps, agent, item, true);
    if (outcome === 'full') {
      await unoffer(deps, item, 'no_capacity', 'no capacity left');
      throw new AppError('capacity', 'you already hold as many conversations as you may');
    }
  }
  throw new AppError('unavailable', 'this conversation is changing hands; try again', { retryAfter: 1 });
}

/**
 * The agent does not want the work; it goes back to its place and to the next agent. After a reason that says so
 * (settings.handoff.rejectReasons) this agent is never asked again. @throws AppError `not_found`, `gone`, `forbidden`
 * (the rule of the queue does not allow it: the offer stands).
 */
export async function rejectOffer(
  deps: HandoffContext,
  agentId: string,
  workItemId: string,
  reason: string,
): Promise<void> {
  const item = await deps.workItems.get(workItemId);
  if (item === null) throw new AppError('not_found', 'there is no such work');
  const gone = new AppError('gone', 'this conversation is not on offer to you any more');
  if (!isOfferedTo(item, agentId)) throw gone;
  if (item.terms?.mayReject === false)
    throw new AppError('forbidden', 'work of this queue cannot be rejected; accept it, or let the time pass');
  const named = reason.trim().toLowerCase();
  const known = deps.settings().handoff.rejectReasons.find(({ name }) => name.toLowerCase() === named);
  if (!(await unoffer(deps, item, 'rejected', reason, known?.again))) throw gone;
}

/**
 * Takes the offer back that stood when `read` was read, whatever else about the work changes meanwhile. False: it does not
 * stand any more. @throws AppError `unavailable`.
 */
export async function unoffer(
  deps: HandoffContext,
  read: WorkItem,
  outcome: 'rejected' | 'timed_out' | 'withdrawn' | 'no_capacity',
  reason: string,
  again = true,
): Promise<boolean> {
  const { id: workItemId, offeredTo: agentId, offeredAt } = read;
  let item: WorkItem | null = read;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (agentId === null || item === null || !isOfferedTo(item, agentId)) return false;
    if (item.offeredAt?.getTime() !== offeredAt?.getTime()) return false;
    const step = unofferStep(item, deps.clock.now(), outcome, reason, again);
    if ((await deps.workItems.step(item, step)) !== null) {
      deps.notify({ kind: 'offer_withdrawn', agentId, workItemId, why: reason });
      deps.assignSoon();
      return true;
    }
    item = await deps.workItems.get(workItemId);
  }
  throw new AppError('unavailable', 'this offer is changing; try again', { retryAfter: 1 });
}
