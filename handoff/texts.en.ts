/** What the requester reads about the handoff. One file a language (design 9.11). */

export function connecting(): string {
  return 'I am connecting you with an agent. One moment, please.';
}

export function queuedAt(position: number, estimatedWaitSeconds: number | null): string {
  const wait = estimatedWaitSeconds === null ? '' : ` The wait is about ${duration(estimatedWaitSeconds)}.`;
  return `${place(position)}${wait}`;
}

export function joined(agent: string): string {
  return `${agent} has joined the conversation.`;
}

export function returned(agent: string, position: number | null): string {
  return `${agent} has passed your conversation on to colleagues.${back(position)}`;
}

export function lost(agent: string, position: number | null): string {
  return `The connection to ${agent} was lost. A colleague will take over.${back(position)}`;
}

export function requeued(position: number | null): string {
  return `Your conversation is waiting for an agent again.${back(position)}`;
}

export function ended(agent: string): string {
  return `${agent} has ended the conversation.`;
}

function back(position: number | null): string {
  return position === null ? '' : ` ${place(position)}`;
}

function place(position: number): string {
  return position <= 1 ? 'You are next in the queue.' : `You are number ${position} in the queue.`;
}

function duration(seconds: number): string {
  if (seconds < 60) return 'a minute';
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
