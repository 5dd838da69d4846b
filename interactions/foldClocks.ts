import type { PostedMessage } from '../contracts/messages.ts';
import type { Owner } from '../contracts/states.ts';
import type { ConversationClocks, ConversationState } from './conversationState.ts';
import type { Turn } from './turn.ts';

/** True for what a person said to the requester; private notes and system texts are not answers. */
export function isAnswerOfAgent(message: PostedMessage): boolean {
  return message.from.kind === 'agent' && message.private !== true;
}

/**
 * Advances the clocks by one turn and writes the durations of the header, in seconds.
 * Definitions: `queueTime` = in the queue, summed; `waitTime` = from asking for a person to a person's first
 * words; `duration` = held by an agent, summed; `agentAverageResponseTime` = mean over bursts of requester
 * messages, each paired by its first message with the first agent message after it (domain A1).
 */
export function foldClocks(state: ConversationState, turn: Turn, ownerBefore: Owner): void {
  const { clocks, header } = state;
  const at = turn.at.toISOString();
  const owner = header.owner;
  const closed = turn.events.some((event) => event.type === 'conversation_closed');
  if (owner !== ownerBefore || closed) {
    stop(clocks, at);
    if (owner === 'queue') {
      clocks.queuedSince = at;
      clocks.waitingSince ??= clocks.waitMs === null ? at : null;
      clocks.burstSince = null;
    }
    if (owner === 'agent') clocks.acceptedSince = at;
    if (owner === 'virtual_agent' || owner === 'none') clocks.burstSince = null;
  }
  if (header.state === 'wrap_up') clocks.wrapUpSince ??= at;
  foldBurst(clocks, turn, owner, ownerBefore, at);
  header.queueTime = header.agentChat ? seconds(clocks.queueMs) : null;
  header.waitTime = clocks.waitMs === null ? null : seconds(clocks.waitMs);
  header.duration = clocks.handledMs > 0 || clocks.acceptedSince !== null ? seconds(clocks.handledMs) : null;
  header.wrapUpDuration = clocks.wrapUpMs > 0 ? seconds(clocks.wrapUpMs) : null;
  header.agentAverageResponseTime =
    clocks.responses === 0 ? null : seconds(clocks.responseMs / clocks.responses);
}

function stop(clocks: ConversationClocks, at: string): void {
  if (clocks.queuedSince !== null) clocks.queueMs += between(clocks.queuedSince, at);
  if (clocks.acceptedSince !== null) clocks.handledMs += between(clocks.acceptedSince, at);
  if (clocks.wrapUpSince !== null) clocks.wrapUpMs += between(clocks.wrapUpSince, at);
  clocks.queuedSince = null;
  clocks.acceptedSince = null;
  clocks.wrapUpSince = null;
}

function foldBurst(
  clocks: ConversationClocks,
  turn: Turn,
  owner: Owner,
  ownerBefore: Owner,
  at: string,
): void {
  const live = owner === 'agent' || owner === 'queue' || ownerBefore === 'agent';
  if (!live) return;
  if (turn.cause.kind === 'requester' && turn.cause.action === 'message' && ownerBefore === 'agent')
    clocks.burstSince ??= at;
  if (!turn.messages.some(isAnswerOfAgent)) return;
  if (clocks.waitingSince !== null) {
    clocks.waitMs = between(clocks.waitingSince, at);
    clocks.waitingSince = null;
  }
  if (clocks.burstSince !== null) {
    clocks.responseMs += between(clocks.burstSince, at);
    clocks.responses += 1;
    clocks.burstSince = null;
  }
}

function between(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

function seconds(ms: number): number {
  return Math.round(ms) / 1_000;
}
