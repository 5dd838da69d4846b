import { AppError } from '../../contracts/errors.ts';
import type { TurnCause } from '../../interactions/turn.ts';
import type { Agent } from '../agent.ts';
import type { HandoffContext } from '../context.ts';
import { finishWork } from '../finishWork.ts';
import type { Taken } from '../handoff.ts';
import { giveUnit } from '../heldWork.ts';
import { recordOwner } from '../recordOwner.ts';
import { takeUnit } from '../takeWork.ts';
import { isHeldBy, type WorkItem } from '../workItem.ts';
import { handOverStep } from '../workItemSteps.ts';
import { goneElsewhere } from './workHeld.ts';

/** The holder may do something else with the work in between this often. */
const attempts = 5;

/**
 * The work goes from the agent who holds it to another one: the new one's unit of capacity first, then the work item,
 * then the former one's unit, then the log (design §4). A crash in between leaves a unit that repair gives back, or a log
 * that repair makes agree. `read`: the work as it was when this was decided; once somebody else has it, it is too late.
 * `agree` is asked once there is room: what it throws keeps the work where it is.
 * @throws AppError `capacity`, `conflict`, `gone` (the conversation ended meanwhile), `unavailable`.
 */
export async function handOver(
  deps: HandoffContext,
  read: WorkItem,
  to: Agent,
  outcome: 'taken_over' | 'transferred',
  cause: TurnCause,
  agree: () => Promise<void> = async () => undefined,
): Promise<Taken> {
  const from = read.acceptedBy;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const item = attempt === 0 ? read : await deps.workItems.get(read.id);
    // Their other tab was first.
    if (item !== null && isHeldBy(item, to.id)) return finish(deps, item, from, cause);
    if (item === null || from === null || !isHeldBy(item, from)) throw goneElsewhere();
    if (!(await takeUnit(deps, to, item)))
      throw new AppError('capacity', `${to.name} already holds as many conversations as they may`);
    try {
      await agree();
    } catch (error) {
      await giveUnit(deps, to.id, item.id);
      throw error;
    }
    const handed = await deps.workItems.step(item, handOverStep(item, to.id, deps.clock.now(), outcome));
    if (handed !== null) return finish(deps, handed, from, cause);
    const current = await deps.workItems.get(item.id);
    if (current === null || !isHeldBy(current, to.id)) await giveUnit(deps, to.id, item.id);
  }
  throw new AppError('unavailable', 'this conversation is changing hands; try again', { retryAfter: 1 });
}

async function finish(
  deps: HandoffContext,
  item: WorkItem,
  from: string | null,
  cause: TurnCause,
): Promise<Taken> {
  if (from !== null && from !== item.acceptedBy) {
    await giveUnit(deps, from, item.id);
    deps.notify({ kind: 'inbox_changed', agentId: from });
  }
  const { over, state } = await recordOwner(deps, item.interactionId, item.id, cause);
  if (over) {
    await finishWork(deps, item, 'the conversation had ended');
    throw new AppError('gone', 'the conversation has ended in the meantime');
  }
  await deps.conversations.settled(state.id);
  if (item.acceptedBy !== null) deps.notify({ kind: 'inbox_changed', agentId: item.acceptedBy });
  // The former holder has room for other work.
  if (from !== null) deps.assignSoon(from);
  return { workItemId: item.id, interactionId: item.interactionId, interaction: item.number };
}
