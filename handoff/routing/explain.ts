import type { RoutingEntry } from '../../contracts/handoff.ts';
import type { NameRef } from '../../contracts/header.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { Decision, LoggedStep, WorkItem } from '../workItem.ts';
import { decidedEntry } from '../workItemSteps.ts';
import { chooseAgent, decisionOf } from './chooseAgent.ts';
import { candidatesOf } from './eligibility.ts';
import { type RoutingView, readRoutingView } from './routingView.ts';

/** How many are told anew why they wait in one round of the sweeper. */
const batch = 50;
/** How long a stored reason stands, in milliseconds. */
const freshMs = 30_000;

/** What the router did with an interaction and why, and what it would decide now; `now` null: nothing of it waits (R12). */
export interface RoutingLog {
  items: RoutingEntry[];
  now: RoutingEntry | null;
}

/** The decision log of an interaction (number or id), with names (domain D2, F7 9). */
export async function routingLog(deps: HandoffDeps, interaction: string): Promise<RoutingLog> {
  const items = await deps.workItems.ofInteraction(interaction);
  const lines = items.flatMap((item) => item.log.map((step) => ({ step, item })));
  const waiting = items.find(({ state }) => state === 'queued');
  const decided = waiting === undefined ? null : decide(waiting, await readRoutingView(deps));
  const current =
    waiting === undefined || decided === null
      ? null
      : { ...decidedEntry(waiting, decided), agentId: decided.agentId };
  const steps = [...lines.map(({ step }) => step), ...(current === null ? [] : [current])];
  const named = await namesIn(deps, steps);
  return {
    items: lines.map(({ step, item }) => entryOf(step, item, named)),
    now: current === null || waiting === undefined ? null : entryOf(current, waiting, named),
  };
}

/** Stores why new work is not on offer, so that the answer is there even when nobody asks in time. */
export async function explainWaiting(deps: HandoffDeps, workItemId: string): Promise<void> {
  const item = await deps.workItems.get(workItemId);
  if (item === null || item.state !== 'queued' || item.decision !== null) return;
  await explainOne(deps, item, await readRoutingView(deps));
}

/**
 * The same for what came back, and for reasons that are old by now: a line is added where they changed (R12). For the
 * sweeper, so that no offer waits for it.
 */
export async function explainAnew(deps: HandoffDeps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - freshMs);
  const items = await deps.workItems.undecided(before, batch);
  if (items.length === 0) return;
  const view = await readRoutingView(deps);
  for (const item of items) await explainOne(deps, item, view);
}

async function explainOne(deps: HandoffDeps, item: WorkItem, view: RoutingView): Promise<void> {
  const decision = decide(item, view);
  // It is about to be offered: somebody became free since the plan was made.
  if (decision.agentId !== null && item.decision === null) return;
  const news = item.decision === null || outlineOf(item.decision) !== outlineOf(decision);
  await deps.workItems.explain(item, decision, news ? decidedEntry(item, decision) : undefined);
}

function decide(item: WorkItem, view: RoutingView): Decision {
  const queue = view.queues.find(({ id }) => id === item.queueId);
  const candidates = queue === undefined ? [] : candidatesOf(view, queue);
  return decisionOf(chooseAgent(item, candidates, view), view.now);
}

/** The reasons without their numbers: seconds and units change all the time and say nothing new. */
function outlineOf({ agentId, reasons }: Decision): string {
  const lines = reasons.map((reason) => `${reason.agentId} ${reason.why.replaceAll(/\d+/g, '')}`);
  return [agentId ?? '', ...lines.sort()].join('\n');
}

interface Names {
  agents: ReadonlyMap<string, string>;
  queues: ReadonlyMap<string, string>;
}

async function namesIn(deps: HandoffDeps, steps: LoggedStep[]): Promise<Names> {
  const ids = steps.flatMap(({ agentId, candidates = [] }) => [
    ...(agentId === null ? [] : [agentId]),
    ...candidates.map((candidate) => candidate.agentId),
  ]);
  const [agents, queues] = await Promise.all([deps.agents.byIds([...new Set(ids)]), deps.queues.all()]);
  return {
    agents: new Map(agents.map(({ id, name }) => [id, name])),
    queues: new Map(queues.map(({ id, name }) => [id, name])),
  };
}

function entryOf(
  { at, kind, queueId, agentId, why, candidates }: LoggedStep,
  { id }: WorkItem,
  { agents, queues }: Names,
): RoutingEntry {
  const named = (agent: string): NameRef => ({ id: agent, name: agents.get(agent) ?? agent });
  return {
    at: at.toISOString(),
    workItemId: id,
    queue: queues.get(queueId) ?? queueId,
    kind,
    agent: agentId === null ? null : named(agentId),
    why,
    ...(candidates === undefined
      ? {}
      : {
          candidates: candidates.map((candidate) => ({
            agent: named(candidate.agentId),
            why: candidate.why,
            chosen: candidate.agentId === agentId,
          })),
        }),
  };
}
