import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { connectStore } from '../store/connect.ts';
import { startEmbeddedStore } from '../store/embedded/start.ts';

/**
 * What Socket.IO and the store cost without a product around them: an acknowledged echo, and the same after one
 * `insertOne` with `{w: 1, j: true}` of a document as large as a turn. Arguments: a data directory, the store's main file.
 */
async function main([dataDir = '', mainFile = '']: string[]): Promise<void> {
  const store = await startEmbeddedStore({ dataDir, mainFile });
  const connection = await connectStore(store.uri);
  const documents = connection.collection<{ _id: string; said: string; filler: string }>('echoes');
  const filler = 'x'.repeat(Number(process.env.DOCUMENT_BYTES ?? 0));
  const http = createServer();
  const io = new Server(http, { serveClient: false });
  io.on('connection', (socket) => {
    socket.on('echo', ({ id }: Said, ack: Ack) => ack({ data: { id } }));
    socket.on('store', async ({ id, text }: Said, ack: Ack) => {
      await documents.insertOne(
        { _id: randomUUID(), said: text, filler },
        { writeConcern: { w: 1, j: true } },
      );
      ack({ data: { id } });
    });
  });
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, storePid: store.pid })}\n`);
  });
  process.on('SIGTERM', () => {
    io.disconnectSockets(true);
    void io
      .close()
      .then(() => connection.close())
      .then(() => store.close())
      .then(() => process.exit(0));
  });
}

interface Said {
  id: string;
  text: string;
}
type Ack = (answer: { data: { id: string } }) => void;

await main(process.argv.slice(2));
