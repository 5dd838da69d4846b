import type { HandoffDecision, HandoffRequest } from '../bot/virtualAgentBot.ts';
import type { Handoff } from '../handoff/handoff.ts';
import { handoffEvents } from '../handoff/handoffEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';

/** Passes a topic's wish for a person on to the router and its answer back (design §2: they never meet). */
export async function decideHandoff(
  handoff: Handoff,
  newId: () => string,
  state: ConversationState,
  request: HandoffRequest,
): Promise<HandoffDecision> {
  const assessment = await handoff.assess({ queue: request.queue, skills: request.skills });
  const { events, messages } = handoffEvents(state, assessment, request, newId());
  const { outcome } = assessment;
  if (outcome === 'offered' || outcome === 'queued') return { happens: true, events, send: messages };
  return { happens: false, events, resolved: { kind: 'handoff_resolved', outcome } };
}
