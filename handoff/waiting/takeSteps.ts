import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnCause, TurnDraft, TurnEvent } from '../../interactions/turn.ts';
import type { HandoffContext } from '../context.ts';
import { systemText } from '../handoffEvents.ts';
import type { Queue } from '../routing/queue.ts';
import { isWaiting, type WorkItem } from '../workItem.ts';
import { noteStep, raiseStep } from '../workItemSteps.ts';
import { type DueStep, dueSteps } from './dueSteps.ts';
import { textIn } from './queueText.ts';
import { queueWords } from './queueWords.ts';
import type { WaitingView } from './waitingView.ts';

/**
 * Does what the queue's steps ask for by now, once on any number of nodes (domain D2 "queue triggers").
 *
 * The turn first, under a name of its own that the log takes once; then the guarded step, which says that it is done
 * and raises the priority. After a crash in between, or on another node, the same turn is tried again and the log has
 * it already. The other way round the crash would take the words from the requester for good. Answers the work as it is
 * then; null: somebody changed it meanwhile, and the next sweep looks again.
 */
export async function takeSteps(
  deps: HandoffContext,
  item: WorkItem,
  view: WaitingView,
): Promise<WorkItem | null> {
  const queue = view.queues.find(({ id }) => id === item.queueId);
  if (queue === undefined) return null;
  const now = deps.clock.now();
  const elapsed = now.getTime() - item.queuedAt.getTime();
  const { due } = dueSteps(queue.steps, item.stepsDone, elapsed);
  if (due.length === 0) return item;
  for (const one of due) await recordStep(deps, item, queue, one, view);
  const by = due.reduce((sum, { step }) => sum + (step.do.kind === 'priority' ? step.do.by : 0), 0);
  // From here on the next ones are counted: those of this very moment are done.
  const set = { stepsDone: elapsed + 1 };
  const done = await deps.workItems.step(
    item,
    by === 0
      ? noteStep(item, set)
      : raiseStep(item, by, now, `waits for ${Math.round(elapsed / 1_000)} s`, set),
  );
  if (done !== null && by !== 0) {
    deps.notify({ kind: 'queue_moved', queueId: item.queueId });
    deps.assignSoon();
  }
  return done;
}

async function recordStep(
  deps: HandoffContext,
  item: WorkItem,
  queue: Queue,
  due: DueStep,
  view: WaitingView,
): Promise<void> {
  const { place, at } = due;
  const clientMessageId = `${item.id}/${item.queuedAt.getTime()}/${place}/${at}`;
  const cause: TurnCause = { kind: 'system', action: 'wait_step', clientMessageId };
  await deps.conversations.answer(
    item.interactionId,
    async (state) =>
      (await stillWaits(deps, state, item)) ? stepDraft(deps, state, item, queue, due, cause, view) : null,
    clientMessageId,
  );
}

/** It waits as it did when it was read: nobody has it, and it did not go to another queue. */
export async function stillWaits(
  deps: HandoffContext,
  { header, workItemId }: ConversationState,
  { id, queueId, queuedAt }: WorkItem,
): Promise<boolean> {
  if (workItemId !== id || header.owner !== 'queue') return false;
  const now = await deps.workItems.get(id);
  return (
    now !== null && isWaiting(now) && now.queueId === queueId && now.queuedAt.getTime() === queuedAt.getTime()
  );
}

async function stepDraft(
  deps: HandoffContext,
  state: ConversationState,
  item: WorkItem,
  queue: Queue,
  { step }: DueStep,
  cause: TurnCause,
  view: WaitingView,
): Promise<TurnDraft> {
  const named = { id: queue.id, name: queue.name };
  const noted = (what: string): TurnEvent => ({
    type: 'wait_step',
    queue: named,
    step: step.do.kind,
    what: what.slice(0, 500),
  });
  switch (step.do.kind) {
    case 'say': {
      const { locale } = state.header;
      const text = textIn(step.do.text, locale);
      const words = text === null ? null : await queueWords(deps, view, text, queue, item, locale);
      const messages = words === null ? [] : [systemText(words)];
      return { cause, events: [noted(words ?? 'nothing: what it speaks of is not known now')], messages };
    }
    case 'priority':
      return { cause, events: [noted(`+${step.do.by}`)], messages: [] };
    case 'topic': {
      const { topic } = step.do;
      if (state.live.errand !== null)
        return { cause, events: [noted(`${topic}: another topic runs`)], messages: [] };
      try {
        const draft = await deps.virtualAgent.startsErrand(state, cause, topic, null);
        return { ...draft, cause, events: [noted(topic), ...draft.events] };
      } catch (error) {
        // A topic that is gone, or not for this channel, is the administrator's to mend: the record says so.
        if (!(error instanceof AppError)) throw error;
        return { cause, events: [noted(`${topic}: ${error.message}`)], messages: [] };
      }
    }
  }
}
