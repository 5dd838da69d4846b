import { AppError } from '../../contracts/errors.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import { type Agent, isConnected } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';
import { sees } from '../routing/objection.ts';

const batch = 500;

/**
 * The agent of this id or name who can be asked to come, or be given the conversation. Queues and skills do not matter:
 * a person decided. Who does not see the conversation's domain is not there, in the same words as who does not exist.
 * @throws AppError `invalid` (nobody is called so, or several are; path `path`), `conflict`.
 */
export async function colleagueNamed(
  deps: HandoffDeps,
  wanted: string,
  header: InteractionHeader,
  path: string,
): Promise<Agent> {
  const known = await deps.agents.get(wanted);
  const agent =
    known !== null && sees(known, { scope: header }) ? known : await agentCalled(deps, wanted, header, path);
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
  if (header.assignedTo?.id === agent.id) return 'has this conversation already';
  if (!isConnected(agent, clock.now(), settings().handoff.leaseSeconds)) return 'is not connected';
  return agent.presence === 'offline' ? 'is offline' : null;
}

async function agentCalled(
  { agents }: HandoffDeps,
  wanted: string,
  header: InteractionHeader,
  path: string,
): Promise<Agent> {
  const name = wanted.toLowerCase();
  const found: Agent[] = [];
  for (let after = ''; ; ) {
    const some = await agents.list(after, batch);
    found.push(
      ...some.filter((agent) => agent.name.toLowerCase() === name && sees(agent, { scope: header })),
    );
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
