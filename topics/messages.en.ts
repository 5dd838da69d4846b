import type { FileGroup } from '../contracts/topic.ts';

const fileKinds: Readonly<Record<FileGroup, string>> = {
  image: 'pictures',
  pdf: 'PDF files',
  document: 'documents',
  spreadsheet: 'tables',
  text: 'text files',
  archive: 'archives',
  audio: 'sound recordings',
  video: 'videos',
};

/** What the Virtual Agent says by itself; everything else it says stands in topics (design 9.11). */
export const texts = {
  virtualAgent: 'Virtual Agent',
  system: 'System',
  pickOne: 'I can think of a few things you might mean. Which one is it?',
  noneOfThese: 'None of these',
  notUnderstood: 'Sorry, I did not understand that. Could you say it in other words?',
  whatElse: 'What can I do for you?',
  backTo: (title: string) => `Back to “${title}”.`,
  fileKept: 'Thank you, I have kept that file with this conversation.',
  noFileHere: 'Thank you, I have kept that file. I still need an answer to this one, though:',
  cancelled: 'All right, I have stopped that.',
  nothingToCancel: 'There is nothing to stop just now. What can I do for you?',
  notTransferred: {
    no_agents: 'I am sorry, nobody is free to chat right now.',
    closed_hours: 'I am sorry, our people are not at their desks at this hour.',
    refused: 'I am sorry, I could not hand you over just now.',
  },
  brokenDown: 'I am sorry, something went wrong on our side and I cannot go on with this conversation.',
  errandFailed: 'I am sorry, something went wrong with that. I leave it at this point.',
  topicGone: 'I am sorry, I cannot help with that any more. What else can I do for you?',
  dialog: {
    confirmAnswer: (answer: string) => `I have “${answer}”. Is that right?`,
    confirmDefault: (question: string, answer: string) =>
      `${question} I would take “${answer}”. Is that right?`,
    atLimit: 'I still cannot make sense of that. How shall we go on?',
    tryAgain: 'Try again',
    startOver: 'Start over',
    person: 'Talk to a person',
    somethingElse: 'Something else',
    firstQuestion: 'That was my first question; there is nothing before it.',
    nothingBefore: 'There is nothing to go back to just now.',
    refused: 'I am sorry, answers cannot be changed here.',
    submitted: (number: string) =>
      `That has been submitted already${number === '' ? '' : ` as ${number}`}, so I cannot change it any more. A person can: just say “agent”.`,
    forgotten:
      'I am sorry, that is too long ago for me to change. Say “start over”, or “agent” for a person.',
    corrected: (answer: string) => `All right, I have changed that to “${answer}”.`,
    confirmCorrection: (question: string, answer: string) =>
      `You answered “${question}” before. Shall I change that to “${answer}”?`,
    unchanged: 'All right, I leave it as it was.',
    confirmTopic: (title: string) => `You want help with “${title}”. Is that right?`,
    confirmSwitch: (title: string, running: string) => `You want “${title}” instead of “${running}”?`,
    languageChanged: 'All right, let us go on in English.',
    languageUnknown: (known: string) => `I am sorry, I do not speak that language. I can do: ${known}.`,
  },
  script: {
    separator: '———',
    showEverything: 'Show me everything',
    nothingToPick: 'There is nothing to pick from here.',
  },
  choices: {
    more: 'More',
    back: 'Back',
    moreShown: 'Here are some more.',
    backShown: 'These came before.',
    tooFew: (min: number) => `Please pick at least ${min}.`,
    tooMany: (max: number) => `Please pick ${max} at most.`,
  },
  files: {
    needed: 'I need a file here. You can add one with the paper clip, or drop it into the chat.',
    orDone: 'You can send another file, or say “done”.',
    another: (name: string) => `I have “${name}”. Send another file, or say “done”.`,
    wrongType: (name: string, kinds: string) => `I cannot take “${name}” here. What I can take: ${kinds}.`,
    tooLarge: (name: string, megabytes: number) =>
      `“${name}” is too large. A file may have ${megabytes} MB at most; could you send a smaller one?`,
    kinds: (groups: readonly FileGroup[]) =>
      groups.map((group) => fileKinds[group]).join(', ') || 'pictures, documents, tables, texts, archives',
  },
  contact: {
    isItRight: (question: string, address: string) => `${question} I have ${address}. Is that right?`,
    another: {
      email: 'All right. Which e-mail address shall I use?',
      phone: 'All right. Which number shall I use? Please with the country code, like +44 20 7946 0000.',
    },
  },
  done: 'Done',
  yes: 'Yes',
  no: 'No',
  invalid: {
    text: 'I did not get that. Could you type your answer?',
    tooShort: (min: number) => `That is a bit short. Please give me at least ${min} characters.`,
    tooLong: (max: number) => `That is too long for me. Please keep it under ${max} characters.`,
    email: 'That does not look like an e-mail address. It should be something like name@example.com.',
    phone: 'That does not look like a phone number. Please include the country code, like +44 20 7946 0000.',
    url: 'That does not look like a web address. It should start with https:// or http://.',
    ip: 'That does not look like an IP address, such as 192.0.2.10.',
    number: 'I need a number here, for example 3.',
    wholeNumber: 'I need a whole number here, for example 3.',
    numberBetween: (min: number, max: number) => `I need a number between ${min} and ${max}.`,
    numberFrom: (min: number) => `I need a number, ${min} or more.`,
    numberTo: (max: number) => `I need a number, ${max} or less.`,
    courtesy: 'I need a little more than that, in your own words.',
    pattern: 'That does not have the form I need. Could you check it?',
    choice: 'Please pick one of the options, or type its name or number.',
    choices:
      'Please pick one or more of the options; you can type their names or numbers, separated by commas.',
    yesNo: 'A simple yes or no will do.',
    date: 'I did not get that date. You can write “tomorrow”, “next Monday” or 2026-03-31.',
    time: 'I did not get that time. You can write “15:30” or “3 pm”.',
    datetime: 'I did not get that. You can write “tomorrow at 3 pm” or 2026-03-31 15:30.',
    ambiguousDate: (text: string) =>
      `I cannot tell which part of “${text}” is the day. Could you write it with the month's name, like 3 April?`,
    tooEarly: (min: string) => `That is too early. The earliest I can take is ${min}.`,
    tooLate: (max: string) => `That is too late. The latest I can take is ${max}.`,
  },
};
