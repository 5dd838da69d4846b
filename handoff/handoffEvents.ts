import type { MessageDraft } from '../contracts/messages.ts';
import type { SkillWish } from '../contracts/skills.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { RecordValue, TurnEvent } from '../interactions/turn.ts';
import type { Assessment } from './handoff.ts';
import { textsFor } from './texts.ts';

/** What the Virtual Agent asked for on behalf of the requester. */
export interface HandoffRequest {
  shortDescription: string;
  skills: SkillWish[];
  /** The live-agent context variables (domain B5). */
  context: Record<string, RecordValue>;
}

/**
 * What a request for a person adds to its turn. When it will happen (`offered`, `queued`): the request with its
 * work item, the change of owner, and what the requester reads. Else: the refused request alone, without a work
 * item (domain C3 point 7: it stays in the log), and the Virtual Agent goes on. `words`: what the queue says of its own.
 * Pure.
 */
export function handoffEvents(
  state: ConversationState,
  assessment: Assessment,
  request: HandoffRequest,
  workItemId: string,
  words: string | null = null,
): { events: TurnEvent[]; messages: MessageDraft[] } {
  const { outcome, queue, reasons, position, estimatedWaitRange } = assessment;
  const happens = (outcome === 'offered' || outcome === 'queued') && queue !== null;
  const requested: TurnEvent = {
    type: 'handoff_requested',
    outcome,
    queue,
    shortDescription: request.shortDescription,
    workItemId: happens ? workItemId : null,
    position,
    skills: request.skills,
    context: request.context,
    reasons,
  };
  if (!happens) return { events: [requested], messages: [] };
  const { connecting, queuedAt } = textsFor(state.header.locale);
  const text = outcome === 'offered' ? connecting() : queuedAt(position, estimatedWaitRange);
  return {
    events: [
      requested,
      {
        type: 'owner_changed',
        from: state.header.owner,
        to: 'queue',
        why: 'a person was asked for',
        queue,
        workItemId,
      },
    ],
    messages: [systemText(words ?? text)],
  };
}

/** A text of the system itself: neither the Virtual Agent's nor an agent's words. */
export function systemText(text: string): MessageDraft {
  return { type: 'text', text, from: { kind: 'system', name: 'System' } };
}
