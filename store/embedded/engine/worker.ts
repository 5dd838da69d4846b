import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../storage/sqlite.ts';
import { Engine, type Incoming, type Outgoing } from './engine.ts';
import { credentialsFor } from './scram.ts';

/** What the socket side hands to the engine's thread when it starts it. */
export interface WorkerOptions {
  file: string;
  maxPages: number | undefined;
  ttlSeconds: number;
  user: { name: string; password: string } | undefined;
}

export type ToWorker = { kind: 'messages'; messages: Incoming[] } | { kind: 'close' };
export type FromWorker =
  | { kind: 'ready'; engine: string }
  | { kind: 'replies'; replies: Outgoing[] }
  | { kind: 'closed' };

/** A turn takes at most this many messages, so that the first of them does not wait for ever. */
const turnLimit = 256;

const port = parentPort;
if (port) {
  const options = workerData as WorkerOptions;
  const kv = openSqlite(options.file, options.maxPages ? { maxPages: options.maxPages } : {});
  const credentials = options.user && credentialsFor(options.user.name, options.user.password);
  const engine = new Engine(kv, { credentials });
  const sweep = setInterval(() => engine.sweep(), options.ttlSeconds * 1000);

  const close = (): void => {
    clearInterval(sweep);
    engine.close();
    port.postMessage({ kind: 'closed' } satisfies FromWorker);
    port.close();
  };

  port.on('message', (first: ToWorker) => {
    const messages: Incoming[] = [];
    let next: ToWorker | undefined = first;
    while (next) {
      if (next.kind === 'close') {
        if (messages.length > 0) send(engine.runTurn(messages));
        close();
        return;
      }
      messages.push(...next.messages);
      next = messages.length < turnLimit ? receiveMessageOnPort(port)?.message : undefined;
    }
    send(engine.runTurn(messages));
  });

  const send = (replies: Outgoing[]): void => {
    if (replies.length > 0) port.postMessage({ kind: 'replies', replies } satisfies FromWorker);
  };

  port.postMessage({ kind: 'ready', engine: kv.engine } satisfies FromWorker);
}
