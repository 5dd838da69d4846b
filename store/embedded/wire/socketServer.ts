import { createServer, type Server, type Socket } from 'node:net';
import type { Incoming, Outgoing } from '../engine/engine.ts';
import { headerBytes, maxMessageBytes } from './message.ts';

/** A connection with this many unanswered messages is not read further until some are answered. */
const maxPending = 128;
const maxBuffered = 64 * 1024 * 1024;

interface Peer {
  id: number;
  socket: Socket;
  chunks: Buffer[];
  size: number;
  pending: number;
  pendingBytes: number;
}

/**
 * The socket side: cuts the stream of each connection into messages, hands them on, and writes the replies. It
 * does not look into the messages. A length that cannot be ends that connection alone.
 */
export class SocketServer {
  readonly server: Server;
  private readonly peers = new Map<number, Peer>();
  private nextId = 1;
  private outbox: Incoming[] = [];
  private closing: (() => void) | undefined;

  constructor(
    private readonly forward: (messages: Incoming[]) => void,
    private readonly onEmpty: () => void,
  ) {
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
  }

  get connections(): number {
    return this.peers.size;
  }

  private accept(socket: Socket): void {
    const peer: Peer = { id: this.nextId++, socket, chunks: [], size: 0, pending: 0, pendingBytes: 0 };
    this.peers.set(peer.id, peer);
    socket.on('data', (chunk: Buffer) => this.receive(peer, chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.peers.delete(peer.id);
      this.send({ connection: peer.id, bytes: undefined });
      if (this.peers.size === 0) this.onEmpty();
      this.finishIfIdle();
    });
  }

  private receive(peer: Peer, chunk: Buffer): void {
    peer.chunks.push(chunk);
    peer.size += chunk.length;
    while (peer.size >= headerBytes) {
      const first = peer.chunks[0] as Buffer;
      if (first.length < 4) peer.chunks = [Buffer.concat(peer.chunks)];
      const length = (peer.chunks[0] as Buffer).readInt32LE(0);
      if (length < headerBytes || length > maxMessageBytes) {
        peer.socket.destroy();
        return;
      }
      if (peer.size < length) break;
      const all = peer.chunks.length === 1 ? (peer.chunks[0] as Buffer) : Buffer.concat(peer.chunks);
      // A copy of its own: it is handed to another thread.
      const bytes = new Uint8Array(length);
      bytes.set(all.subarray(0, length));
      peer.chunks = all.length > length ? [all.subarray(length)] : [];
      peer.size = all.length - length;
      peer.pending += 1;
      peer.pendingBytes += length;
      this.send({ connection: peer.id, bytes });
    }
    if (peer.pending >= maxPending || peer.pendingBytes > maxBuffered) peer.socket.pause();
  }

  /** Messages of one turn of the event loop go over together. */
  private send(message: Incoming): void {
    if (this.outbox.length === 0) setImmediate(() => this.flush());
    this.outbox.push(message);
  }

  private flush(): void {
    const messages = this.outbox;
    this.outbox = [];
    this.forward(messages);
    // Word of a closed connection gets no reply that would look here again.
    this.finishIfIdle();
  }

  deliver(replies: readonly Outgoing[]): void {
    for (const { connection, bytes, close } of replies) {
      const peer = this.peers.get(connection);
      if (!peer) continue;
      peer.pending -= 1;
      if (bytes) peer.socket.write(bytes);
      if (close) peer.socket.destroy();
      if (peer.pending === 0) peer.pendingBytes = 0;
      if (peer.pending < maxPending / 2 && peer.socket.isPaused()) {
        if (peer.socket.writableLength > maxBuffered) peer.socket.once('drain', () => peer.socket.resume());
        else peer.socket.resume();
      }
    }
    this.finishIfIdle();
  }

  /** Stops accepting and reading, waits for what is in flight, then ends the connections. */
  async close(): Promise<void> {
    this.server.close();
    for (const peer of this.peers.values()) peer.socket.pause();
    await new Promise<void>((resolve) => {
      this.closing = resolve;
      this.finishIfIdle();
    });
    for (const peer of this.peers.values()) peer.socket.end();
    for (const peer of this.peers.values()) peer.socket.destroySoon();
  }

  private finishIfIdle(): void {
    if (!this.closing || this.outbox.length > 0) return;
    for (const peer of this.peers.values()) if (peer.pending > 0) return;
    this.closing();
  }
}
