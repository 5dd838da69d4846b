import type { NameRef } from '../../contracts/header.ts';
import { requiredSkills } from '../../contracts/skills.ts';
import type { Assessment, AssessRequest, ConditionFacts, HandoffDeps } from '../handoff.ts';
import { type Decision, newWorkItem, type WorkItem } from '../workItem.ts';
import { chooseAgent, decisionOf } from './chooseAgent.ts';
import { candidatesOf } from './eligibility.ts';
import { couldEverTake } from './objection.ts';
import { planAssignment } from './planAssignment.ts';
import { priorityIn } from './priorityIn.ts';
import type { Queue } from './queue.ts';
import { queueFor } from './queueFor.ts';
import { standingOf } from './queueInfo.ts';
import { isOpenNow, type RoutingView, readRoutingView, waitsForOpening } from './routingView.ts';
import { sizeOf } from './sizeOf.ts';
import { weighWork } from './weighWork.ts';

const mostReasons = 5;

/**
 * What asking for a person would come to now (design §4): the router's own plan with this work added, so that
 * the answer cannot differ from what `assign` does (domain F7 5, E 3).
 */
export async function assess(deps: HandoffDeps, request: AssessRequest): Promise<Assessment> {
  const view = await readRoutingView(deps);
  const type = typeOf(request);
  const queue = queueFor(deps, view.queues, request.queue, type, factsOf(request));
  const none = { position: null, estimatedWaitRange: null };
  if (queue === null) {
    const why =
      request.queue === undefined ? 'there is no default queue' : `there is no queue "${request.queue}"`;
    return { outcome: 'refused', queue: null, ...none, reasons: [why] };
  }
  const named: NameRef = { id: queue.id, name: queue.name };
  if (!queue.active)
    return {
      outcome: 'refused',
      queue: named,
      ...none,
      reasons: [`the queue "${queue.name}" is not active`],
    };
  const open = isOpenNow(queue, view);
  const waits = !open && waitsForOpening.has(type);
  if (!open && !waits)
    return { outcome: 'closed_hours', queue: named, ...none, reasons: [`"${queue.name}" is closed now`] };

  const item = await imagined(deps, queue, request, view);
  const { offers } = await planAssignment(deps, view, { extra: item });
  const planned = offers.find((offer) => offer.item === item);
  const candidates = candidatesOf(view, queue);
  const decision = planned?.decision ?? decisionOf(chooseAgent(item, candidates, view), view.now);
  const names = new Map(view.agents.map(({ id, name }) => [id, name]));
  const reasons = nearest(decision, names);
  const present = candidates.filter((candidate) => couldEverTake(item, candidate, view));
  if (present.length === 0 && !waits)
    return {
      outcome: 'no_agents',
      queue: named,
      ...none,
      reasons: reasons.length > 0 ? reasons : ['nobody who works on this queue is signed in'],
    };
  const { position, estimatedWaitRange } = await standingOf(deps, queue, item, view);
  return {
    outcome: planned === undefined ? 'queued' : 'offered',
    queue: named,
    position,
    estimatedWaitRange: waits ? null : estimatedWaitRange,
    reasons: waits ? [`"${queue.name}" is closed now; it waits for the opening`, ...reasons] : reasons,
  };
}

/** The log of the conversation keeps these for good; the decision log has the others. */
function nearest({ reasons, more = 0 }: Decision, names: ReadonlyMap<string, string>): string[] {
  const told = reasons
    .slice(0, mostReasons)
    .map(({ agentId, why }) => `${names.get(agentId) ?? agentId}: ${why}`);
  const others = reasons.length - told.length + more;
  return others === 0 ? told : [...told, `and ${others} more`];
}

/** The work as it would enter the queue now, last of those who enter at this moment. */
async function imagined(
  deps: HandoffDeps,
  queue: Queue,
  request: AssessRequest,
  view: RoutingView,
): Promise<WorkItem> {
  const { skills = [], sentiment = null, scope, of: state, context } = request;
  const type = typeOf(request);
  const { settings, now } = view;
  const weight =
    state === undefined
      ? {
          size: sizeOf(type, settings, queue),
          priority: priorityIn(deps, queue, sentiment, settings, null),
          affinity: [],
        }
      : await weighWork(deps, queue, state, context === undefined ? {} : { context });
  const work = {
    workItemId: '\uffff',
    interactionId: '',
    number: '',
    queueId: queue.id,
    type,
    skills: requiredSkills(skills),
    shortDescription: '',
    openedFor: { id: '', name: '' },
    sentiment,
    scope,
  };
  return newWorkItem(work, now, weight);
}

function typeOf({ type, of: state }: AssessRequest): WorkItem['type'] {
  return type ?? state?.header.type ?? 'chat';
}

function factsOf({ of: state, context }: AssessRequest): ConditionFacts | null {
  return state === undefined
    ? null
    : { interaction: state.header, context: { ...state.context, ...context } };
}
