import type { RoutingEntry } from '../../contracts/handoff.ts';
import type { NameRef } from '../../contracts/header.ts';
import { type Scope, scopesMeet } from '../../contracts/scope.ts';
import type { Agent } from '../agent.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { LoggedStep, WorkItem } from '../workItem.ts';
import { decidedEntry } from '../workItemSteps.ts';
import { decideNow } from './explain.ts';

/** What the router did with an interaction and why, and what it would decide now; `now` null: nothing of it waits, or the reader supervises nobody. */
export interface RoutingLog {
  items: RoutingEntry[];
  now: RoutingEntry | null;
}

/** Who reads it. */
export interface RoutingReader {
  sees: Scope;
  /** Knows of all agents in scope; others of those alone who had the interaction (as of everybody's presence). */
  supervises: boolean;
  /** Kept from them by access rules. */
  hides: { queue: boolean; agents: boolean };
}

/** The decision log of an interaction (number or id) with the names that the reader may know (domain D2, F7 9). */
export async function routingLog(
  deps: HandoffDeps,
  interaction: string,
  reader: RoutingReader,
): Promise<RoutingLog> {
  const items = await deps.workItems.ofInteraction(interaction);
  const lines = items.flatMap((item) => item.log.map((step) => ({ step, item })));
  // Without the candidates it would say that nobody is asked, where somebody is.
  const waiting = reader.supervises ? items.find(({ state }) => state === 'queued') : undefined;
  const decided = waiting === undefined ? null : await decideNow(deps, waiting);
  const current =
    waiting === undefined || decided === null
      ? null
      : { ...decidedEntry(waiting, decided), agentId: decided.agentId };
  const steps = [...lines.map(({ step }) => step), ...(current === null ? [] : [current])];
  const names = await namesFor(deps, steps, reader);
  return {
    items: lines.map(({ step, item }) => entryOf(step, item, names)),
    now: current === null || waiting === undefined ? null : entryOf(current, waiting, names),
  };
}

interface Names {
  /** Null: not for this reader. */
  agent(id: string, as: 'actor' | 'candidate'): NameRef | null;
  queue(id: string): string;
}

/** Steps whose agent had the interaction, or has it since. */
const had: ReadonlySet<LoggedStep['kind']> = new Set([
  'accepted',
  'taken_over',
  'transferred',
  'returned',
  'lost',
  'finished',
]);

async function namesFor(
  deps: HandoffDeps,
  steps: LoggedStep[],
  { sees, supervises, hides }: RoutingReader,
): Promise<Names> {
  const ids = steps.flatMap(({ agentId, candidates = [] }) => [
    ...(agentId === null ? [] : [agentId]),
    ...candidates.map((candidate) => candidate.agentId),
  ]);
  const [found, queues] = await Promise.all([deps.agents.byIds([...new Set(ids)]), deps.queues.all()]);
  const agents = new Map(found.map((agent): [string, Agent] => [agent.id, agent]));
  const holders = new Set(steps.flatMap(({ kind, agentId }) => (had.has(kind) ? [agentId] : [])));
  const queueNames = new Map(queues.map(({ id, name }) => [id, name]));
  return {
    agent(id, as) {
      const { name = id, scope } = agents.get(id) ?? {};
      const known = supervises || (as === 'actor' && holders.has(id));
      const elsewhere = scope !== undefined && !scopesMeet(sees, scope);
      return known && !elsewhere && !hides.agents ? { id, name } : null;
    },
    queue: (id) => (hides.queue ? '' : (queueNames.get(id) ?? id)),
  };
}

function entryOf(
  { at, kind, queueId, agentId, why, candidates }: LoggedStep,
  { id }: WorkItem,
  names: Names,
): RoutingEntry {
  const agent = agentId === null ? null : names.agent(agentId, 'actor');
  const entry = {
    at: at.toISOString(),
    workItemId: id,
    queue: names.queue(queueId),
    kind,
    agent,
    // What an agent gave as a reason goes with the name.
    why: agentId !== null && agent === null ? null : why,
  };
  if (candidates === undefined) return entry;
  const shown = candidates.flatMap((candidate) => {
    const chosen = candidate.agentId === agentId;
    const named = names.agent(candidate.agentId, chosen ? 'actor' : 'candidate');
    return named === null ? [] : [{ agent: named, why: candidate.why, chosen }];
  });
  const others = candidates.length - shown.length;
  return { ...entry, candidates: shown, ...(others === 0 ? {} : { others }) };
}
