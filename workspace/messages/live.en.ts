import type { Destinations } from '../../contracts/handoff.ts';
import type { MemberRole } from '../../contracts/live.ts';

/** The texts of what is done with a live conversation, in English. */
export const en = {
  actions: {
    more: 'More',
    moreMenu: 'What else can be done',
    transfer: 'Transfer',
    invite: 'Invite a colleague…',
    help: 'Ask for help…',
    topic: 'Let the Virtual Agent run a topic…',
    return: 'Hand back to the Virtual Agent…',
    leave: 'Leave',
  },
  who: {
    label: 'Who is here',
    you: 'You',
    holder: 'in charge',
    roles: {
      observer: 'reading along',
      whisper: 'listening and whispering',
      consult: 'consulted in private',
      public: 'writing to the requester too',
    } satisfies Record<MemberRole, string>,
    supervisor: 'supervisor',
    invited: 'invited',
    withdraw: (name: string) => `Withdraw the invitation of ${name}`,
  },
  banner: {
    observing: 'You observe. Nobody in the conversation sees you.',
    takenOver: (name: string) => `${name} took this conversation over. You can read on.`,
    whispering: 'You listen and whisper: agents read your notes, the requester does not see you.',
    barged: 'You are in the conversation. The requester sees you and reads what you write.',
    joined: (name: string) =>
      `${name} has this conversation. The requester sees you and reads what you write.`,
    consulted: (name: string) =>
      `${name} consults you. You talk in private; once the transfer is completed, the conversation is yours.`,
    asked: (name: string) => `${name} is asked for a private talk before the transfer. No answer yet.`,
    talking: (name: string) => `You talk with ${name} in private. The requester does not see it.`,
    consulting: (holder: string, name: string) =>
      `${holder} talks with ${name} in private before a transfer.`,
    complete: 'Complete transfer',
    cancel: 'Cancel',
    errand: (title: string) => `The Virtual Agent runs “${title}” with the requester.`,
    stop: 'Stop',
    helpMine: (note: string | null) =>
      note === null ? 'You asked for help.' : `You asked for help: ${note}`,
    help: (name: string, note: string | null) =>
      note === null ? `${name} asks for help.` : `${name} asks for help: ${note}`,
    withdraw: 'Withdraw',
    someone: 'Somebody',
  },
  view: {
    observe: 'Observe',
    observeHint: 'Supervisors can read along unseen.',
    whisper: 'Whisper…',
    whisperTitle: 'Whisper in this conversation?',
    whisperLead: 'The agents see that you are here and read your notes. You cannot go back to being unseen.',
    whisperNow: 'Whisper',
    barge: 'Barge in…',
    bargeTitle: 'Barge into this conversation?',
    bargeLead:
      'The requester is told that you are here and reads what you write. You cannot go back to whispering or to being unseen.',
    bargeNow: 'Barge in',
    takeOver: 'Take over…',
    takeOverTitle: 'Take this conversation over?',
    takeOverLead: (name: string) => `It becomes yours. ${name} can read on, and the requester is told.`,
    takeOverNow: 'Take over',
  },
  transfer: {
    title: 'Transfer this conversation',
    lead: 'The requester is told who goes on.',
    search: 'Search queues and agents',
    searchAgents: 'Search agents',
    searchQueues: 'Search queues',
    queues: 'Queues',
    agents: 'Agents',
    none: 'Nothing fits.',
    noAgents: 'Nobody else is there now.',
    found: (count: number) => (count === 1 ? '1 choice' : `${count} choices`),
    open: 'Open',
    closed: 'Closed now',
    refused: { closed: 'Closed now: nobody can wait there' } satisfies Record<
      NonNullable<Destinations['queues'][number]['why']>,
      string
    >,
    waiting: (count: number) => `${count} waiting`,
    agentsFree: (count: number) =>
      count === 0 ? 'no agent there' : count === 1 ? '1 agent there' : `${count} agents there`,
    wait: (duration: string) => `about ${duration}`,
    notEligible: (why: string) => `Not now: ${why}`,
    outside: 'Somebody outside',
    contact: 'Name or number',
    note: 'Note',
    noteHint: 'Only agents read it.',
    consult: 'Consult first',
    consultHint: 'You talk in private, then you complete the transfer or cancel it.',
    now: 'Transfer',
    ask: 'Ask for a talk',
    pick: 'Choose where it goes.',
  },
  invite: {
    title: 'Invite a colleague',
    lead: 'Whoever accepts reads everything and writes to the requester too. The conversation stays yours.',
    now: 'Invite',
    pick: 'Choose whom to invite.',
  },
  help: {
    title: 'Ask for help',
    lead: 'Supervisors see the flag and your note.',
    note: 'What do you need?',
    now: 'Ask for help',
  },
  topic: {
    title: 'Let the Virtual Agent run a topic',
    lead: 'It talks with the requester until the topic is over or you stop it. You read along; nobody else writes meanwhile.',
    search: 'Search topics',
    none: 'No topic fits.',
    now: 'Start',
    pick: 'Choose a topic.',
  },
  return: {
    title: 'Hand back to the Virtual Agent?',
    lead: 'The requester is told. You no longer have the conversation.',
    now: 'Hand back',
  },
  composer: {
    privateOnly: {
      errand: (title: string) =>
        `Only private notes now: the Virtual Agent runs “${title}”. Stop it to write to the requester.`,
      whisper: 'Only private notes: you whisper.',
      consult: 'Only private notes: you are consulted.',
    },
    templates: 'Templates',
  },
  commands: {
    label: 'Commands and templates',
    input: 'Command',
    titles: {
      r: 'Insert a template',
      ta: 'Transfer to an agent',
      tq: 'Transfer to a queue',
      invite: 'Invite a colleague',
      help: 'Ask for help',
      topic: 'Let the Virtual Agent run a topic',
      hold: 'Put on hold',
      resume: 'Take up again',
      return: 'Hand back to the Virtual Agent',
      end: 'End the conversation',
      note: 'Write a private note',
    },
    none: 'No template fits',
    count: (count: number) => (count === 1 ? '1 choice' : `${count} choices`),
    keys: '↑ ↓ to move, Enter to choose, Esc to go on writing',
  },
  wrapUp: {
    pick: 'Choose a code',
    left: (duration: string) => `${duration} left`,
    leftSaid: (seconds: number) => `The wrap-up ends by itself within ${seconds} seconds.`,
    over: 'Time is up',
  },
};

export type LiveTexts = typeof en;
