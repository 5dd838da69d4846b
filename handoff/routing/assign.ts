import { AppError } from '../../contracts/errors.ts';
import { type Agent, freeOf } from '../agent.ts';
import type { HandoffContext } from '../context.ts';
import { offerOf } from '../offerOf.ts';
import { sideBySide } from '../sideBySide.ts';
import { finishTaking, takeUnitAndWork } from '../takeWork.ts';
import { offerStep, undoOfferStep, unreserveStep } from '../workItemSteps.ts';
import { type PlannedOffer, planAssignment } from './planAssignment.ts';
import { readRoutingView } from './routingView.ts';

/** How often a pass plans anew because another node was first somewhere. The sweeper comes back to the rest. */
const rounds = 5;
/** Agents that are offered work at the same time. */
const parallel = 16;

/**
 * Offers as much waiting work as possible (domain D2); with `freed`, what waits for these agents, who became free.
 * Answers how many offers were made, or work given at once.
 */
export async function assign(
  deps: HandoffContext,
  freed: ReadonlySet<string> | null = null,
): Promise<number> {
  let made = 0;
  for (let round = 0; round < rounds; round += 1) {
    const view = await readRoutingView(deps);
    const { offers, releases } = await planAssignment(deps, view, { freed });
    for (const { item, why } of releases) {
      await deps.workItems.step(item, unreserveStep(item, view.now, why));
      deps.notify({ kind: 'queue_moved', queueId: item.queueId });
    }
    const perAgent = byAgent(offers);
    let raced = releases.length > 0;
    await sideBySide(perAgent, parallel, async (mine) => {
      const done = await giveInTurn(deps, mine);
      made += done;
      if (done < mine.length) raced = true;
    });
    if (!raced) break;
  }
  return made;
}

function byAgent(offers: PlannedOffer[]): PlannedOffer[][] {
  const groups = new Map<string, PlannedOffer[]>();
  for (const offer of offers) groups.set(offer.agent.id, [...(groups.get(offer.agent.id) ?? []), offer]);
  return [...groups.values()];
}

/** To one agent, one after the other. Answers how many; fewer than all when another node was first. */
async function giveInTurn(deps: HandoffContext, offers: PlannedOffer[]): Promise<number> {
  let made = 0;
  for (const planned of offers) {
    const rev = planned.agent.rev + made;
    const outcome = planned.rule.autoAccept
      ? await give(deps, planned, rev)
      : await offer(deps, planned, rev);
    if (outcome === 'agent_changed') return made;
    if (outcome === 'done') made += 1;
  }
  return made;
}

/** `item_changed`: another node was first with the work; `agent_changed`: with this agent. */
type Outcome = 'done' | 'item_changed' | 'agent_changed';

async function offer(
  deps: HandoffContext,
  { item, agent, queue, rule, decision }: PlannedOffer,
  rev: number,
): Promise<Outcome> {
  const now = deps.clock.now();
  const { offerSeconds, presenceAfterTimeout } = deps.settings().handoff;
  const terms = {
    mayReject: rule.mayReject,
    presenceAfterTimeout: rule.presenceAfterTimeout ?? presenceAfterTimeout,
  };
  const step = offerStep(item, agent.id, now, rule.offerSeconds ?? offerSeconds, decision, terms);
  const offered = await deps.workItems.step(item, step);
  if (offered === null) return 'item_changed';
  // The race this guards: two nodes offering different work to an agent with room for one.
  if (!(await deps.agents.countOffer(agent.id, rev))) {
    await deps.workItems.step(offered, undoOfferStep(offered, now));
    return 'agent_changed';
  }
  deps.notify({ kind: 'offer_made', agentId: agent.id, offer: offerOf(offered, queue.name, now) });
  return 'done';
}

/** The agent has it at once. The unit is taken only from the agent that the plan saw: the same guard as an offer's. */
async function give(
  deps: HandoffContext,
  { item, agent, decision }: PlannedOffer,
  rev: number,
): Promise<Outcome> {
  const fits = (now: Agent): boolean =>
    now.rev === rev && freeOf(now, item.type, deps.settings()) >= item.size;
  const outcome = await takeUnitAndWork(deps, agent, item, { fits, why: 'by the rule', decision });
  // Also when the work had changed: the unit was taken and given back, and the agent's `rev` with it.
  if (outcome !== 'taken') return 'agent_changed';
  try {
    await finishTaking(deps, agent, item, true);
  } catch (error) {
    // The requester has left meanwhile, and the work ended with the conversation: nobody is to blame.
    if (!(error instanceof AppError && error.code === 'gone')) throw error;
  }
  return 'done';
}
