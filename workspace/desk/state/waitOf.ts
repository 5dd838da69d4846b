import type { PostedMessage } from '../../../contracts/messages.ts';

export type WaitLevel = 'calm' | 'early' | 'late' | 'urgent';

/** domain D4: three wait colours, from 30 s, 1 min and 2 min on. Takes seconds. */
export function waitLevel(seconds: number): WaitLevel {
  if (seconds >= 120) return 'urgent';
  if (seconds >= 60) return 'late';
  return seconds >= 30 ? 'early' : 'calm';
}

/**
 * Since when the requester waits for this agent's word, ISO 8601; null when nothing is unanswered.
 * Counts from the first message of the requester that no agent has answered; what was written before
 * the agent accepted counts from the accepting, because nobody could have answered it sooner.
 */
export function waitingSince(messages: readonly PostedMessage[], acceptedAt: string): string | null {
  let since: string | null = null;
  for (const message of messages) {
    if (message.from.kind === 'requester') since ??= message.at;
    // A private note is no answer.
    if (message.from.kind === 'agent' && message.private !== true) since = null;
  }
  if (since === null) return null;
  return Date.parse(since) < Date.parse(acceptedAt) ? acceptedAt : since;
}
