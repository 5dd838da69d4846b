import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';

/** Hands one mail over to the mail server; rejects when that did not take it. */
export interface Smtp {
  send(mail: Mail.Options): Promise<void>;
  close(): void;
}

const connectMs = 5_000;
const silenceMs = 20_000;

/** `url`: `smtp://` or `smtps://`, with user and password where the server asks for them. */
export function createSmtp(url: string): Smtp {
  const transport = createTransport({
    url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      await transport.sendMail(mail);
    },
    close: () => transport.close(),
  };
}

/** True when trying again cannot help: the server knows this mailbox or this mail, and says no for good. */
export function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false;
  return Number(error.responseCode) >= 500 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');
}
