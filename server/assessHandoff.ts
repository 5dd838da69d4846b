import type { Assessment, Handoff } from '../handoff/handoff.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { HandoffWish } from '../topics/dialog.ts';

/**
 * What a topic's wish for a person would come to now: what a transfer gets, and what asking beforehand is told (domain
 * F7 5). A topic that names a queue which is not there must not be a dead end (domain F7 4): the default queue takes it.
 */
export async function assessHandoff(
  handoff: Handoff,
  { queue, skills = [], context = {}, nobodyCame }: HandoffWish,
  state: ConversationState,
): Promise<Assessment> {
  if (nobodyCame === true) return nobody;
  const { sentiment, domain, application } = state.header;
  const at = { skills, sentiment, scope: { domain, application }, of: state, context };
  const wanted = await handoff.assess(queue === undefined ? at : { queue, ...at });
  if (wanted.outcome !== 'refused' || queue === undefined) return wanted;
  const instead = await handoff.assess(at);
  return { ...instead, reasons: [...wanted.reasons, ...instead.reasons] };
}

/** Whoever asked again would wait again, and so on without end. */
const nobody: Assessment = {
  outcome: 'no_agents',
  queue: null,
  position: null,
  estimatedWaitRange: null,
  reasons: ['nobody came in time, and the requester has said nothing since'],
};
