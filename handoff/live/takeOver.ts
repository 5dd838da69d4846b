import { AppError } from '../../contracts/errors.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { Agent } from '../agent.ts';
import type { HandoffContext } from '../context.ts';
import type { Taken } from '../handoff.ts';
import { isHeldBy } from '../workItem.ts';
import { handOver } from './handOver.ts';

/**
 * A supervisor makes a conversation their own that somebody else has (domain A4 "Claim"); that agent reads on, and writes
 * no more. Null: no colleague has it, so that it can be claimed as any waiting work.
 * @throws AppError `closed`, `capacity`, `conflict` (somebody was first), `gone`.
 */
export async function takeOver(
  deps: HandoffContext,
  agent: Agent,
  interactionId: string,
): Promise<Taken | null> {
  const [item] = await deps.workItems.openOf(interactionId);
  if (item === undefined || item.state !== 'accepted' || isHeldBy(item, agent.id)) return null;
  const { header } = await deps.conversations.load(item.interactionId);
  if (hasEnded(header.state)) throw new AppError('closed', 'this conversation has ended');
  return handOver(deps, item, agent, 'taken_over', {
    kind: 'agent',
    action: 'taken_over',
    agent: { id: agent.id, name: agent.name },
  });
}
