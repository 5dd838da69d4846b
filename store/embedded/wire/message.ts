import { asBuffer, decodeDoc } from '../bson/decode.ts';
import { encodeDoc } from '../bson/encode.ts';
import type { Doc, Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';

const opReply = 1;
const opQuery = 2004;
const opCompressed = 2012;
const opMsg = 2013;
const checksumPresent = 1;
const moreToCome = 2;

export const headerBytes = 16;
export const maxMessageBytes = 48_000_000;

/** A request as the engine takes it; `quiet` asks for no reply. */
export interface Request {
  requestId: number;
  db: string;
  body: Doc;
  quiet: boolean;
  legacy: boolean;
}

/**
 * Takes one message apart (specification: "MongoDB Wire Protocol"): OP_MSG with both kinds of sections, and
 * OP_QUERY for the first hello of old handshakes. A checksum is skipped: a Unix socket and TCP have their own.
 * Throws for anything malformed; the connection is then closed.
 */
export function readMessage(bytes: Uint8Array): Request {
  const buffer = asBuffer(bytes);
  const requestId = buffer.readInt32LE(4);
  switch (buffer.readInt32LE(12)) {
    case opMsg:
      return readOpMsg(buffer, requestId);
    case opQuery:
      return readOpQuery(buffer, requestId);
    case opCompressed:
      throw new StoreError(9, 'compressed messages were not agreed on');
    default:
      throw new StoreError(9, 'unknown operation code');
  }
}

function readOpMsg(buffer: Buffer, requestId: number): Request {
  const flags = buffer.readUInt32LE(headerBytes);
  if ((flags & 0xfffc) !== 0) throw new StoreError(9, 'unknown required flag bits');
  const end = flags & checksumPresent ? buffer.length - 4 : buffer.length;
  let at = headerBytes + 4;
  let body: Doc | undefined;
  const sequences: [string, Value[]][] = [];
  while (at < end) {
    const kind = buffer[at];
    at += 1;
    const size = buffer.readInt32LE(at);
    if (size < 5 || at + size > end) throw new StoreError(9, 'a section has an impossible length');
    if (kind === 0) {
      if (body) throw new StoreError(9, 'two bodies in one message');
      body = decodeDoc(buffer, at);
    } else if (kind === 1) sequences.push(readSequence(buffer, at, at + size));
    else throw new StoreError(9, 'unknown kind of section');
    at += size;
  }
  if (!body) throw new StoreError(9, 'a message without a body');
  for (const [name, docs] of sequences) {
    if (body.has(name)) throw new StoreError(9, `duplicate field ${name}`);
    body.set(name, docs);
  }
  const db = body.get('$db');
  if (typeof db !== 'string') throw new StoreError(40571, 'OP_MSG requests require a $db argument');
  return { requestId, db, body, quiet: (flags & moreToCome) !== 0, legacy: false };
}

function readSequence(buffer: Buffer, start: number, end: number): [string, Value[]] {
  const close = buffer.indexOf(0, start + 4);
  if (close < 0 || close >= end) throw new StoreError(9, 'a sequence without a name');
  const name = buffer.toString('utf8', start + 4, close);
  const docs: Value[] = [];
  let at = close + 1;
  while (at < end) {
    const size = buffer.readInt32LE(at);
    if (size < 5 || at + size > end) throw new StoreError(9, 'a document has an impossible length');
    docs.push(decodeDoc(buffer, at));
    at += size;
  }
  return [name, docs];
}

function readOpQuery(buffer: Buffer, requestId: number): Request {
  const close = buffer.indexOf(0, headerBytes + 4);
  if (close < 0) throw new StoreError(9, 'a query without a namespace');
  const ns = buffer.toString('utf8', headerBytes + 4, close);
  if (!ns.endsWith('.$cmd')) throw new StoreError(352, 'Unsupported OP_QUERY command: only hello may use it');
  const body = decodeDoc(buffer, close + 9);
  const [first] = body.keys();
  if (!['hello', 'isMaster', 'ismaster'].includes(first ?? '')) {
    throw new StoreError(
      352,
      `Unsupported OP_QUERY command: ${first}. The client driver may require an upgrade.`,
    );
  }
  return { requestId, db: ns.slice(0, -5), body, quiet: false, legacy: true };
}

/** The bytes of a reply. */
export function writeReply(
  request: Pick<Request, 'requestId' | 'legacy'>,
  reply: Doc | { raw: Uint8Array },
  id: number,
): Buffer {
  const body = reply instanceof Map ? encodeDoc(reply) : reply.raw;
  const before = request.legacy ? 20 : 5;
  const message = Buffer.allocUnsafe(headerBytes + before + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(id, 4);
  message.writeInt32LE(request.requestId, 8);
  message.writeInt32LE(request.legacy ? opReply : opMsg, 12);
  message.fill(0, headerBytes, headerBytes + before);
  if (request.legacy) {
    message.writeInt32LE(8, headerBytes);
    message.writeInt32LE(1, headerBytes + 16);
  }
  message.set(body, headerBytes + before);
  return message;
}
