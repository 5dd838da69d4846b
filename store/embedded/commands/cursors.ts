import { Writer } from '../bson/encode.ts';
import { asWhole } from '../bson/numbers.ts';
import type { Doc, Value } from '../bson/values.ts';
import { Double } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { type Command, checkFields, countArgument, type Reply } from './command.ts';

/** A quarter of what MongoDB allows: a batch is copied several times on its way, and clients ask on by themselves. */
const batchBytes = 4 * 1024 * 1024;
const firstBatchDocs = 101;
const idleMs = 10 * 60_000;

interface Cursor {
  id: bigint;
  ns: string;
  rows: Iterator<Uint8Array, void>;
  /** Taken from `rows`, but too big for the batch before. */
  waiting: Uint8Array | undefined;
  used: number;
  /** Never closed for idleness (`noCursorTimeout`). */
  keep: boolean;
}

/** The open cursors: generators at rest, each remembering where to go on. Idle ones go after ten minutes. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private next = 1n + BigInt(Math.floor(Math.random() * 2 ** 48)) * 4096n;

  constructor(private readonly now: () => number) {}

  get count(): number {
    return this.open.size;
  }

  /** The reply of `find` and `aggregate`: a first batch, and a cursor when there is more. */
  first(
    ns: string,
    rows: Iterator<Uint8Array, void>,
    batchSize: number | undefined,
    single: boolean,
    keep = false,
  ): Reply {
    const cursor: Cursor = { id: this.next, ns, rows, waiting: undefined, used: this.now(), keep };
    this.next += 1n;
    const size = batchSize ?? firstBatchDocs;
    const { docs, done } = fill(cursor, size);
    const finished = done || single;
    if (!finished) this.open.set(cursor.id, cursor);
    return reply('firstBatch', ns, finished ? 0n : cursor.id, docs);
  }

  more(id: bigint, ns: string, batchSize: number | undefined): Reply {
    const cursor = this.open.get(id);
    if (!cursor) throw new StoreError(43, `cursor id ${id} not found`);
    if (cursor.ns !== ns)
      throw new StoreError(
        13,
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      );
    cursor.used = this.now();
    try {
      const { docs, done } = fill(cursor, batchSize || Number.POSITIVE_INFINITY);
      if (done) this.open.delete(id);
      return reply('nextBatch', ns, done ? 0n : id, docs);
    } catch (error) {
      this.open.delete(id);
      throw error;
    }
  }

  kill(id: bigint): boolean {
    const cursor = this.open.get(id);
    cursor?.rows.return?.();
    return this.open.delete(id);
  }

  /** Closes what nobody asked for in ten minutes. */
  expire(): void {
    for (const cursor of this.open.values()) {
      if (!cursor.keep && this.now() - cursor.used > idleMs) this.kill(cursor.id);
    }
  }
}

function fill(cursor: Cursor, limit: number): { docs: Uint8Array[]; done: boolean } {
  const docs: Uint8Array[] = [];
  let bytes = 0;
  while (docs.length < limit) {
    const next = cursor.waiting ? { done: false as const, value: cursor.waiting } : cursor.rows.next();
    cursor.waiting = undefined;
    if (next.done) return { docs, done: true };
    if (docs.length > 0 && bytes + next.value.length > batchBytes) {
      cursor.waiting = next.value;
      return { docs, done: false };
    }
    docs.push(next.value);
    bytes += next.value.length + 12;
  }
  return { docs, done: false };
}

function reply(batch: string, ns: string, id: bigint, docs: readonly Uint8Array[]): Reply {
  const writer = new Writer();
  writer.int32(0);
  writer.byte(3);
  writer.raw(Buffer.from('cursor\0'));
  const start = writer.at;
  writer.int32(0);
  writer.rawArray(batch, docs);
  writer.element('id', id);
  writer.element('ns', ns);
  writer.byte(0);
  writer.patchInt32(writer.at - start, start);
  writer.element('ok', new Double(1));
  writer.byte(0);
  writer.patchInt32(writer.at, 0);
  return { raw: writer.copy() };
}

export function getMore(command: Command): Reply {
  checkFields(command.body, ['collection', 'batchSize', 'term'], []);
  const id = command.body.get('getMore');
  if (typeof id !== 'bigint')
    throw new StoreError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const ns = `${command.db}.${String(command.body.get('collection'))}`;
  return command.cursors.more(id, ns, countArgument(command.body, 'batchSize', 0));
}

export function killCursors(command: Command): Reply {
  checkFields(command.body, ['cursors']);
  const given = command.body.get('cursors');
  const killed: Value[] = [];
  const missing: Value[] = [];
  for (const each of Array.isArray(given) ? given : []) {
    const id = BigInt(asWhole(each) ?? 0);
    (command.cursors.kill(typeof each === 'bigint' ? each : id) ? killed : missing).push(each);
  }
  const doc: Doc = new Map<string, Value>([
    ['cursorsKilled', killed],
    ['cursorsNotFound', missing],
    ['cursorsAlive', []],
    ['cursorsUnknown', []],
  ]);
  return doc;
}
