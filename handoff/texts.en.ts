/** What the requester reads about the handoff. One file a language (design 9.11). */
export const texts = {
  /** Who left, when nobody knows the name. */
  anAgent: 'the agent',
  connecting: () => 'I am connecting you with an agent. One moment, please.',
  queuedAt: (position: number, estimatedWaitSeconds: number | null) => {
    const wait = estimatedWaitSeconds === null ? '' : ` The wait is about ${duration(estimatedWaitSeconds)}.`;
    return `${place(position)}${wait}`;
  },
  joined: (agent: string) => `${agent} has joined the conversation.`,
  returned: (agent: string, position: number | null) =>
    `${agent} has passed your conversation on to colleagues.${back(position)}`,
  lost: (agent: string, position: number | null) =>
    `The connection to ${agent} was lost. A colleague will take over.${back(position)}`,
  requeued: (position: number | null) => `Your conversation is waiting for an agent again.${back(position)}`,
  ended: (agent: string) => `${agent} has ended the conversation.`,
  closed: 'The conversation was closed.',
  /** For the agents alone. */
  closedBy: (name: string) => `${name} has closed this conversation.`,
  faulted: 'Something went wrong here, and nobody can take your conversation. Please start a new one.',
};

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
