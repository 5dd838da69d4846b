import { unoffer } from './acceptOffer.ts';
import type { Agent } from './agent.ts';
import { attempt } from './attempt.ts';
import type { HandoffContext } from './context.ts';
import { takeBack } from './giveBackWork.ts';
import { leaveAll } from './live/viewConversation.ts';
import { afterTimeout } from './presence.ts';
import { sideBySide } from './sideBySide.ts';

const batch = 1_000;
/** Agents whose work is taken back side by side. */
const parallel = 8;

/** T10: offers that ran out go back to their places and on to the next agent. Any number of nodes may do it. */
export async function expireOffers(deps: HandoffContext): Promise<void> {
  for (const item of await deps.workItems.expired(deps.clock.now(), batch))
    await attempt(deps, 'expiring an offer', async () => {
      if (await unoffer(deps, item, 'timed_out', 'the time for an answer is over'))
        await afterTimeout(deps, item);
    });
}

/**
 * Agents without a sign of life for `settings.handoff.leaseSeconds`: their work goes back to its old places and
 * the requesters are told (design §4). The agent is marked last, so that a crash in between is taken up again.
 */
export async function takeBackLostWork(deps: HandoffContext): Promise<void> {
  const { leaseSeconds } = deps.settings().handoff;
  const before = new Date(deps.clock.now().getTime() - leaseSeconds * 1_000);
  await sideBySide(await deps.agents.lost(before, batch), parallel, (agent) =>
    attempt(deps, 'taking work back from a lost agent', () => loseAgent(deps, agent, before)),
  );
}

/** Asked again before each piece of work: among many, somebody may be back before it is their turn. */
async function loseAgent(deps: HandoffContext, agent: Agent, before: Date): Promise<void> {
  const isBack = async (): Promise<boolean> => {
    const seenAt = (await deps.agents.get(agent.id))?.seenAt;
    return seenAt == null || seenAt >= before;
  };
  for (const item of await deps.workItems.heldBy(agent.id)) {
    if (await isBack()) return;
    await takeBack(deps, item, agent.id, 'lost', `the connection to ${agent.name} was lost`, {
      kind: 'system',
      action: 'agent_lost',
    });
  }
  if (await isBack()) return;
  for (const item of await deps.workItems.offeredTo(agent.id))
    await unoffer(deps, item, 'withdrawn', 'the connection to the agent was lost');
  await leaveAll(deps, agent.id);
  const marked = await deps.agents.markLost(agent.id, before, deps.clock.now());
  if (marked && agent.presence !== 'offline') deps.notify({ kind: 'presence_changed', agentId: agent.id });
}
