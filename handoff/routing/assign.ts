import type { HandoffDeps } from '../handoff.ts';
import { offerOf } from '../offerOf.ts';
import { offerStep, undoOfferStep } from '../workItemSteps.ts';
import { type PlannedOffer, planAssignment } from './planAssignment.ts';

/** How often a pass plans anew because another node was first somewhere. The sweeper comes back to the rest. */
const rounds = 5;
/** Agents that are offered work at the same time. */
const parallel = 16;

/** Offers as much waiting work as possible (domain D2). Answers how many offers were made. */
export async function assign(deps: HandoffDeps): Promise<number> {
  let made = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { offers } = await planAssignment(deps);
    if (offers.length === 0) return made;
    const perAgent = byAgent(offers);
    let raced = false;
    const worker = async (): Promise<void> => {
      for (let mine = perAgent.shift(); mine !== undefined; mine = perAgent.shift()) {
        const done = await offerInTurn(deps, mine);
        made += done;
        if (done < mine.length) raced = true;
      }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, perAgent.length) }, worker));
    if (!raced) return made;
  }
  return made;
}

function byAgent(offers: PlannedOffer[]): PlannedOffer[][] {
  const groups = new Map<string, PlannedOffer[]>();
  for (const offer of offers) groups.set(offer.agent.id, [...(groups.get(offer.agent.id) ?? []), offer]);
  return [...groups.values()];
}

/** Makes the offers to one agent one after the other. Answers how many; fewer than all when another node was first. */
async function offerInTurn(deps: HandoffDeps, offers: PlannedOffer[]): Promise<number> {
  let made = 0;
  for (const { item, agent, queue, decision } of offers) {
    const now = deps.clock.now();
    const offered = await deps.workItems.step(
      item,
      offerStep(item, agent.id, now, deps.settings().handoff.offerSeconds, decision),
    );
    if (offered === null) continue;
    // The race this guards: two nodes offering different work to an agent with room for one.
    if (!(await deps.agents.countOffer(agent.id, agent.rev + made))) {
      await deps.workItems.step(offered, undoOfferStep(offered, now));
      return made;
    }
    made += 1;
    deps.notify({ kind: 'offer_made', agentId: agent.id, offer: offerOf(offered, queue.name, now) });
  }
  return made;
}
