/** What the requester reads about the handoff. One file a language (design 9.11). */
export const texts = {
  /** Who left, when nobody knows the name. */
  anAgent: 'the agent',
  connecting: () => 'I am connecting you with an agent. One moment, please.',
  /** `position` null: so far back that nobody has counted. */
  queuedAt: (position: number | null, range: Range | null) => {
    const told = position === null ? 'There are very many before you in the queue.' : place(position);
    return range === null ? told : `${told} The wait is about ${wait(range)}.`;
  },
  wait,
  opens: (when: string) => `We are closed now and open again on ${when}.`,
  waitsForOpening: (when: string) =>
    `We are closed now and open again on ${when}. You keep your place: we will answer you here.`,
  maxWait: 'I am sorry, nobody could take your conversation so far.',
  movedTo: (queue: string, position: number | null) => `I am asking ${queue} now.${back(position)}`,
  joined: (agent: string) => `${agent} has joined the conversation.`,
  returned: (agent: string, position: number | null) =>
    `${agent} has passed your conversation on to colleagues.${back(position)}`,
  lost: (agent: string, position: number | null) =>
    `The connection to ${agent} was lost. A colleague will take over.${back(position)}`,
  requeued: (position: number | null) => `Your conversation is waiting for an agent again.${back(position)}`,
  ended: (agent: string) => `${agent} has ended the conversation.`,
  closed: 'The conversation was closed.',
  passedOn: (agent: string, to: string, position: number | null) =>
    `${agent} is passing you on to ${to}.${back(position)}`,
  givenOver: (agent: string, to: string) => `${agent} has passed you on to ${to}.`,
  takenOver: (agent: string) => `${agent} has taken over the conversation.`,
  left: (agent: string) => `${agent} has left the conversation.`,
  handedBack: (agent: string) => `${agent} has handed you back to the Virtual Agent.`,
  /** For the agents alone. */
  closedBy: (name: string) => `${name} has closed this conversation.`,
  whispers: (name: string) => `${name} listens and can whisper.`,
  consulted: (name: string) => `${name} is here for a private talk.`,
  declined: (name: string, reason: string | null) =>
    `${name} cannot come${reason === null ? '.' : `: ${reason}`}`,
  missed: (name: string) => `${name} has not answered.`,
  asksForHelp: (name: string, note: string | null) =>
    `${name} asks for help${note === null ? '.' : `: ${note}`}`,
  faulted: 'Something went wrong here, and nobody can take your conversation. Please start a new one.',
};

type Range = readonly [from: number, to: number];

/** A range of seconds, in words. */
function wait([from, to]: Range): string {
  const [least, most] = [minutes(from), minutes(to)];
  return least === most ? duration(to) : `${least} to ${most} minutes`;
}

function back(position: number | null): string {
  return position === null ? '' : ` ${place(position)}`;
}

function place(position: number): string {
  return position <= 1 ? 'You are next in the queue.' : `You are number ${position} in the queue.`;
}

function duration(seconds: number): string {
  return minutes(seconds) === 1 ? 'a minute' : `${minutes(seconds)} minutes`;
}

function minutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}
