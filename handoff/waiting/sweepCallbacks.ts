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

const batch = 200;
/** How often a running call is looked at. */
const lookEveryMs = 5_000;

/**
 * Callbacks that are due (W6, domain D3): the call is opened for the agents of its queue; once it has ended without
 * reaching anybody the next one comes, until there were enough of them or it is too late. Any number of nodes may do it.
 */
export async function sweepCallbacks(
  deps: HandoffContext,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<void> {
  for (const callback of await deps.callbacks.due(deps.clock.now(), batch))
    await attempt(deps, 'a callback', () =>
      callback.state === 'waiting' ? call(deps, callback, enqueue) : follow(deps, callback),
    );
}

/**
 * The call first, under an id that the callback keeps, so that it is opened once; then the guarded step. After a crash
 * in between the same call is tried again and is there already.
 */
async function call(
  deps: HandoffContext,
  callback: Callback,
  enqueue: (work: NewWork) => Promise<void>,
): Promise<void> {
  const now = deps.clock.now();
  const { callId } = callback;
  const asked = await deps.interactions.load(callback.interactionId);
  if (callback.expiresAt <= now || asked === null)
    return void (await deps.callbacks.step(callback, { state: 'given_up', open: false }));
  const waited = await deps.workItems.lastQueueOf(callback.interactionId);
  const queues = await deps.queues.all();
  const named = queueNamed(queues, callback.queue ?? '') ?? queueNamed(queues, waited ?? '');
  const queue = await standingQueue(deps, [named]);
  // Without any queue there is nobody to call: it is tried again until it is too late.
  if (queue === null) throw new Error('there is no queue whose agents could call back');
  const decide = (current: ConversationState) =>
    current.lastSeq > 0 ? null : callDraft(current, asked.state.header, callback.to, queue, callId);
  const known = (await deps.interactions.standings([callId])).length > 0;
  const { state } = known
    ? await deps.conversations.change(callId, decide)
    : await deps.conversations.open(callId, await deps.nextNumber(), decide);
  if (state.header.owner === 'queue' && (await deps.workItems.get(callId)) === null)
    await enqueue(workOf(state, callId, queue.id));
  await deps.callbacks.step(callback, {
    state: 'calling',
    attempts: callback.attempts + 1,
    dueAt: new Date(now.getTime() + lookEveryMs),
  });
}

/** What became of the call. */
async function follow(deps: HandoffContext, callback: Callback): Promise<void> {
  const now = deps.clock.now();
  const { header } = await deps.conversations.load(callback.callId);
  if (!isClosed(header.state) && header.state !== 'wrap_up') {
    const late = callback.expiresAt <= now && header.owner === 'queue';
    if (late) await expire(deps, callback);
    await deps.callbacks.step(
      callback,
      late ? { state: 'given_up', open: false } : { dueAt: new Date(now.getTime() + lookEveryMs) },
    );
    return;
  }
  if (reached(header)) return void (await deps.callbacks.step(callback, { state: 'done', open: false }));
  const { attempts, retrySeconds } = deps.settings().callbacks;
  const next = new Date(now.getTime() + retrySeconds * 1_000);
  const over = callback.attempts >= attempts || next >= callback.expiresAt;
  await deps.callbacks.step(
    callback,
    over ? { state: 'given_up', open: false } : { state: 'waiting', dueAt: next, callId: deps.newId() },
  );
}

/** Its agent ended it, and neither as unresolved nor noting that nobody answered. */
function reached({ resolution, disposition, assignedTo }: ConversationState['header']): boolean {
  return assignedTo !== null && resolution !== 'unresolved' && !/^no answer\b/i.test(disposition ?? '');
}

/** Nobody called in time: the call leaves the queue (domain D3: an overall timeout closes the task). */
async function expire(deps: HandoffContext, { callId }: Callback): Promise<void> {
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
}
