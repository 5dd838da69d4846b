import { isClosed } from '../../contracts/states.ts';
import { closeEvents } from '../../interactions/closeEvents.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import { attempt } from '../attempt.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { queueNamed, standingQueue } from '../routing/queueNamed.ts';
import { type NewWork, workOf } from '../workItem.ts';
import type { Callback } from './callbacks.store.ts';
import { callDraft } from './callDraft.ts';

/** How many are looked at in a round: those whose call is to come, and those whose call runs. */
const batch = 200;
/** How often a running call is looked at. */
const lookEveryMs = 5_000;
/** One that fails keeps the others waiting no longer than this, and is reported no more often. */
const tryAgainMs = 60_000;

/**
 * Callbacks that are due (domain D3): the call is opened for the agents of its queue; once it has ended without reaching
 * anybody the next one comes, until there were enough of them or it is too late. Any number of nodes may do it.
 */
export async function sweepCallbacks(
  deps: HandoffContext,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<void> {
  const look = (state: 'waiting' | 'calling', job: (callback: Callback) => Promise<unknown>) =>
    attempt(deps, 'callbacks', async () => {
      for (const callback of await deps.callbacks.due(state, deps.clock.now(), batch))
        await attempt(deps, 'a callback', async () => {
          try {
            await job(callback);
          } catch (error) {
            await deps.callbacks.step(callback, { dueAt: after(deps, tryAgainMs) });
            throw error;
          }
        });
    });
  await look('waiting', (callback) => call(deps, callback, enqueue));
  await look('calling', (callback) => follow(deps, callback));
}

/**
 * The call first, under an id that the callback keeps, so that it is opened once; then the guarded step. After a crash
 * in between the call is there already, and is followed whatever the time is by then.
 */
async function call(
  deps: HandoffContext,
  callback: Callback,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<unknown> {
  const state = (await stateOf(deps, callback.callId)) ?? (await opened(deps, callback));
  if (state === null) return giveUp(deps, callback);
  const { owner, queue } = state.header;
  if (owner === 'queue' && queue !== null && (await deps.workItems.get(callback.callId)) === null)
    await enqueue(workOf(state, callback.callId, queue.id));
  return deps.callbacks.step(callback, {
    state: 'calling',
    attempts: callback.attempts + 1,
    dueAt: after(deps, lookEveryMs),
  });
}

/** Null: it is too late, or where it was asked for is gone. */
async function opened(deps: HandoffContext, callback: Callback): Promise<ConversationState | null> {
  const { callId, interactionId } = callback;
  const asked = await deps.interactions.load(interactionId);
  if (callback.expiresAt <= deps.clock.now() || asked === null) return null;
  const queues = await deps.queues.all();
  const waited = await deps.workItems.lastQueueOf(interactionId);
  const named = queueNamed(queues, callback.queue ?? '') ?? queueNamed(queues, waited ?? '');
  const queue = await standingQueue(deps, [named]);
  // Without any queue there is nobody to call: it is tried again until it is too late.
  if (queue === null) throw new Error('there is no queue whose agents could call back');
  const decide = (current: ConversationState) =>
    current.lastSeq > 0 ? null : callDraft(current, asked.state.header, callback.to, queue, callId);
  // After a crash its header may be there without a turn.
  const begun = (await deps.interactions.standings([callId])).length > 0;
  const { state } = begun
    ? await deps.conversations.change(callId, decide)
    : await deps.conversations.open(callId, await deps.nextNumber(), decide);
  return state;
}

/** What became of the call. */
async function follow(deps: HandoffContext, callback: Callback): Promise<unknown> {
  const now = deps.clock.now();
  const found = await stateOf(deps, callback.callId);
  if (found === null) return giveUp(deps, callback);
  const late = callback.expiresAt <= now && found.header.owner === 'queue';
  const { header } = late ? await expire(deps, callback) : found;
  if (!isClosed(header.state) && header.state !== 'wrap_up')
    return deps.callbacks.step(callback, { dueAt: after(deps, lookEveryMs) });
  if (reached(header)) return deps.callbacks.step(callback, { state: 'done', open: false });
  const { attempts, retrySeconds } = deps.settings().callbacks;
  const next = after(deps, retrySeconds * 1_000);
  if (callback.attempts >= attempts || next >= callback.expiresAt) return giveUp(deps, callback);
  return deps.callbacks.step(callback, { state: 'waiting', dueAt: next, callId: deps.newId() });
}

/** Null: there is no such call, or it was deleted. */
async function stateOf(deps: HandoffContext, callId: string): Promise<ConversationState | null> {
  const [known] = await deps.interactions.standings([callId]);
  if (known === undefined) return null;
  const state = await deps.conversations.load(callId);
  return state.lastSeq === 0 ? null : state;
}

function giveUp(deps: HandoffContext, callback: Callback): Promise<unknown> {
  return deps.callbacks.step(callback, { state: 'given_up', open: false });
}

function after({ clock }: HandoffContext, ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}

/** Its agent ended it, and neither as unresolved nor noting that nobody answered. */
function reached({ resolution, disposition, assignedTo }: ConversationState['header']): boolean {
  return assignedTo !== null && resolution !== 'unresolved' && !/^no answer\b/i.test(disposition ?? '');
}

/** Nobody called in time: the call leaves the queue, unless somebody has just taken it (domain D3: an overall timeout closes the task). */
async function expire(deps: HandoffContext, { callId }: Callback): Promise<ConversationState> {
  const { state } = await deps.conversations.change(callId, (current) =>
    current.header.owner === 'queue'
      ? {
          cause: { kind: 'system', action: 'callback_expired' },
          events: closeEvents(
            current,
            'system_end',
            { kind: 'system', name: 'System' },
            current.header.shortDescription,
          ),
          messages: [],
        }
      : null,
  );
  await settle(deps, state);
  return state;
}
