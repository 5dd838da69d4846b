import { AppError } from '../contracts/errors.ts';
import { unoffer } from './acceptOffer.ts';
import type { HandoffContext } from './context.ts';
import { presenceNamed } from './presenceStates.ts';

/**
 * Sets the agent's presence (domain D1). Whoever is not `available` gets no offers, and those that stand go on to
 * colleagues at once; held conversations stay (domain A4). @throws AppError `invalid`, `not_found`.
 */
export async function setPresence(
  deps: HandoffContext,
  agentId: string,
  state: string,
  reason: string | null = null,
): Promise<void> {
  const presence = presenceNamed(state, deps.settings());
  const agent = await deps.agents.setPresence(agentId, state, reason, deps.clock.now());
  if (agent === null) throw new AppError('not_found', 'there is no such agent');
  deps.notify({ kind: 'presence_changed', agentId, state });
  if (!presence.available)
    for (const item of await deps.workItems.offeredTo(agentId))
      await unoffer(deps, item, 'withdrawn', `the agent is ${state}`);
  deps.assignSoon();
}

/** The agent's first socket on this node: a heartbeat at once, and waiting work is offered. */
export async function arrived(deps: HandoffContext, agentId: string): Promise<void> {
  await deps.agents.beat([agentId], deps.nodeId, deps.clock.now());
  deps.assignSoon();
}
