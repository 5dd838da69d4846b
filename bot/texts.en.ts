/** What the system says in a conversation with the Virtual Agent. One file a language (design 9.11). */
export const texts = {
  ended: (requester: string) => `${requester} ended the conversation.`,
  reminder: {
    live: 'This conversation is timing out. Are you still there?',
    virtual_agent: 'Are you still there? This conversation closes by itself if nothing more is said.',
  },
  /** For the agent who waits. */
  reminded: 'The requester was reminded that the conversation is timing out.',
  closed: {
    live: 'It seems you have left the conversation. It is closed now.',
    virtual_agent: 'The conversation was closed because nothing was said for a while.',
  },
};
