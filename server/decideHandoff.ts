import type { HandoffDecision, HandoffRequest } from '../bot/virtualAgentBot.ts';
import type { Assessment, Handoff } from '../handoff/handoff.ts';
import { handoffEvents } from '../handoff/handoffEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';

/** Passes a topic's wish for a person on to the router and its answer back (design §2: they never meet). */
export async function decideHandoff(
  handoff: Handoff,
  newId: () => string,
  state: ConversationState,
  request: HandoffRequest,
): Promise<HandoffDecision> {
  const assessment = await assess(handoff, request, state);
  const words = await handoff.wordsFor(assessment, state.header.locale);
  const { events, messages } = handoffEvents(state, assessment, request, newId(), words);
  const { outcome } = assessment;
  if (outcome === 'offered' || outcome === 'queued')
    return { happens: true, outcome, events, send: messages };
  const resolved = {
    kind: 'handoff_resolved',
    outcome,
    ...(words === null ? {} : { message: words }),
  } as const;
  return { happens: false, events, resolved };
}

/** A topic that names a queue which is not there must not be a dead end (domain F7 4): the default queue takes it. */
async function assess(
  handoff: Handoff,
  { queue, skills, context }: HandoffRequest,
  state: ConversationState,
): Promise<Assessment> {
  const { sentiment, domain, application } = state.header;
  const at = { skills, sentiment, scope: { domain, application }, of: state, context };
  const wanted = await handoff.assess({ queue, ...at });
  if (wanted.outcome !== 'refused' || queue === undefined) return wanted;
  const instead = await handoff.assess(at);
  return { ...instead, reasons: [...wanted.reasons, ...instead.reasons] };
}
