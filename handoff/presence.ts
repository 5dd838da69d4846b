import { AppError } from '../contracts/errors.ts';
import { presenceStates } from '../contracts/states.ts';
import { unoffer } from './acceptOffer.ts';
import { isPresence } from './agent.ts';
import type { HandoffContext } from './context.ts';

/**
 * Sets the agent's presence (domain D1). Whoever is not `available` gets no offers, and those that stand go on to
 * colleagues at once; held conversations stay (domain A4). @throws AppError `invalid`, `not_found`.
 */
export async function setPresence(deps: HandoffContext, agentId: string, state: string): Promise<void> {
  if (!isPresence(state))
    throw new AppError('invalid', `a presence is one of ${presenceStates.join(', ')}`, {
      errors: [{ path: 'state', message: `must be one of ${presenceStates.join(', ')}` }],
    });
  const agent = await deps.agents.setPresence(agentId, state, deps.clock.now());
  if (agent === null) throw new AppError('not_found', 'there is no such agent');
  deps.notify({ kind: 'presence_changed', agentId, state });
  if (state !== 'available')
    for (const item of await deps.workItems.offeredTo(agentId))
      await unoffer(deps, item, 'withdrawn', `the agent is ${state}`);
  deps.assignSoon();
}

/** The agent's first socket on this node: a heartbeat at once, and waiting work is offered. */
export async function arrived(deps: HandoffContext, agentId: string): Promise<void> {
  await deps.agents.beat([agentId], deps.nodeId, deps.clock.now());
  deps.assignSoon();
}
