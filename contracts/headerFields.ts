import type { InteractionHeader } from './header.ts';

/** What is known of a field of the header (protocol §4): docs/record.md is written from it. */
export interface HeaderField {
  kind: 'text' | 'choice' | 'time' | 'seconds' | 'number' | 'flag' | 'person' | 'name' | 'list';
  /** What it says and how it comes about, in one or two sentences. */
  definition: string;
  /** True when staff may write it (`PATCH /interactions/{number}`); anything else there is answered with 409. */
  editable?: true;
}

export const headerFields: Readonly<Record<keyof InteractionHeader, HeaderField>> = {
  number: { kind: 'text', definition: '`IMS` and seven digits, counted up; never used twice.' },
  id: { kind: 'text', definition: 'The conversation’s id.' },
  type: { kind: 'choice', definition: 'What kind of interaction it is; given when it is opened.' },
  subtype: { kind: 'text', definition: 'The kind within the type: `web_chat`, `async_chat` and others.' },
  direction: {
    kind: 'choice',
    definition: '`inbound`: the requester opened it. `outbound`: an agent did.',
  },
  state: { kind: 'choice', definition: 'Where it stands in the lifecycle below.' },
  stateReason: {
    kind: 'choice',
    definition: 'Why it ended: the close reason, fixed when the conversation ends. `null` while open.',
  },
  waitingReason: {
    kind: 'choice',
    definition:
      'Why its agent put it on hold; `null` at any other time. A field of its own beside the close reason.',
  },
  dashboardMessage: {
    kind: 'text',
    definition: 'The words of a dashboard for how it ended, derived from the end state.',
  },
  endState: {
    kind: 'choice',
    definition: 'Which of the 13 end states it came to, derived from state, reason and the agent-chat flag.',
  },
  closeRule: { kind: 'text', definition: 'The row of the close table that decided how it ended.' },
  owner: {
    kind: 'choice',
    definition: 'Who answers the requester now. `none`: the conversation is over.',
  },
  openedFor: {
    kind: 'person',
    definition: 'Whose request it is. A guest until somebody signs in or staff says who it is.',
  },
  channelUserProfile: {
    kind: 'text',
    definition: 'The id of the profile by which the channel knows the requester.',
  },
  assignedTo: {
    kind: 'name',
    definition:
      'The agent who has it, or had it last before it ended; the Virtual Agent while it answers, and where no person was asked for. `null` while it waits.',
  },
  queue: { kind: 'name', definition: 'The queue it waits in, or came from to its agent.' },
  openedAt: { kind: 'time', definition: 'When it was opened.' },
  closedAt: {
    kind: 'time',
    definition: 'When the conversation ended. A wrap-up that follows does not move it.',
  },
  updatedAt: { kind: 'time', definition: 'When something last happened in it.' },
  closedBy: { kind: 'name', definition: 'Who ended it: requester, Virtual Agent, agent or system.' },
  shortDescription: {
    kind: 'text',
    editable: true,
    definition:
      'What it is about. May be empty while it is open; whoever ends it, saves it or attaches a record has to fill it. The Virtual Agent takes the topic’s.',
  },
  virtualAgent: {
    kind: 'flag',
    definition: 'True once a topic was picked or discovered. The greeting alone does not set it.',
  },
  agentChat: {
    kind: 'flag',
    definition: 'True once the conversation was transferred to people. Both flags can be true.',
  },
  sentiment: {
    kind: 'choice',
    definition:
      '`sentimentNormalized` as a word: `neutral` within the band that the settings give, `null` when nothing was measured.',
  },
  sentimentNormalized: {
    kind: 'number',
    definition: 'The mean over the requester’s messages that could be measured so far, −0.5 to 0.5.',
  },
  agentAverageResponseTime: {
    kind: 'seconds',
    definition:
      'How long an agent takes to answer: the mean over bursts of requester messages, each from its first message to the first agent message after it.',
  },
  waitTime: {
    kind: 'seconds',
    definition: 'From asking for a person to a person’s first words. `null` until then.',
  },
  queueTime: {
    kind: 'seconds',
    definition: 'In the queue until a person accepted, summed over handoffs. `null` without a handoff.',
  },
  duration: {
    kind: 'seconds',
    definition: 'Held by an agent, summed; counted up when the agent changes or the conversation ends.',
  },
  wrapUpDuration: {
    kind: 'seconds',
    definition:
      'From the end of the conversation to the end of its wrap-up; 0 when it was skipped, `null` without one.',
  },
  application: { kind: 'text', definition: 'The application it was opened in.' },
  domain: { kind: 'text', definition: 'Whose it is: a path; who works in it or above it sees it.' },
  channel: { kind: 'text', definition: 'The channel it was opened on.' },
  locale: { kind: 'text', definition: 'The language it is held in now.' },
  tags: { kind: 'list', editable: true, definition: 'Words that staff or routing gave it.' },
  resolution: {
    kind: 'choice',
    definition: 'What the agent who ended or gave it back said: `resolved` or `unresolved`.',
  },
  disposition: {
    kind: 'text',
    editable: true,
    definition: 'The code of the result, as chosen in the wrap-up or by hand.',
  },
  workNotes: {
    kind: 'list',
    editable: true,
    definition: 'Notes of staff about it, in order; never shown to the requester.',
  },
  clonedFrom: { kind: 'text', definition: 'The number of the closed interaction that this one follows up.' },
  completedBy: { kind: 'text', definition: 'The name of who ended it. Never changes afterwards.' },
  account: {
    kind: 'text',
    editable: true,
    definition: 'The company the requester acts for, as staff noted it.',
  },
  contact: { kind: 'text', editable: true, definition: 'The person at that company, as staff noted it.' },
  consumer: { kind: 'text', editable: true, definition: 'The private customer, as staff noted it.' },
  systemWrapUp: { kind: 'flag', definition: 'True when the timer and not the agent ended the wrap-up.' },
  topics: {
    kind: 'list',
    definition: 'The topics that ran, in order, without setup topics; the latest 200.',
  },
  messageCount: { kind: 'number', definition: 'Messages of everybody, private ones too.' },
  lastSeq: {
    kind: 'number',
    definition: 'The last sequence number of its log, but for who looked on unseen.',
  },
};
