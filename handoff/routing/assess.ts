import type { Settings } from '../../contracts/settings.ts';
import { requiredSkills } from '../../contracts/skills.ts';
import type { Agent } from '../agent.ts';
import type { Assessment, AssessRequest, HandoffDeps } from '../handoff.ts';
import { newWorkItem, type WorkItem } from '../workItem.ts';
import { chooseAgent, couldEverTake } from './chooseAgent.ts';
import { estimateWait } from './estimateWait.ts';
import { isQueueOpen } from './isQueueOpen.ts';
import { planAssignment } from './planAssignment.ts';
import { priorityOf } from './priorityOf.ts';
import type { Queue } from './queue.ts';
import { recentWaits } from './queueInfo.ts';
import { queueNamed } from './queueNamed.ts';
import { sizeOf } from './sizeOf.ts';

/**
 * What asking for a person would come to now (design §4): the router's own plan with this work added, so that
 * the answer cannot differ from what `assign` does (domain F7 5, E 3).
 */
export async function assess(deps: HandoffDeps, request: AssessRequest): Promise<Assessment> {
  const queue = pickQueue(await deps.queues.all(), request.queue);
  const none = { position: null, estimatedWaitSeconds: null };
  if (queue === null) {
    const why =
      request.queue === undefined ? 'there is no default queue' : `there is no queue "${request.queue}"`;
    return { outcome: 'refused', queue: null, ...none, reasons: [why] };
  }
  const named = { id: queue.id, name: queue.name };
  if (!queue.active)
    return {
      outcome: 'refused',
      queue: named,
      ...none,
      reasons: [`the queue "${queue.name}" is not active`],
    };
  const now = deps.clock.now();
  if (!(await isQueueOpen(deps, queue, now)))
    return { outcome: 'closed_hours', queue: named, ...none, reasons: [`"${queue.name}" is closed now`] };

  const item = imagined(queue, request, now, deps.settings());
  const { offers, agents, pending } = await planAssignment(deps, item);
  const planned = offers.find((offer) => offer.item === item);
  const decision = planned?.decision ?? chooseAgent(item, agents, pending, now, deps.settings());
  const reasons = decision.reasons.map(({ agentId, why }) => `${nameOf(agents, agentId)}: ${why}`);
  const present = agents.filter((agent) => couldEverTake(item, agent, now, deps.settings()));
  if (present.length === 0)
    return {
      outcome: 'no_agents',
      queue: named,
      ...none,
      reasons: reasons.length > 0 ? reasons : ['nobody who works on this queue is signed in'],
    };
  const position = 1 + (await deps.workItems.countBefore(queue.id, item));
  const recent = await recentWaits(deps, queue.id);
  return {
    outcome: planned === undefined ? 'queued' : 'offered',
    queue: named,
    position,
    estimatedWaitSeconds: estimateWait(position, recent, present.length),
    reasons,
  };
}

/** By id, else by name; the default queue, the one served first, when none is named. */
function pickQueue(queues: Queue[], wanted: string | undefined): Queue | null {
  if (wanted === undefined || wanted === '') return queues.find((queue) => queue.isDefault) ?? null;
  return queueNamed(queues, wanted);
}

/** The work as it would enter the queue now, last of those who enter at this moment. */
function imagined(
  queue: Queue,
  { type = 'chat', skills = [], sentiment = null, scope }: AssessRequest,
  now: Date,
  settings: Settings,
): WorkItem {
  const work = {
    workItemId: '\uffff',
    interactionId: '',
    number: '',
    queueId: queue.id,
    type,
    size: sizeOf(type, settings, queue),
    skills: requiredSkills(skills),
    shortDescription: '',
    openedFor: { id: '', name: '' },
    sentiment,
    scope,
    priority: priorityOf(sentiment, settings.sentiment.priority),
  };
  return newWorkItem(work, now);
}

function nameOf(agents: Agent[], id: string): string {
  return agents.find((agent) => agent.id === id)?.name ?? id;
}
