import { AppError } from '../contracts/errors.ts';
import type { HandoffContext } from './context.ts';
import type { Taken } from './handoff.ts';
import { takeOver } from './live/takeOver.ts';
import { worksOn } from './routing/eligibility.ts';
import { agentNamed, finishTaking, takeUnitAndWork } from './takeWork.ts';
import { isHeldBy } from './workItem.ts';

const attempts = 5;

/**
 * The agent takes waiting work without an offer, or out of somebody's offer (domain D5 "Claim"): of a queue that they
 * list or have a pool in, whenever that opens, or what was passed on to them; a supervisor of any, and from whoever has it (domain A4). Skills do not matter:
 * a person decided. `interaction`: number or id. Repeating is harmless.
 * @throws AppError `not_found`, `forbidden`, `conflict`, `capacity`, `gone`.
 */
export async function claimWork(
  deps: HandoffContext,
  agentId: string,
  interaction: string,
  supervises = false,
): Promise<Taken> {
  const agent = await agentNamed(deps, agentId);
  const over = supervises ? await takeOver(deps, agent, interaction) : null;
  if (over !== null) return over;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [item] = await deps.workItems.openOf(interaction);
    if (item === undefined) throw new AppError('not_found', 'this conversation does not wait for an agent');
    if (isHeldBy(item, agentId)) return finishTaking(deps, agent, item, false);
    const queue = await deps.queues.get(item.queueId);
    const isTheirs = item.reservedFor === agentId || (queue !== null && worksOn(agent, queue));
    if (!supervises && !isTheirs)
      throw new AppError('forbidden', 'this conversation waits in a queue that is not yours');
    if (item.state === 'accepted') throw new AppError('conflict', 'a colleague holds this conversation');
    const outcome = await takeUnitAndWork(deps, agent, item);
    if (outcome === 'taken') return finishTaking(deps, agent, item, true);
    if (outcome === 'full')
      throw new AppError('capacity', 'you already hold as many conversations as you may');
  }
  throw new AppError('unavailable', 'this conversation is changing hands; try again', { retryAfter: 1 });
}
