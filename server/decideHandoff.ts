import type { HandoffDecision, HandoffRequest } from '../bot/virtualAgentBot.ts';
import type { Handoff } from '../handoff/handoff.ts';
import { handoffEvents } from '../handoff/handoffEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { assessHandoff } from './assessHandoff.ts';

/** Passes a topic's wish for a person on to the router and its answer back (design §2: they never meet). */
export async function decideHandoff(
  handoff: Handoff,
  newId: () => string,
  state: ConversationState,
  request: HandoffRequest,
): Promise<HandoffDecision> {
  const assessment = await assessHandoff(handoff, request, state);
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
