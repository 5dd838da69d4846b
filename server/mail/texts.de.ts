import type { MailTexts } from './texts.ts';

export const texts: MailTexts = {
  subject: (number) => `Ihr Gespräch ${number}`,
  body: (number, opened) =>
    [
      'Guten Tag,',
      '',
      `im Anhang finden Sie die Mitschrift Ihres Gesprächs ${number} vom ${opened}.`,
      '',
      'Sie erhalten diese E-Mail, weil sie in dem Gespräch angefordert wurde. Waren Sie das nicht, brauchen Sie nichts zu tun.',
    ].join('\n'),
};
