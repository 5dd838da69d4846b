/** What the system says in a conversation with the Virtual Agent. One file a language (design 9.11). */
export const texts = {
  ended: (requester: string) => `${requester} ended the conversation.`,
  errand: {
    asked: (agent: string, topic: string) => `${agent} has asked the Virtual Agent to help with “${topic}”.`,
    byItself: (topic: string) => `While you wait, the Virtual Agent can help with “${topic}”.`,
  },
  errandEnded: (agent: string) => `You are talking to ${agent} again.`,
  errandStopped: (agent: string) => `${agent} goes on from here.`,
  stillQueued: 'You are still in the queue; your place is kept.',
  /** What a comment in the post-chat survey answers, in the log. */
  surveyComment: 'Comment',
  reminder: {
    live: 'This conversation is timing out. Are you still there?',
    virtual_agent: 'Are you still there? This conversation closes by itself if nothing more is said.',
    queue:
      'Are you still there? You keep your place in the queue. If you write nothing, this conversation closes by itself.',
    messaging:
      'We have not heard from you. Write a few words to keep this conversation; it closes by itself otherwise.',
    disconnected: 'Your connection was lost. Are you still there? Without you this conversation closes soon.',
  },
  /** For the agent who waits. */
  reminded: 'The requester was reminded that the conversation is timing out.',
  gone: 'The requester’s connection is lost. If they do not come back soon, the conversation closes by itself.',
  /** For the agent who is waited for. */
  waits: 'The requester is waiting for an answer.',
  closed: {
    live: 'It seems you have left the conversation. It is closed now.',
    virtual_agent: 'The conversation was closed because nothing was said for a while.',
    queue: 'The conversation was closed because nothing was said for a while.',
    messaging: 'The conversation was closed because we have not heard from you for a while.',
    disconnected: 'The conversation was closed because your connection was lost and you did not come back.',
  },
};
