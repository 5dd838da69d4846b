import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { InteractionLogEntry, TranscriptLine } from '../../contracts/header.ts';
import type { Page } from '../../contracts/http.ts';
import type { AttachmentEntry, PostedMessage } from '../../contracts/messages.ts';
import type { ConversationOpened } from '../../contracts/sockets.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import { foldTurn } from '../../interactions/foldTurn.ts';
import { createInteractions } from '../../interactions/interactions.store.ts';
import { placeTurn } from '../../interactions/placeTurn.ts';
import type { Turn, TurnDraft } from '../../interactions/turn.ts';
import { connectStore } from '../../store/connect.ts';
import { api, connectRequester, eventually, openAgent, openRequester } from '../support/clients.ts';
import { startServer } from '../support/server.ts';
import { startStoreProcess } from '../support/storeProcess.ts';

const messages = 10_000;
const allowedGrowthMb = 100;

/** A conversation that never wanted to end: everything that reads it works, and the server's memory stays as it was. */
test(`a conversation of ${messages} messages is read in pages, streamed, and gone on with`, async () => {
  const store = await startStoreProcess();
  const server = await startServer({
    // A heap in which six whole conversations with their turns have no room.
    env: { MONGODB_URI: store.uri, DEMO: '1', NODE_OPTIONS: '--max-old-space-size=160' },
    settings: {
      idle: { liveCloseSeconds: 3_600, liveReminderSeconds: 3_000, guestDisconnectSeconds: 0 },
      // The agent comes back to it, however long the reading takes.
      handoff: { leaseSeconds: 3_600 },
    },
  });
  const resident = (): number => {
    try {
      const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
    } catch {
      return 0; // No /proc on this system: all but the memory is tested.
    }
  };
  const supervisor = await server.login('supervisor@example.com');
  const token = await server.login('agent1@example.com');
  const agent = await openAgent(server.url, token);
  await agent.is('available');
  const guest = await openRequester(server.url);
  const { conversationId, interactionNumber: number } = guest.session;
  await guest.says('I want to talk to a person');
  expect(await agent.accepts(await agent.isOffered(number))).toMatchObject({ data: { interaction: number } });
  await guest.becomes('agent');
  await agent.says(number, 'How can I help?');
  await guest.hears(/How can I help/);
  guest.leave();
  agent.leave();

  // Another node writes ten thousand messages.
  const connection = await connectStore(store.uri);
  const interactions = createInteractions(connection);
  const stored = await eventually(async () => {
    const found = await interactions.load(conversationId);
    return found?.state.facts.agentWrote === true ? found : undefined;
  }, 'the header');
  let state: ConversationState = stored.state;
  const batch: Turn[] = [];
  for (let n = 1; n <= messages; n += 1) {
    const turn = placeTurn(state, draft(n), new Date(Date.parse(state.header.updatedAt) + 20), randomUUID);
    state = foldTurn(state, turn);
    batch.push(turn);
    if (batch.length < 1_000 && n < messages) continue;
    await connection.collection<Turn>('turns').insertMany(batch.splice(0));
  }
  await interactions.save(state, null, true);
  await connection.close();

  // Everything once, so that what is loaded and cached at the first use does not count.
  await fetchText(`${server.url}/api/v1/interactions/${number}/transcript?format=text`, supervisor);
  const before = resident();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, resident());
  }, 20);

  const log = await pages<InteractionLogEntry>(server.url, `/interactions/${number}/logs`, supervisor);
  expect(log.length).toBeGreaterThan(messages);
  expect(log.map((entry) => entry.number)).toEqual(log.map((_, index) => index + 1));

  const lines = await pages<TranscriptLine>(server.url, `/interactions/${number}/transcript`, supervisor);
  expect(lines).toHaveLength(state.header.messageCount);
  expect(lines.map(({ seq }) => seq)).toEqual(
    [...new Set(lines.map(({ seq }) => seq))].sort((a, b) => a - b),
  );

  const record = await api<{ transcript: null; transcriptAttachment: string }>(
    server.url,
    `/interactions/${number}`,
    supervisor,
  );
  expect(record.body).toMatchObject({
    transcript: null,
    transcriptAttachment: `/api/v1/interactions/${number}/attachments/transcript`,
  });
  const { body: listed } = await api<Page<AttachmentEntry>>(
    server.url,
    `/interactions/${number}/attachments`,
    supervisor,
  );
  expect(listed.items.map(({ attachmentId }) => attachmentId)).toEqual(['transcript', 'transcript-external']);

  // Several at once: each holds no more than what is on its way.
  const files = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(() => fetchText(`${server.url}${record.body.transcriptAttachment}`, supervisor)),
  );
  for (const text of files) expect(text.match(/ message \d+ of/g)).toHaveLength(messages);
  const json = await fetchText(
    `${server.url}/api/v1/interactions/${number}/transcript?format=json&download=true&view=external`,
    supervisor,
  );
  const external: Page<TranscriptLine> = JSON.parse(json);
  expect(external.items.filter(({ text }) => / message \d+ of/.test(text))).toHaveLength(messages - notes);
  expect(external.items.some((line) => line.private === true)).toBe(false);

  const back = await connectRequester(server.url, guest.session, 0);
  const said = () => back.messages.filter(({ text }) => / message \d+ of/.test(text));
  await eventually(() => said().length === messages - notes, 'all messages at the requester');
  expect(back.messages.map(({ seq }) => seq)).toEqual(
    back.messages.map(({ seq }) => seq).sort((a, b) => a - b),
  );

  const desk = await openAgent(server.url, token);
  const opened = await eventually(() => desk.opened[0], 'the conversation on the desk');
  expect(opened.messages).toHaveLength(200);
  expect(opened.earlier).toBe(true);
  expect(opened.messages.at(-1)?.seq).toBe(state.lastSeq);
  let page: ConversationOpened = opened;
  const all: PostedMessage[] = [...opened.messages];
  while (page.earlier) {
    const ack = await desk.socket
      .timeout(8_000)
      .emitWithAck('conversation:open', { interaction: number, before: all[0]?.seq ?? 1 });
    if (ack.data === undefined) throw new Error(ack.error?.message);
    page = ack.data;
    all.unshift(...page.messages);
  }
  expect(all.map(({ seq }) => seq)).toEqual(lines.map(({ seq }) => seq));

  clearInterval(watch);
  console.log(
    `server resident ${before.toFixed(0)} MB before, ${highest.toFixed(0)} MB at most; transcript ${((files[0]?.length ?? 0) / 1e6).toFixed(1)} MB`,
  );
  expect(highest - before).toBeLessThan(allowedGrowthMb);

  // And it goes on.
  await desk.says(number, 'still here');
  await back.hears(/still here/);
  desk.leave();
  back.leave();
  expect(await server.close()).toBe(0);
  await store.remove();
}, 180_000);

/** Every hundredth is a private note. */
const notes = messages / 100;

function draft(n: number): TurnDraft {
  const text = ` message ${n} of ${messages} ${'and so on '.repeat(60)}`;
  const run = {
    type: 'element_run',
    runId: 'r',
    topic: 'long',
    element: `e${n}`,
    kind: 'text_output',
  } as const;
  const events: TurnDraft['events'] = [{ ...run, topicKind: 'topic', outcome: 'done', ms: 1 }];
  if (n % 2 === 1)
    return {
      cause: { kind: 'requester', action: 'message', clientMessageId: randomUUID() },
      events,
      messages: [{ type: 'text', text, from: { kind: 'requester', name: 'Guest' } }],
    };
  const agent = { id: 'agent1', name: 'Ada' };
  return {
    cause: { kind: 'agent', action: 'message', agent, clientMessageId: randomUUID() },
    events,
    messages: [
      {
        type: 'text',
        text,
        from: { kind: 'agent', name: 'Ada' },
        ...(n % 100 === 0 ? { private: true } : {}),
      },
    ],
  };
}

/** All pages; none longer than 200. */
async function pages<T>(url: string, path: string, token: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `?cursor=${cursor}`;
    const { status, body } = await api<Page<T>>(url, `${path}${query}`, token);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(200);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

async function fetchText(url: string, token: string): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  return response.text();
}
