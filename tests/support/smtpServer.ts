import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Received {
  /** As the envelope says. */
  to: string[];
  mail: ParsedMail;
  raw: string;
}

/** A mail server that keeps what it gets. */
export interface TestSmtp {
  url: string;
  port: number;
  received: Received[];
  /** Answers this code to every recipient; null: takes them. */
  refusing: number | null;
  close(): Promise<void>;
}

/** `port`: to come back where it was. */
export async function startSmtpServer(port = 0): Promise<TestSmtp> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      if (smtp.refusing === null) done();
      else done(Object.assign(new Error(`<${address}>: no such mailbox`), { responseCode: smtp.refusing }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        simpleParser(raw).then((mail) => {
          received.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            mail,
            raw: raw.toString(),
          });
          done();
        }, done);
      });
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const at = (server.server.address() as AddressInfo).port;
  const smtp: TestSmtp = {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    received,
    refusing: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return smtp;
}
