import { type Agent, isConnected } from './agent.ts';
import { attempt } from './attempt.ts';
import type { HandoffContext } from './context.ts';
import { finishWork, settle } from './finishWork.ts';
import { takeBack } from './giveBackWork.ts';
import { giveUnit, restoreUnit } from './heldWork.ts';
import { keepCapacity } from './live/capacityInUse.ts';
import { recordOwner } from './recordOwner.ts';
import { standingQueue } from './routing/queueNamed.ts';
import { weighWork } from './routing/weighWork.ts';
import { readWaitingView } from './waiting/waitingView.ts';
import { waitOn } from './waiting/waitOn.ts';
import { isHeldBy, isWaiting, type WorkItem } from './workItem.ts';
import { finishStep, moveStep } from './workItemSteps.ts';

const batch = 200;
const repaired = { kind: 'system', action: 'repaired' } as const;

/**
 * Work items against the log and the agents (design §4): what a crash left between two steps is finished. Each
 * step is idempotent and looks again before it writes, so any number of nodes may do it.
 */
export async function repairWork(deps: HandoffContext): Promise<void> {
  const view = await readWaitingView(deps);
  const queues = new Set(view.queues.map(({ id }) => id));
  for (let after = ''; ; ) {
    const items = await deps.workItems.openAfter(after, batch);
    const standings = await deps.interactions.standings(items.map((item) => item.interactionId));
    const byId = new Map(standings.map((standing) => [standing.id, standing]));
    for (const item of items) {
      const standing = byId.get(item.interactionId);
      await attempt(deps, 'repairing work', async () => {
        if (standing === undefined) return finishWork(deps, item, 'the conversation does not exist');
        if (item.state === 'queued' && !queues.has(item.queueId)) return leaveRemovedQueue(deps, item);
        const { owner, assignedTo, state } = standing.header;
        const named = standing.workItemId === item.id && standing.header.queue?.id === item.queueId;
        const inQueue = isWaiting(item) && owner === 'queue' && named;
        const theirs = owner === 'agent' || state === 'wrap_up';
        const its = standing.workItemId === item.id && assignedTo?.id === item.acceptedBy;
        const held = item.state === 'accepted' && theirs && its;
        if (!standing.open || !(inQueue || held)) await makeLogAgree(deps, item);
        else if (inQueue) await waitOn(deps, item, view);
        else if (held && (!item.usesCapacity || state === 'on_hold' || state === 'wrap_up'))
          await keepCapacity(deps, await deps.conversations.load(standing.id));
      });
    }
    const last = items.at(-1);
    if (last === undefined || items.length < batch) return;
    after = last.id;
  }
}

/**
 * Nobody would ever take it there: it waits on in the default queue. Where there is none it ends, and repairMissing ends
 * the conversation (domain C3 P02).
 */
async function leaveRemovedQueue(deps: HandoffContext, item: WorkItem): Promise<void> {
  const queue = await standingQueue(deps, [{ id: item.queueId, name: '' }]);
  // It was made while this walk went on.
  if (queue?.id === item.queueId) return;
  const now = deps.clock.now();
  const why = 'its queue is gone';
  if (queue === null) {
    await deps.workItems.step(item, finishStep(item, now, why));
    return;
  }
  const state = await deps.conversations.load(item.interactionId);
  const { reservedFor } = item;
  const weight = await weighWork(deps, await deps.queues.get(queue.id), state, item);
  await deps.workItems.step(item, moveStep(item, queue.id, now, why, { ...weight, reservedFor }));
  await makeLogAgree(deps, item);
  deps.notify({ kind: 'queue_moved', queueId: queue.id });
}

/** The header may be behind: the log decides what is wrong. */
async function makeLogAgree(deps: HandoffContext, item: WorkItem): Promise<void> {
  const { over, state } = await recordOwner(deps, item.interactionId, item.id, repaired);
  if (over) await settle(deps, state);
}

/**
 * Agents against the work items: units of capacity without their work are given back, work without its unit gets
 * one, work of agents whose lease ran out goes back, heartbeats of dead nodes go.
 */
export async function repairAgents(deps: HandoffContext): Promise<void> {
  for (let after = ''; ; ) {
    const agents = await deps.agents.list(after, batch);
    for (const agent of agents)
      await attempt(deps, 'repairing an agent', async () => {
        await repairUnits(deps, agent);
        await dropDeadBeats(deps, agent);
      });
    const last = agents.at(-1);
    if (last === undefined || agents.length < batch) return;
    after = last.id;
  }
}

async function repairUnits(deps: HandoffContext, agent: Agent): Promise<void> {
  const held = await deps.workItems.heldBy(agent.id);
  // Read after the held work: who accepted something since the lease ran out has been seen since.
  const gone = agent.seenAt === null && (await deps.agents.get(agent.id))?.seenAt === null;
  for (const item of held) {
    if (gone) {
      await takeBack(deps, item, agent.id, 'lost', `the connection to ${agent.name} was lost`, repaired);
      continue;
    }
    const hasUnit = agent.held.some((unit) => unit.workItemId === item.id);
    if (hasUnit === item.usesCapacity) continue;
    if (item.usesCapacity) await restoreUnit(deps, agent.id, item);
    else await giveUnit(deps, agent.id, item.id);
  }
  const { leaseSeconds } = deps.settings().handoff;
  for (const unit of agent.held) {
    if (held.some((item) => item.id === unit.workItemId)) continue;
    const item = await deps.workItems.get(unit.workItemId);
    if (item !== null && isHeldBy(item, agent.id)) continue;
    // Work may be in the middle of being accepted, opened or given over: the unit is taken first. A crash leaves it
    // for longer.
    const age = deps.clock.now().getTime() - unit.at.getTime();
    const mayBeTaking = (item === null || item.open) && age < leaseSeconds * 1_000;
    if (!mayBeTaking) await giveUnit(deps, agent.id, unit.workItemId);
  }
}

async function dropDeadBeats(deps: HandoffContext, agent: Agent): Promise<void> {
  const { leaseSeconds } = deps.settings().handoff;
  for (const [node, beat] of Object.entries(agent.beats))
    if (!isConnected({ beats: { [node]: beat } }, deps.clock.now(), leaseSeconds))
      await deps.agents.dropBeat(agent.id, node, beat);
}
