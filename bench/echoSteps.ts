import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io, type Socket } from 'socket.io-client';
import { measure, type Round, type Turn } from './measure.ts';
import { words } from './words.ts';

export interface EchoSteps {
  /** `echo`: a raw acknowledged echo. `store`: with one durable insert before it. */
  run(event: 'echo' | 'store', atOnce: number, turns: number): Promise<Round>;
  close(): Promise<void>;
}

/** Starts the server of bench/echoServer.ts and connects to it. `documentBytes`: how large the inserted documents are. */
export async function startEchoSteps(
  dist: string,
  dataDir: string,
  sockets: number,
  documentBytes: number,
): Promise<EchoSteps> {
  const child = spawn(
    process.execPath,
    [join(dist, 'bench/echoServer.js'), dataDir, join(dist, 'store/embedded/main.js')],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DOCUMENT_BYTES: String(documentBytes) } },
  );
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { url, storePid }: { url: string; storePid: number } = JSON.parse(String(line));
  const clients = await Promise.all(Array.from({ length: sockets }, () => connect(url)));
  return {
    run(event, atOnce, turns) {
      const turnOf =
        (client: Socket): Turn =>
        async () => {
          const started = performance.now();
          await client.emitWithAck(event, { id: randomUUID(), text: words });
          return { ack: performance.now() - started };
        };
      const conversations = clients.slice(0, atOnce).map((client) => Array<Turn>(turns).fill(turnOf(client)));
      return measure(conversations, { pid: child.pid ?? 0 }, event === 'store' ? { pid: storePid } : null);
    },
    async close() {
      for (const client of clients) client.disconnect();
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function connect(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
  await once(socket as unknown as NodeJS.EventEmitter, 'connect');
  return socket;
}
