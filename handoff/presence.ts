import { AppError } from '../contracts/errors.ts';
import { unoffer } from './acceptOffer.ts';
import type { Agent } from './agent.ts';
import { attempt } from './attempt.ts';
import type { HandoffContext } from './context.ts';
import type { PresenceStretch } from './presenceHistory.store.ts';
import { presenceNamed, presenceStatesOf, takesKind } from './presenceStates.ts';
import { agentNamed } from './takeWork.ts';
import type { WorkItem } from './workItem.ts';

const dayMs = 86_400_000;

/**
 * Sets the agent's presence (domain D1). Whoever takes no work in it gets no offers, and those that stand go on to
 * colleagues at once; held conversations stay (domain A4). `reason`: said with a state that takes no work.
 * @throws AppError `invalid` (no such state or reason, or one for other groups), `not_found`.
 */
export async function setPresence(
  deps: HandoffContext,
  agentId: string,
  state: string,
  reason: string | null = null,
): Promise<void> {
  const settings = deps.settings();
  const presence = presenceNamed(state, settings);
  if (presence.groups.length > 0) {
    const { groups } = await agentNamed(deps, agentId);
    if (!presence.groups.some((group) => groups.includes(group)))
      throw refused('state', `the presence "${presence.label}" is for agents of other groups`);
  }
  const { reasons } = settings.presence;
  if (reason !== null && !reasons.includes(reason))
    throw refused('reason', `must be one of ${reasons.join(', ')}`);
  const said = presence.available ? null : reason;
  const agent = await deps.agents.setPresence(agentId, state, said, deps.clock.now());
  if (agent === null) throw new AppError('not_found', 'there is no such agent');
  await follow(deps, agent);
}

/** An agent who let an offer pass is set to what its rule says, unless the agent has chosen another since. */
export async function afterTimeout(
  deps: HandoffContext,
  { offeredTo, offeredAt, terms }: WorkItem,
): Promise<void> {
  const state = terms?.presenceAfterTimeout ?? null;
  if (state === null || offeredTo === null || offeredAt === null) return;
  const agent = await deps.agents.get(offeredTo);
  const known = presenceStatesOf(deps.settings()).some(({ name }) => name === state);
  if (agent === null || !known || agent.presence === state || agent.presenceSince > offeredAt) return;
  await put(deps, agent, state, 'let an offer pass');
}

/** Whoever takes work and did nothing for `settings.presence.inactiveSeconds` is away. */
export async function restInactive(deps: HandoffContext): Promise<void> {
  const { inactiveSeconds } = deps.settings().presence;
  if (inactiveSeconds === 0) return;
  const now = deps.clock.now().getTime();
  const since = new Date(now - inactiveSeconds * 1_000);
  const available = new Set(
    presenceStatesOf(deps.settings()).flatMap((state) => (state.available ? [state.name] : [])),
  );
  const lease = deps.settings().handoff.leaseSeconds * 1_000;
  for (const agent of await deps.agents.seenSince(new Date(now - lease))) {
    const { presence, presenceSince, actedAt } = agent;
    if (!available.has(presence) || presenceSince > since || (actedAt !== null && actedAt > since)) continue;
    await attempt(deps, 'an inactive agent', () => put(deps, agent, 'away', 'inactive', since));
  }
}

/** Whoever is in a state that an administrator removed is away, and is told: in no known state nobody gets work. */
export async function leaveRemovedStates(deps: HandoffContext): Promise<void> {
  const known = presenceStatesOf(deps.settings()).map(({ name }) => name);
  for (const agent of await deps.agents.inOtherStates(known))
    await attempt(deps, 'an agent in a removed state', () => put(deps, agent, 'away', 'state removed'));
}

/** As long as it is what was read, and the agent did nothing after `idleSince`. */
async function put(
  deps: HandoffContext,
  read: Agent,
  state: string,
  reason: string,
  idleSince?: Date,
): Promise<void> {
  const agent = await deps.agents.putPresence(read, state, reason, deps.clock.now(), idleSince);
  if (agent !== null) await follow(deps, agent);
}

/** Tells of it; offers of what the agent does not take any more go on. */
async function follow(deps: HandoffContext, { id: agentId, presence: state }: Agent): Promise<void> {
  deps.notify({ kind: 'presence_changed', agentId });
  const presence = presenceStatesOf(deps.settings()).find(({ name }) => name === state);
  for (const item of await deps.workItems.offeredTo(agentId))
    if (!takesKind(presence, item.type)) await unoffer(deps, item, 'withdrawn', `the agent is ${state}`);
  // Work that was kept for who goes away is anybody's.
  if (presence?.available === true) deps.assignSoon(agentId);
  else deps.assignSoon();
}

function refused(path: string, message: string): AppError {
  return new AppError('invalid', message, { errors: [{ path, message }] });
}

/** The agent's first socket on this node: a heartbeat at once, and waiting work is offered. */
export async function arrived(deps: HandoffContext, agentId: string): Promise<void> {
  await deps.agents.beat([agentId], deps.nodeId, deps.clock.now());
  deps.assignSoon(agentId);
}

/** What agents were is data about people who work here: it goes after `settings.presence.historyDays`. */
export async function forgetPresences({ agents, clock, settings }: HandoffContext): Promise<void> {
  const { historyDays } = settings().presence;
  await agents.forgetPresences(new Date(clock.now().getTime() - historyDays * dayMs));
}

/** The state the agent is in, and those before, the latest first (domain D1). @throws AppError `not_found`. */
export async function presenceHistory(
  deps: HandoffContext,
  agentId: string,
  limit: number,
): Promise<PresenceStretch[]> {
  const { presence: state, presenceReason: reason, presenceSince: from } = await agentNamed(deps, agentId);
  return [{ state, reason, from, to: null }, ...(await deps.agents.presenceHistory(agentId, limit - 1))];
}
