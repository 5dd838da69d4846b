import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { SessionAnswer } from '../../contracts/http.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import type { RequesterToServer, ServerToRequester } from '../../contracts/sockets.ts';
import { type ConversationState, emptyConversation } from '../../interactions/conversationState.ts';
import { createCounters } from '../../interactions/counters.store.ts';
import { foldTurn } from '../../interactions/foldTurn.ts';
import { createInteractions } from '../../interactions/interactions.store.ts';
import { createRecords, type Records } from '../../interactions/records/records.store.ts';
import type { Turn } from '../../interactions/turn.ts';
import { createTurns } from '../../interactions/turns.store.ts';
import { connectStore } from '../../store/connect.ts';
import { readLock } from '../../store/embedded/pidLock.ts';
import { startEmbeddedStore } from '../../store/embedded/start.ts';
import { api, eventually } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';

const conversations = 200;
/** What each requester says. */
const messagesEach = 7;
const settings = {
  limits: { messagesPerMinute: 100_000, agentActsPerMinute: 100_000, sessionsPerMinute: 100_000 },
  survey: { probability: 0 },
};

type Said = { text: string } | { value: string };

/** A requester who reports an issue and says goodbye, each message sent until it is acknowledged. */
interface SteadyRequester {
  session: SessionAnswer;
  socket: Socket<ServerToRequester, RequesterToServer>;
  /** What was acknowledged, in the order of sending. */
  acked: { id: string; seq: number }[];
  /** Messages that went out more than once. */
  resent: number;
  /** Every `message:posted`, as it came. */
  seen: PostedMessage[];
  issue: string;
}

describe('kill -9 in the middle of 200 conversations', () => {
  test.each([
    ['the server alone', false],
    ['the server and its store', true],
  ])(
    '%s: nothing acked is lost, nothing happens twice',
    async (_, storeToo) => {
      const port = await freePort();
      const first = await startServer({ settings, env: { PORT: String(port), DEMO: '0' } });
      const { url, dataDir } = first;
      let second: TestServer | null = null;
      let requesters: SteadyRequester[] = [];
      try {
        requesters = await inParts(
          Array.from({ length: conversations }, () => url),
          20,
          open,
        );
        const talks = Promise.all(requesters.map(talk));
        // A client that gives up fails the test below; until then it must not end the process.
        talks.catch(() => undefined);
        const all = conversations * messagesEach;
        await Promise.race([talks, acked(requesters, all * 0.75)]);
        if (storeToo) process.kill(readLock(join(dataDir, 'store'))?.pid ?? Number.NaN, 'SIGKILL');
        await first.kill();
        expect(ackedBy(requesters)).toBeLessThan(all);

        second = await startServer({ dataDir, settings, env: { PORT: String(port), DEMO: '0' } });
        expect(second.url).toBe(url);
        await talks;
        expect(ackedBy(requesters)).toBe(all);
        expect(requesters.filter(({ resent }) => resent > 0).length).toBeGreaterThan(0);
        await everythingIsTrue(dataDir, requesters);
      } finally {
        for (const { socket } of requesters) socket.disconnect();
        await first.kill();
        await second?.close();
        await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    },
    180_000,
  );
});

async function open(url: string): Promise<SteadyRequester> {
  const { status, body } = await api<SessionAnswer>(url, '/chat/sessions', null, {
    method: 'POST',
    body: {},
  });
  expect(status).toBe(201);
  const seen: PostedMessage[] = [];
  const socket: SteadyRequester['socket'] = io(`${url}/requester`, {
    auth: (tell) => tell({ token: body.token, after: seen.at(-1)?.seq ?? 0 }),
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 250,
  });
  socket.on('message:posted', (message) => seen.push(message));
  return {
    session: body,
    socket,
    acked: [],
    resent: 0,
    seen,
    issue: `Screen flickers, case ${randomUUID()}`,
  };
}

/** The topic "report an issue", then goodbye. Most are about to get their ticket when the server dies. */
async function talk(requester: SteadyRequester): Promise<void> {
  await say(requester, { text: 'something is broken' });
  await say(requester, { text: requester.issue });
  await say(requester, { value: 'software' });
  await say(requester, { value: '4' });
  // No picture.
  await say(requester, { text: 'no' });
  await say(requester, { text: 'guest@example.com' });
  await say(requester, { text: 'no' });
}

/** Sends until it is acknowledged, each time with the same id (protocol §3). */
async function say(requester: SteadyRequester, said: Said): Promise<void> {
  const { socket } = requester;
  const id = randomUUID();
  for (let sent = 0; ; sent += 1) {
    if (!socket.connected) await new Promise<void>((resolve) => socket.once('connect', resolve));
    if (sent === 1) requester.resent += 1;
    const ack = await socket
      .timeout(15_000)
      .emitWithAck('message:send', { id, ...said })
      .catch(() => null);
    if (ack === null) continue;
    if (ack.data !== undefined) {
      requester.acked.push({ id, seq: ack.data.seq });
      return;
    }
    // What may be tried again says so; anything else is a failure that a user would see.
    if (ack.error?.code !== 'unavailable') throw new Error(`${ack.error?.code}: ${ack.error?.message}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function everythingIsTrue(dataDir: string, requesters: SteadyRequester[]): Promise<void> {
  const store = await startEmbeddedStore({ dataDir: join(dataDir, 'store') });
  const connection = await connectStore(store.uri);
  try {
    const turns = createTurns(connection);
    const interactions = createInteractions(connection);
    const records = createRecords(connection, createCounters(connection));
    const check = async (requester: SteadyRequester): Promise<void> => {
      const { conversationId, interactionNumber } = requester.session;
      const log: Turn[] = [];
      for await (const turn of turns.all(conversationId)) log.push(turn);
      logHasWhatWasAcked(log, requester);
      const posted = log.flatMap(({ messages }) => messages);
      await eventually(() => requester.seen.length >= posted.length, 'the last messages');
      expect(requester.seen.map(({ seq, id }) => [seq, id])).toEqual(posted.map(({ seq, id }) => [seq, id]));
      await recordsAreThereOnce(records, log, requester);

      const rebuilt = rebuild(conversationId, interactionNumber, log);
      const stored = await eventually(async () => {
        const now = await interactions.load(conversationId);
        return now?.foldedSeq === rebuilt.lastSeq ? now : null;
      }, 'the header of the last turn');
      expect(stored.state).toEqual(rebuilt);
      expect(stored.state.header).toMatchObject({ state: 'closed_complete', stateReason: 'auto_closed' });
    };
    await inParts(requesters, 20, check);
    expect(await connection.collection('records').countDocuments({ table: 'incident' })).toBe(
      requesters.length,
    );
  } finally {
    await connection.close();
    await store.close();
  }
}

/** Every acked message at the place that its ack named, once, in the order of sending. */
function logHasWhatWasAcked(log: Turn[], { acked }: SteadyRequester): void {
  const said = log.flatMap(({ cause, seq }) =>
    cause.kind === 'requester' && cause.action === 'message' ? [{ id: cause.clientMessageId, seq }] : [],
  );
  expect(said).toEqual(acked);
  const ids = log.flatMap(({ messages }) => messages.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  let next = 1;
  for (const turn of log) {
    expect(turn.seq).toBe(next);
    next = turn.lastSeq + 1;
  }
}

/** One incident for the issue, and it is the one that the log says was made. */
async function recordsAreThereOnce(records: Records, log: Turn[], { issue }: SteadyRequester): Promise<void> {
  const made = log.flatMap(({ events }) => events.filter((event) => event.type === 'record_created'));
  expect(made.map(({ fields }) => fields.short_description)).toEqual([issue]);
  for (const { table, id, number } of made) {
    const found = await records.find({
      table,
      conditions: [{ field: 'number', op: 'eq', value: number }],
      limit: 10,
    });
    expect(found.map((record) => record.id)).toEqual([id]);
  }
}

function rebuild(id: string, number: string, log: Turn[]): ConversationState {
  const openedAt = log[0]?.at.toISOString() ?? '';
  return log.reduce(foldTurn, emptyConversation(id, number, openedAt));
}

function ackedBy(requesters: SteadyRequester[]): number {
  return requesters.reduce((sum, { acked }) => sum + acked.length, 0);
}

async function acked(requesters: SteadyRequester[], enough: number): Promise<void> {
  while (ackedBy(requesters) < enough) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function inParts<T, R>(all: T[], atOnce: number, job: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += atOnce)
    done.push(...(await Promise.all(all.slice(at, at + atOnce).map(job))));
  return done;
}

/** A port that was free a moment ago: the restart must come back to the same one. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
