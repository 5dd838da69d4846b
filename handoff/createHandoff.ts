import { acceptOffer, rejectOffer } from './acceptOffer.ts';
import { attempt } from './attempt.ts';
import { claimWork } from './claimWork.ts';
import { coalesce } from './coalesce.ts';
import type { HandoffContext } from './context.ts';
import { enqueueWork } from './enqueueWork.ts';
import { settle } from './finishWork.ts';
import { heldItem } from './giveBackWork.ts';
import type { Handoff, HandoffDeps } from './handoff.ts';
import { inbox } from './inbox.ts';
import { endConversation } from './live/endConversation.ts';
import { endForOthers } from './live/endForOthers.ts';
import { endWrapUp } from './live/endWrapUp.ts';
import { hold, resume } from './live/holdConversation.ts';
import { expireInvitations } from './live/invitations.ts';
import { createLiveActs } from './live/liveActs.ts';
import { openInteraction } from './live/openInteraction.ts';
import {
  arrived,
  forgetPresences,
  leaveRemovedStates,
  presenceHistory,
  restInactive,
  setPresence,
} from './presence.ts';
import { repairAgents, repairWork } from './repair.ts';
import { repairMissingWork } from './repairMissing.ts';
import { assess } from './routing/assess.ts';
import { assign as assignNow } from './routing/assign.ts';
import { explainAnew } from './routing/explain.ts';
import { waitingIn } from './routing/queueInfo.ts';
import { routingLog } from './routing/routingLog.ts';
import { createSideJobs } from './sideJobs.ts';
import { expireOffers, takeBackLostWork } from './sweep.ts';
import { sweepCallbacks } from './waiting/sweepCallbacks.ts';
import { sweepWaiting } from './waiting/sweepWaiting.ts';
import { wordsFor } from './waiting/wordsFor.ts';
import type { NewWork } from './workItem.ts';

/** How often the repair of what crashes left runs, beside once at the first sweep. */
const repairEveryMs = 30_000;
/** Waiting work that is looked at side by side: the topics of its steps may wait for other systems. */
const parallelLooks = 8;

/** Live handoff (design §4): queues, presence, routing, offers, and who holds the work. */
export function createHandoff(deps: HandoffDeps): Handoff {
  const { agents, clock, nodeId } = deps;
  const background = new Set<Promise<unknown>>();
  const looks = createSideJobs(parallelLooks);
  let repairedAt: number | null = null;
  const actedAt = new Map<string, number>();

  /** What `settled` waits for. The caller deals with a failure. */
  function track<T>(job: Promise<T>): Promise<T> {
    const done = (): void => {
      background.delete(job);
    };
    background.add(job);
    job.then(done, done);
    return job;
  }

  /** Who became free since the last assignment began; null: more than that changed. */
  let freed: Set<string> | null = new Set();
  const assignDue = coalesce((): Promise<number> => {
    const due = freed;
    freed = new Set();
    return assignNow(context, due);
  });
  const assign = (): Promise<number> => {
    freed = null;
    return assignDue();
  };
  const context: HandoffContext = {
    ...deps,
    assignSoon(agentId) {
      if (agentId === undefined) freed = null;
      else freed?.add(agentId);
      track(assignDue().catch((error: unknown) => deps.failed(error, 'assigning work')));
    },
  };
  const enqueue = (work: NewWork): Promise<void> => enqueueWork(context, work, assign);

  async function sweep({ takeBack = true }: { takeBack?: boolean } = {}): Promise<void> {
    await attempt(context, 'expiring offers', () => expireOffers(context));
    await attempt(context, 'resting inactive agents', () => restInactive(context));
    await attempt(context, 'expiring invitations', () => expireInvitations(context));
    if (takeBack) await attempt(context, 'taking back lost work', () => takeBackLostWork(context));
    await attempt(context, 'callbacks', () => sweepCallbacks(context, enqueue));
    const now = clock.now().getTime();
    if (repairedAt === null || now - repairedAt >= repairEveryMs) {
      repairedAt = now;
      await attempt(context, 'repairing work', () => repairWork(context));
      await attempt(context, 'repairing agents', () => repairAgents(context));
      await attempt(context, 'repairing missing work', () => repairMissingWork(context, enqueue));
      await attempt(context, 'forgetting old presences', () => forgetPresences(context));
      await attempt(context, 'leaving removed states', () => leaveRemovedStates(context));
      await attempt(context, 'naming what work needs', async () =>
        deps.workItems.nameNeeds((await deps.queues.all()).map(({ id }) => id)),
      );
    }
    await attempt(context, 'assigning work', assign);
    await attempt(context, 'saying why work waits', () => explainAnew(context));
  }

  return {
    assess: (request) => assess(deps, request),
    wordsFor: (assessment, locale) => wordsFor(deps, assessment, locale),
    enqueue,
    assign,
    sweepWaiting: () => sweepWaiting(context, looks),
    accept: (agentId, workItemId) => acceptOffer(context, agentId, workItemId),
    reject: (agentId, workItemId, reason) => rejectOffer(context, agentId, workItemId, reason),
    claim: (agentId, interaction, supervises) => claimWork(context, agentId, interaction, supervises),
    end: (agentId, interaction, resolution, shortDescription, disposition) =>
      endConversation(context, agentId, interaction, resolution, { shortDescription, disposition }),
    open: (by, request) => openInteraction(context, by, request, enqueue),
    endForOthers: (actor, id, notes) => endForOthers(context, actor, id, notes),
    hold: (actor, id, waitingReason) => hold(context, actor, id, waitingReason),
    resume: (actor, id) => resume(context, actor, id),
    endWrapUp: (actor, id, noted) => endWrapUp(context, actor, id, noted),
    holds: async (agentId, interaction) => (await heldItem(deps, agentId, interaction)) !== undefined,
    // Callers often do not wait for it: it follows a turn that is already told.
    settle: (state) => track(settle(context, state)),
    setPresence: (agentId, state, reason) => setPresence(context, agentId, state, reason),
    presenceHistory: (agentId, limit) => presenceHistory(context, agentId, limit),
    async acted(agentId) {
      const { inactiveSeconds } = deps.settings().presence;
      const now = clock.now();
      // A write now and then is enough to know who is there.
      const known = actedAt.get(agentId) ?? -Infinity;
      if (inactiveSeconds === 0 || now.getTime() - known < (inactiveSeconds * 1_000) / 10) return;
      actedAt.set(agentId, now.getTime());
      await agents.acted(agentId, now);
    },
    live: createLiveActs(context),
    lostSeen: (agentId) => agents.lostSeen(agentId),
    arrived: (agentId) => arrived(context, agentId),
    beat: (agentIds) => agents.beat(agentIds, nodeId, clock.now()),
    left(agentId) {
      actedAt.delete(agentId);
      return agents.leave(agentId, nodeId, clock.now());
    },
    agent: (agentId) => agents.get(agentId),
    inbox: (agentId) => inbox(context, agentId),
    waitingIn: (queueId, limit) => waitingIn(deps, queueId, limit),
    routing: (interaction, reader) => routingLog(deps, interaction, reader),
    sweep,
    async settled() {
      do {
        await looks.over();
        await Promise.allSettled(background);
      } while (background.size > 0);
    },
  };
}
