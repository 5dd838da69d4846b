import type { Settings } from '../contracts/settings.ts';
import { isClosed } from '../contracts/states.ts';
import type { ConversationState } from './conversationState.ts';

export interface IdleDeadline {
  at: Date;
  action: 'remind' | 'close' | 'resume';
  phase: 'virtual_agent' | 'live';
}

/**
 * When silence has its next consequence (domain C2), or a pause of the Virtual Agent is over. Null once the conversation is closed.
 * T1 counts from the requester's last act, in the queue too. T3 and T4 count from the latest of the
 * requester's last act, the agent's last words and the acceptance: the safe reading of the contradiction
 * that domain C2 notes. With T4b on, a live chat in which the agent has not written falls under T1.
 */
export function idleDeadline(state: ConversationState, idle: Settings['idle']): IdleDeadline | null {
  const { header, facts, clocks } = state;
  if (isClosed(header.state) || header.owner === 'none') return null;
  // A pause is a minute at most (domain B4), so it always comes before what silence leads to.
  if (header.owner === 'virtual_agent' && typeof state.resumeAt === 'string')
    return { at: new Date(state.resumeAt), action: 'resume', phase: 'virtual_agent' };
  const live = header.owner === 'agent' && (facts.agentWrote || !idle.liveAfterFirstAgentMessage);
  if (live) {
    const since = latest(facts.requesterActedAt, facts.agentAwaitsSince, clocks.acceptedSince);
    return next(since, idle.liveReminderSeconds, idle.liveCloseSeconds, facts.remindedAt, 'live');
  }
  const reminder = header.owner === 'virtual_agent' && facts.engaged ? idle.virtualAgentReminderSeconds : 0;
  const since = latest(facts.requesterActedAt, null, null);
  return next(
    since,
    reminder,
    idle.virtualAgentSeconds,
    facts.remindedAt,
    header.owner === 'agent' ? 'live' : 'virtual_agent',
  );
}

function next(
  since: number,
  remindAfter: number,
  closeAfter: number,
  remindedAt: string | null,
  phase: IdleDeadline['phase'],
): IdleDeadline {
  const remindedTime = remindedAt === null ? 0 : Date.parse(remindedAt);
  const reminds = remindAfter > 0 && remindAfter < closeAfter;
  if (reminds && remindedTime < since)
    return { at: new Date(since + remindAfter * 1_000), action: 'remind', phase };
  // A reminder that came late (the server was down) still leaves its time to answer.
  const answerBy = reminds ? remindedTime + (closeAfter - remindAfter) * 1_000 : 0;
  return { at: new Date(Math.max(since + closeAfter * 1_000, answerBy)), action: 'close', phase };
}

function latest(...times: (string | null)[]): number {
  return Math.max(...times.map((time) => (time === null ? 0 : Date.parse(time))));
}
