import { type Doc, Double, toDoc } from '../bson/values.ts';
import { type Command, type Connection, checkGeneric, type Reply } from '../commands/command.ts';
import { Cursors } from '../commands/cursors.ts';
import { commandTable, openCommands } from '../commands/table.ts';
import { StorageError, StoreError } from '../errors.ts';
import { Catalog } from '../storage/catalog.ts';
import type { Kv } from '../storage/kv.ts';
import { type Request, readMessage, writeReply } from '../wire/message.ts';
import { authCommands, type Credentials } from './scram.ts';
import { expireDocuments } from './ttl.ts';

/** One message of a connection, or word that the connection is gone (`bytes` undefined). */
export interface Incoming {
  connection: number;
  bytes: Uint8Array | undefined;
}

/** What goes back: `bytes` undefined is "done, nothing to say"; `close` asks to end the connection. */
export interface Outgoing {
  connection: number;
  bytes: Uint8Array | undefined;
  close?: boolean;
}

interface Work {
  connection: number;
  request: Request;
  reply: Buffer | undefined;
}

/**
 * Commands in, replies out. All messages of one turn run in one storage transaction with one sync at its end,
 * and no reply leaves `runTurn` before that sync: neither an acknowledgement, nor a read that saw the turn's
 * writes.
 */
export class Engine {
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  private readonly connections = new Map<number, Connection>();
  private replyId = 1;
  private writing = false;

  constructor(
    private readonly kv: Kv,
    private readonly options: { credentials?: Credentials | undefined; now?: () => Date } = {},
  ) {
    this.catalog = new Catalog(kv);
    this.cursors = new Cursors(() => this.now().getTime());
  }

  private now(): Date {
    return this.options.now ? this.options.now() : new Date();
  }

  /** Runs the messages in order and gives the replies after their writes are on disk. */
  runTurn(messages: readonly Incoming[]): Outgoing[] {
    const out: Outgoing[] = [];
    const turn: Work[] = [];
    for (const { connection, bytes } of messages) {
      if (!bytes) {
        this.connections.delete(connection);
        continue;
      }
      let request: Request;
      try {
        request = readMessage(bytes);
      } catch (error) {
        if (!(error instanceof StoreError) && !(error instanceof RangeError)) throw error;
        out.push({ connection, bytes: undefined, close: true });
        continue;
      }
      turn.push({ connection, request, reply: undefined });
    }
    this.commitTogether(turn);
    for (const { connection, reply } of turn) out.push({ connection, bytes: reply });
    return out;
  }

  private commitTogether(turn: readonly Work[]): void {
    try {
      for (const work of turn) work.reply = this.run(work);
      this.commit();
    } catch (error) {
      this.rollback();
      if (!(error instanceof StorageError)) throw error;
      // One statement may have spoilt the turn for all (a full disk): each gets a transaction of its own.
      for (const work of turn) this.runAlone(work);
    }
  }

  private runAlone(work: Work): void {
    // What a cursor gave, it does not give again.
    if (work.reply && work.request.body.has('getMore')) return;
    try {
      work.reply = this.run(work);
      this.commit();
    } catch (error) {
      this.rollback();
      if (!(error instanceof StorageError)) throw error;
      const failure = new StoreError(
        error.full ? 14031 : 1,
        error.full ? `no disk space left for the write: ${error.message}` : error.message,
      );
      work.reply = this.answer(work.request, failureReply(failure));
    }
  }

  private commit(): void {
    if (!this.writing) return;
    this.kv.commit();
    this.writing = false;
  }

  private rollback(): void {
    if (!this.writing) return;
    this.writing = false;
    this.kv.rollback();
    this.catalog.reload();
  }

  private run(work: Work): Buffer | undefined {
    return this.answer(work.request, this.execute(work.connection, work.request));
  }

  private answer(request: Request, reply: Reply): Buffer | undefined {
    if (request.quiet) return undefined;
    if (reply instanceof Map && !reply.has('ok')) reply.set('ok', new Double(1));
    return writeReply(request, reply, this.replyId++ & 0x7fffffff);
  }

  private execute(connectionId: number, request: Request): Reply {
    const { body, db } = request;
    const [name] = body.keys();
    try {
      const connection = this.connectionOf(connectionId);
      const handler = commandTable.get(name ?? '') ?? authCommands.get(name ?? '');
      if (!handler || name === undefined) throw new StoreError(59, `no such command: '${name}'`);
      if (this.options.credentials && connection.user === undefined && !openCommands.has(name)) {
        throw new StoreError(13, `Command ${name} requires authentication`);
      }
      checkGeneric(body);
      const command: Command & { credentials: Credentials | undefined } = {
        name,
        db,
        body,
        connection,
        kv: this.kv,
        catalog: this.catalog,
        cursors: this.cursors,
        beginWrite: () => this.beginWrite(),
        now: () => this.now(),
        credentials: this.options.credentials,
      };
      return handler(command);
    } catch (error) {
      if (error instanceof StoreError) return failureReply(error);
      if (error instanceof RangeError && /call stack/.test(error.message)) {
        return failureReply(new StoreError(15, 'the command is nested too deeply'));
      }
      if (error instanceof StorageError) throw error;
      // A fault of ours: the statement may have written half of itself, so the turn is not kept.
      console.error(error);
      throw new StorageError(
        `internal error: ${error instanceof Error ? error.message : String(error)}`,
        false,
      );
    }
  }

  private beginWrite(): void {
    if (this.writing) return;
    this.kv.begin();
    this.writing = true;
  }

  private connectionOf(id: number): Connection {
    let connection = this.connections.get(id);
    if (!connection) {
      connection = { id, user: undefined, sasl: undefined };
      this.connections.set(id, connection);
    }
    return connection;
  }

  /** Removes documents that TTL indexes say are over, and idle cursors. Gives how many documents went. */
  sweep(): number {
    this.cursors.expire();
    try {
      const gone = expireDocuments(this.kv, this.catalog, this.now(), () => this.beginWrite());
      this.commit();
      return gone;
    } catch (error) {
      this.rollback();
      if (!(error instanceof StorageError)) throw error;
      console.error(`the TTL sweep did not finish: ${error.message}`);
      return 0;
    }
  }

  close(): void {
    this.kv.close();
  }
}

function failureReply(error: StoreError): Doc {
  const doc = toDoc({ ok: new Double(0), errmsg: error.message, code: error.code, codeName: error.codeName });
  for (const [name, value] of error.details ?? []) doc.set(name, value);
  return doc;
}
