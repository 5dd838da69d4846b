import type { PostedMessage } from '../contracts/messages.ts';
import type { Owner } from '../contracts/states.ts';
import type { ConversationClocks, Folded } from './conversationState.ts';
import type { Turn } from './turn.ts';

/** True for what a person said to the requester; private notes and system texts are not answers. */
export function isAnswerOfAgent(message: PostedMessage): boolean {
  return message.from.kind === 'agent' && message.private !== true;
}

/**
 * The clocks after a turn whose events are folded into the first already; `before`: the conversation without them.
 * What they measure: interactions/header/times.ts.
 */
export function foldClocks(
  { clocks: before, record }: Folded,
  turn: Turn,
  { record: { owner: ownerBefore }, live }: Pick<Folded, 'record' | 'live'>,
) {
  const clocks = { ...before };
  const at = turn.at.toISOString();
  const { owner, state } = record;
  if (owner !== ownerBefore) {
    stop(clocks, at);
    if (owner === 'queue') {
      clocks.queuedSince = at;
      if (clocks.waitMs === null) clocks.waitingSince ??= at;
    }
    if (owner === 'agent') clocks.acceptedSince = at;
    else clocks.burstSince = null;
    // Nobody came, and the Virtual Agent went on: what it talks about is nobody's wait.
    if (owner === 'virtual_agent') clocks.waitingSince = null;
  }
  if (state === 'wrap_up') clocks.wrapUpSince ??= at;
  else if (clocks.wrapUpSince !== null) {
    clocks.wrapUpMs += between(clocks.wrapUpSince, at);
    clocks.wrapUpSince = null;
  }
  // What is said to a topic that runs meanwhile waits for no agent (domain F7 18).
  foldBurst(clocks, turn, owner, live.errand === null ? ownerBefore : 'virtual_agent', at);
  return clocks;
}

function stop(clocks: ConversationClocks, at: string): void {
  if (clocks.queuedSince !== null) clocks.queueMs += between(clocks.queuedSince, at);
  if (clocks.acceptedSince !== null) clocks.handledMs += between(clocks.acceptedSince, at);
  clocks.queuedSince = null;
  clocks.acceptedSince = null;
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
