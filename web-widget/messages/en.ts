import type { ErrorCode } from '../../contracts/errors.ts';
import type { CloseReason } from '../../contracts/states.ts';

/** The bubble's texts are apart from the chat's because the loader carries them. */
export const bubble = {
  open: 'Open chat',
  close: 'Close chat',
  openUnread: (count: number): string => `Open chat, ${count} unread ${count === 1 ? 'message' : 'messages'}`,
  failed: 'The chat could not be loaded. Please try again.',
};

/** Why a conversation is over, in the requester's words: true in every case of domain.md C3 that has the reason. */
const endings: Record<CloseReason, string> = {
  left_before_engagement: 'You ended the conversation before somebody could join it.',
  no_activity: 'The conversation has ended.',
  user_ended: 'You ended the conversation.',
  auto_closed: 'The conversation is complete.',
  no_user_response: 'The conversation ended because no answer came for a while.',
  topic_complete: 'The conversation is complete.',
  left_for_search: 'You left the conversation for a search.',
  agent_ended: 'The conversation was ended from our side.',
  chat_complete: 'The conversation is complete.',
  error: 'Something went wrong on our side, and the conversation had to end.',
};

export const chat = {
  language: 'en',
  title: 'Help and support',
  virtualAgent: 'Virtual Agent',
  you: 'You',
  messages: 'Messages',
  today: 'Today',
  yesterday: 'Yesterday',

  menu: 'More',
  minimise: 'Minimise',
  end: 'End conversation',
  restart: 'Start over',
  restarted: 'Started over',
  endQuestion: 'End this conversation?',
  endHint: 'You can still read it afterwards.',
  endYes: 'End it',
  endNo: 'Keep chatting',

  ownerVirtualAgent: 'Virtual Agent',
  ownerQueue: 'Waiting for a person',
  ownerAgent: (name: string): string => `You are talking to ${name}`,
  ownerAgentUnnamed: 'You are talking to a person',
  ownerNone: 'Conversation ended',

  composer: 'Your message',
  placeholder: 'Write a message…',
  send: 'Send',
  counter: (length: string, limit: string): string => `${length} of ${limit} characters`,
  tooLong: (limit: string, over: string): string =>
    `A message may have at most ${limit} characters. Please shorten it by ${over}.`,

  sending: 'Sending…',
  waiting: 'Will be sent when the connection is back',
  sent: 'Sent',
  read: 'Read',
  notSent: 'Not sent.',
  retry: 'Try again',
  discard: 'Remove',
  newMessages: 'New messages',
  typing: (name: string): string => `${name} is typing`,

  connecting: 'Connecting…',
  reconnecting: 'Connection lost. Reconnecting…',
  offline: 'You are offline. What you write is kept and sent later.',
  distrusted: 'Your sign-in is not accepted or has expired. Please reload the page to go on.',
  reload: 'Reload the page',
  asGuest: 'Go on as a guest',
  refused: 'The chat cannot be started.',
  slowDown: (seconds: number): string =>
    seconds > 0
      ? `That was a little fast. Your message goes out in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
      : 'That was a little fast. Your message goes out in a moment.',
  busy: (seconds: number): string =>
    `Many people are writing to us. Trying again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,

  queued: (queue: string): string => (queue === '' ? 'You are in line' : `You are in line for ${queue}`),
  position: (position: number): string => (position === 1 ? 'You are next' : `${position - 1} ahead of you`),
  waitUnknown: 'We cannot say yet how long it will take.',
  waitShort: 'Usually less than a minute.',
  wait: (minutes: number): string => `About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  waitLong: (hours: number): string => `About ${hours} ${hours === 1 ? 'hour' : 'hours'}.`,
  waitBetween: (from: number, to: number): string => `About ${from} to ${to} minutes.`,
  errand: (topic: string, agent: string | undefined): string =>
    `The Virtual Agent is helping with “${topic}”.${agent === undefined ? ' Your place is kept.' : ` ${agent} reads along.`}`,
  leaveHint: 'You can leave this window; we keep your place.',

  endings,
  transcript: 'Transcript',
  saveText: 'Save as text',
  mailAddress: 'E-mail address',
  mail: 'Send by e-mail',
  mailTo: (address: string) => `Send to ${address}`,
  mailSent: (address: string) => `On its way to ${address}.`,
  mailInvalid: 'Please enter an e-mail address.',
  mailOften: 'It was sent often enough. You can still save it.',
  transcriptFailed: 'That did not work. Please try again.',
  close: 'Close',
  ended: 'The conversation has ended.',
  survey: 'Your rating',
  score: (value: number): string =>
    `${value} of 5: ${['very bad', 'bad', 'fair', 'good', 'very good'][value - 1] ?? ''}`,
  worst: 'Very bad',
  best: 'Very good',
  comment: 'Anything you would like to add?',
  sendSurvey: 'Send rating',
  surveyThanks: 'Thank you for telling us.',
  startNew: 'Start a new conversation',

  attach: 'Add a file',
  chooseFile: 'Choose a file',
  chooseFiles: 'Choose files',
  dropHint: (limit: string): string => `Or drop it here, or paste it. Up to ${limit}.`,
  dropHere: 'Drop files to send them',
  uploading: (name: string): string => `Uploading ${name}`,
  cancel: 'Cancel',
  uploadErrors: {
    too_large: 'This file is too large.',
    unsupported_type: 'This kind of file is not accepted.',
    conflict: 'This conversation has as many files as it may have.',
    rate_limited: 'That were many files at once. Please wait a moment.',
    closed: 'The conversation has ended.',
    cut_off: 'The connection broke off.',
    internal: 'This file could not be sent.',
  } as Partial<Record<ErrorCode | 'cut_off', string>>,

  howMany: (min: number | undefined, max: number | undefined): string =>
    min !== undefined && max !== undefined
      ? `Choose ${min === max ? min : `${min} to ${max}`}.`
      : min !== undefined
        ? `Choose at least ${min}.`
        : max !== undefined
          ? `Choose ${max} at most.`
          : '',
  choose: 'Choose an answer',
  chooseSeveral: 'Choose one or more answers',
  done: 'Done',
  chosen: 'chosen',
  pickDate: 'Date',
  pickTime: 'Time',
  pickDateTime: 'Date and time',
  dateTooEarly: (min: string): string => `The earliest is ${min}.`,
  dateTooLate: (max: string): string => `The latest is ${max}.`,
  dateMissing: 'Please fill in the whole date.',
  select: 'Select',
  openRecord: 'Open',
  opensInNewTab: 'opens in a new tab',
  download: 'Download',
  downloading: 'Downloading…',
  downloadFailed: 'The file could not be downloaded.',
  playVideo: 'Open the video',
  table: 'Table',

  errors: {
    invalid: 'This message was not accepted.',
    unauthorized: 'You are no longer signed in to this conversation.',
    expired: 'You are no longer signed in to this conversation.',
    forbidden: 'You may not write in this conversation.',
    not_found: 'This conversation no longer exists.',
    conflict: 'Something changed at the same moment. Please try again.',
    closed: 'The conversation has ended.',
    too_large: 'This message is too long.',
    unsupported_type: 'This kind of file is not accepted.',
    rate_limited: 'That was a little fast.',
    capacity: 'We cannot take more conversations right now.',
    gone: 'This conversation no longer exists.',
    unavailable: 'We cannot be reached right now. We keep trying.',
    internal: 'Something went wrong on our side.',
  },
};
