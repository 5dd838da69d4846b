/** What is written in mails. One file a language (design 9.11). */
export const texts = {
  subject: (number: string) => `Your conversation ${number}`,
  body: (number: string, opened: string) =>
    [
      'Hello,',
      '',
      `the transcript of your conversation ${number} of ${opened} is attached.`,
      '',
      'You get this mail because somebody asked for it in the conversation. If that was not you, you need not do anything.',
    ].join('\n'),
};
