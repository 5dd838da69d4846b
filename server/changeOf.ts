import type { ConversationChanged } from '../contracts/sockets.ts';
import { hasEnded } from '../contracts/states.ts';
import type { QueueInfo } from '../handoff/handoff.ts';
import type { Queues } from '../handoff/routing/queues.store.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { surveyOf } from './surveyOf.ts';

/** What both sides may know about how a conversation stands; the place in the queue comes from the router. */
export async function changeOf(
  state: ConversationState,
  deps: {
    queueInfo: (queueId: string, workItemId: string) => Promise<QueueInfo | null>;
    queues: Pick<Queues, 'get'>;
  },
): Promise<ConversationChanged> {
  const { owner, state: at, stateReason, assignedTo, locale, queue } = state.header;
  const waiting =
    owner === 'queue' && queue !== null && state.workItemId !== null
      ? await deps.queueInfo(queue.id, state.workItemId)
      : null;
  const survey = await surveyNow(state, deps.queues);
  const { members, errand } = state.live;
  // Who only advises the agent is nobody the requester talks to.
  const others = members.filter(({ role }) => role === 'public').map(({ agent: { name } }) => ({ name }));
  return {
    owner,
    state: at,
    stateReason,
    locale,
    ...(waiting === null
      ? {}
      : { queue: { ...waiting, estimatedWaitSeconds: waiting.estimatedWaitRange?.[1] ?? null } }),
    ...(owner === 'agent' && assignedTo !== null ? { agent: { name: assignedTo.name } } : {}),
    ...(others.length === 0 ? {} : { others }),
    ...(errand === null ? {} : { errand: errand.title }),
    ...(survey === null ? {} : { survey }),
  };
}

/** Without a look at the queues as long as the conversation goes on. */
async function surveyNow(state: ConversationState, queues: Pick<Queues, 'get'>) {
  const { queue } = state.header;
  if (queue === null || !hasEnded(state.header.state)) return null;
  return surveyOf(state, await queues.get(queue.id));
}
