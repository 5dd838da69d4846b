import { AppError } from '../../contracts/errors.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import { inScope } from '../../contracts/scope.ts';
import { type Agent, isConnected } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';

const batch = 500;

/**
 * The agent of this id or name who can be asked to come, or be given the conversation. Queues and skills do not matter:
 * a person decided. @throws AppError `invalid` (nobody is called so, or several are; path `path`), `conflict`.
 */
export async function colleagueNamed(
  deps: HandoffDeps,
  wanted: string,
  header: InteractionHeader,
  path: string,
): Promise<Agent> {
  const agent = (await deps.agents.get(wanted)) ?? (await agentCalled(deps, wanted, path));
  const why = whyNot(deps, agent, header);
  if (why !== null) throw new AppError('conflict', `${agent.name} ${why}`);
  return agent;
}

/** Why this agent cannot be asked, as the end of a sentence; null: nothing is against it. */
export function whyNot(
  { clock, settings }: Pick<HandoffDeps, 'clock' | 'settings'>,
  agent: Agent,
  header: InteractionHeader,
): string | null {
  // Who may not see it is told of as nobody who could: that it exists is not said either way.
  if (agent.scope !== undefined && !inScope(agent.scope, header))
    return 'does not see conversations of this domain';
  if (header.assignedTo?.id === agent.id) return 'has this conversation already';
  if (!isConnected(agent, clock.now(), settings().handoff.leaseSeconds)) return 'is not connected';
  return agent.presence === 'offline' ? 'is offline' : null;
}

async function agentCalled({ agents }: HandoffDeps, wanted: string, path: string): Promise<Agent> {
  const name = wanted.toLowerCase();
  const found: Agent[] = [];
  for (let after = ''; ; ) {
    const some = await agents.list(after, batch);
    found.push(...some.filter((agent) => agent.name.toLowerCase() === name));
    const last = some.at(-1);
    if (last === undefined || some.length < batch) break;
    after = last.id;
  }
  const [agent, another] = found;
  if (agent !== undefined && another === undefined) return agent;
  const message =
    agent === undefined
      ? `there is no agent "${wanted}"`
      : `several agents are called "${wanted}"; use the id`;
  throw new AppError('invalid', message, { errors: [{ path, message }] });
}
