import type { InteractionHeader } from '../../contracts/header.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnEvent } from '../../interactions/turn.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { systemText } from '../handoffEvents.ts';
import { recordOwner } from '../recordOwner.ts';
import type { Queue } from '../routing/queue.ts';
import { weighWork } from '../routing/weighWork.ts';
import { textsFor } from '../texts.ts';
import type { WorkItem } from '../workItem.ts';
import { moveStep, noteStep } from '../workItemSteps.ts';
import { ladderAt } from './dueAt.ts';
import { type Climb, nextRung } from './nextRung.ts';
import { queueText } from './queueText.ts';
import { queueWords } from './queueWords.ts';
import { stillWaits } from './takeSteps.ts';
import { longestWait, ownerOf, type WaitingView } from './waitingView.ts';

type Rung<K extends Climb['rung']['kind']> = Extract<Climb['rung'], { kind: K }>;

/**
 * The wait is too long: the next rung of the ladder, once on any number of nodes. An offer that stood when the time
 * came is honoured (domain D2: the offer time-out overrides max wait); one that was made later is withdrawn, so that the
 * end comes even when everybody rejects or lets offers pass (domain D3). Answers the work as it waits on; null: it does
 * not, or somebody changed it meanwhile, and the next sweep looks again.
 */
export async function climbLadder(
  deps: HandoffContext,
  item: WorkItem,
  view: WaitingView,
): Promise<WorkItem | null> {
  const now = deps.clock.now();
  const owner = ownerOf(view, item);
  const due = ladderAt(item, longestWait(view, item));
  if (due === null || due > now) return item;
  if (item.offeredAt !== null && item.offeredAt < due) return item;
  const before = await deps.conversations.load(item.interactionId);
  const virtualAgent = mayHaveVirtualAgent(before.header);
  const { rung, rungsDone } = nextRung(owner?.ladder ?? [], item.rungsDone, {
    opens: (queueId) => queueId !== item.queueId && view.open.has(queueId),
    virtualAgent,
  });
  if (item.rungsDone === 0 && virtualAgent) await sayMaxWait(deps, item, owner, view);
  switch (rung.kind) {
    case 'stay':
      return deps.workItems.step(item, noteStep(item, { rungsDone }));
    case 'wait':
      return deps.workItems.step(
        item,
        noteStep(item, { rungsDone, ladderAt: secondsAfter(now, rung.seconds) }),
      );
    case 'queue':
      return moveOn(deps, item, before, rung, rungsDone, view);
    default:
      await giveBack(deps, item, rung, view);
      return null;
  }
}

/** What agents opened, and what has no words to be answered by, never was the Virtual Agent's. */
function mayHaveVirtualAgent({ type, direction }: InteractionHeader): boolean {
  return (type === 'chat' || type === 'messaging') && direction === 'inbound';
}

/** Said once, before the first rung: under a name of its own, which the log takes once. */
async function sayMaxWait(
  deps: HandoffContext,
  item: WorkItem,
  owner: Queue | null,
  view: WaitingView,
): Promise<void> {
  const clientMessageId = `${item.id}/${item.queuedAt.getTime()}/max_wait`;
  await deps.conversations.change(
    item.interactionId,
    async (state) => {
      if (!(await stillWaits(deps, state, item))) return null;
      const { locale } = state.header;
      const own = queueText(owner, 'maxWait', locale);
      const words =
        own === null || owner === null ? null : await queueWords(deps, view, own, owner, item, locale);
      return {
        cause: { kind: 'system', action: 'max_wait', clientMessageId },
        events: [],
        messages: [systemText(words ?? textsFor(locale).maxWait)],
      };
    },
    clientMessageId,
  );
}

/**
 * To another queue, with the time waited so far. The guarded step first, because the work item says where the work is;
 * then the log and the requester, as it is then. After a crash in between repair sees that the log names another queue.
 */
async function moveOn(
  deps: HandoffContext,
  item: WorkItem,
  before: ConversationState,
  rung: Rung<'queue'>,
  rungsDone: number,
  { queues }: WaitingView,
): Promise<WorkItem | null> {
  const now = deps.clock.now();
  const to = queues.find(({ id }) => id === rung.queue) ?? null;
  const weight = await weighWork(deps, to, before, item);
  const moved = await deps.workItems.step(
    item,
    moveStep(item, rung.queue, now, 'the wait was too long', {
      ...weight,
      rungsDone,
      ladderOf: item.ladderOf ?? item.queueId,
      ladderAt: secondsAfter(now, rung.seconds),
    }),
  );
  if (moved === null) return null;
  if (item.offeredTo !== null)
    deps.notify({
      kind: 'offer_withdrawn',
      agentId: item.offeredTo,
      workItemId: item.id,
      why: 'it went to another queue',
    });
  const noted = stepOf(item, queues, rung.kind, to?.name ?? rung.queue);
  const cause = { kind: 'system', action: 'max_wait' } as const;
  const { over, state } = await recordOwner(deps, item.interactionId, item.id, cause, [noted]);
  if (over) await settle(deps, state);
  for (const queueId of [item.queueId, rung.queue]) deps.notify({ kind: 'queue_moved', queueId });
  deps.assignSoon();
  return moved;
}

/**
 * Back to the Virtual Agent. The turn first, which the log takes from one node alone; then the work is cancelled. A crash
 * in between leaves work whose conversation somebody else has, which repair cancels. The other way round repair would
 * make the work again, and the wait would begin anew.
 */
async function giveBack(
  deps: HandoffContext,
  item: WorkItem,
  rung: Rung<'callback' | 'leave_message' | 'virtual_agent' | 'topic'>,
  { queues }: WaitingView,
): Promise<void> {
  const noted = stepOf(item, queues, rung.kind, rung.kind === 'topic' ? rung.topic : 'the wait was too long');
  const { state } = await deps.conversations.answer(item.interactionId, async (current) => {
    if (!(await stillWaits(deps, current, item))) return null;
    return deps.virtualAgent.takesBack(
      current,
      { kind: 'system', action: 'max_wait' },
      {
        why: 'the wait was too long',
        // biome-ignore lint/suspicious/noThenProperty: what the Virtual Agent goes on with; nothing awaits it.
        then: rung.kind === 'virtual_agent' ? { kind: 'anything_else' } : rung,
        told: null,
        events: [noted],
        // Work that entered a queue again in this turn would climb the ladder again, and so on without end.
        nobodyCame: true,
      },
    );
  });
  await settle(deps, state);
}

function stepOf(item: WorkItem, queues: readonly Queue[], step: string, what: string): TurnEvent {
  const queue = queues.find(({ id }) => id === item.queueId);
  return { type: 'wait_step', queue: { id: item.queueId, name: queue?.name ?? item.queueId }, step, what };
}

function secondsAfter(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1_000);
}
