import type { Queue } from '../contracts/handoff.ts';
import type { ConversationChanged } from '../contracts/sockets.ts';
import { hasEnded } from '../contracts/states.ts';
import { textIn } from '../handoff/waiting/queueText.ts';
import type { ConversationState } from '../interactions/conversationState.ts';

/**
 * What the queue asks after a live conversation (domain D2, post-chat survey): one that its agent ended, or the requester
 * once an agent had come. Null: nothing, or it was answered. Pure.
 */
export function surveyOf(
  { header, facts, surveyAnswered }: ConversationState,
  queue: Pick<Queue, 'survey'> | null,
): NonNullable<ConversationChanged['survey']> | null {
  const survey = queue?.survey ?? null;
  const talked =
    header.stateReason === 'agent_ended' || (header.stateReason === 'user_ended' && facts.accepted);
  const reads = header.type === 'chat' || header.type === 'messaging';
  if (survey === null || !hasEnded(header.state) || !talked || !reads || surveyAnswered === true) return null;
  const question = textIn(survey.question, header.locale);
  return question === null ? null : { question, comment: survey.comment };
}
