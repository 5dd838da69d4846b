import { Readable } from 'node:stream';
import type { Clock } from '../../contracts/clock.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { textTranscript, transcriptName } from '../http/transcriptFile.ts';
import type { Mail, Mails } from './mails.store.ts';
import { maskAddress } from './maskAddress.ts';
import { isRefusedForGood, type Smtp } from './smtp.ts';
import { textsFor } from './texts.ts';

export interface MailerDeps {
  mails: Mails;
  turns: Turns;
  smtp: Smtp;
  clock: Clock;
  settings: () => Settings['mail'];
  failed: (error: unknown, where: string) => void;
}

/** Sends what is in the outbox, one mail at a time. Any number of nodes may. */
export interface Mailer {
  /** Begins to send what is due, if it is not on that already. A slow mail server holds nobody up. */
  look(): Promise<void>;
  /** Begins no other; waits a moment for the one that is on its way. */
  stop(): Promise<void>;
}

/** How long a mail belongs to the node that began to send it. After a crash in between it is sent again. */
const leaseMs = 300_000;
const stopMs = 2_000;
/** The seconds before each next try; after the last the mail has failed. */
const backOff = [30, 120, 600, 1_800, 7_200, 21_600, 43_200];

export function createMailer(deps: MailerDeps): Mailer {
  const { mails, clock, failed } = deps;
  let running: Promise<void> | null = null;
  let stopping = false;

  async function sendDue(): Promise<void> {
    while (!stopping) {
      const now = clock.now();
      const mail = await mails.claim(now, new Date(now.getTime() + leaseMs));
      if (mail === null) return;
      await deliver(mail);
    }
  }

  async function deliver(mail: Mail & { attempts: number }): Promise<void> {
    try {
      await deps.smtp.send(written(mail, deps.settings().from, deps.turns));
    } catch (error) {
      // Mail servers say whose mailbox it is that they refuse.
      const why = withoutAddresses(error instanceof Error ? error.message.slice(0, 500) : 'unknown');
      const seconds = backOff[mail.attempts - 1];
      if (seconds !== undefined && !isRefusedForGood(error)) {
        await mails.retry(mail._id, new Date(clock.now().getTime() + seconds * 1_000), why);
        return;
      }
      failed(new Error(why), 'a mail that is given up');
      await mails.failed(mail._id, maskAddress(mail.to), why);
      return;
    }
    await mails.sent(mail._id, maskAddress(mail.to), clock.now());
  }

  return {
    async look() {
      running ??= sendDue()
        .catch((error: unknown) => failed(error, 'sending mails'))
        .finally(() => {
          running = null;
        });
    },
    async stop() {
      stopping = true;
      if (running !== null) {
        let timer: NodeJS.Timeout | undefined;
        const enough = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, stopMs);
        });
        await Promise.race([running, enough]);
        clearTimeout(timer);
      }
      deps.smtp.close();
    },
  };
}

function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>:;,"'()]+@[^\s<>:;,"'()]+/g, maskAddress);
}

/** Everything in the headers is ours or was checked: addresses go as addresses, never as a line to be read. */
function written(
  { interactionId, number, to, locale, openedAt, messageId }: Mail,
  from: string,
  turns: Turns,
) {
  const texts = textsFor(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    from,
    to: { name: '', address: to },
    messageId,
    subject: texts.subject(number),
    text: texts.body(number, day.format(new Date(openedAt))),
    // Machines that answer by themselves should not answer this.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: [
      {
        filename: transcriptName(number, 'requester', 'text'),
        content: Readable.from(textTranscript(turns, interactionId, 'requester')),
        contentType: 'text/plain; charset=utf-8',
      },
    ],
  };
}
