import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import mongoose, { type Connection } from 'mongoose';
import { v4, v7 } from 'uuid';
import type { Removal } from '../../../contracts/privacy.ts';
import { defaultSettings } from '../../../contracts/settings.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import { createConversations } from '../../../interactions/conversations.ts';
import { createAttachmentFiles } from '../../../interactions/files/attachmentFiles.ts';
import { createAttachments } from '../../../interactions/files/attachments.ts';
import { createRemovals } from '../../../interactions/retention/removals.ts';
import { openStores } from '../../../server/stores.ts';
import { simulatedClock } from '../../support/clock.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';
import { rebuilt } from './closed.ts';
import { foundIn } from './storeText.ts';

/** F7 point 20: a deletion that is cut off at any step is gone on with, and its proof is of what was there. */
let store: TestStore;
let folder: string;
const clock = simulatedClock();
beforeAll(async () => {
  store = await openTestStore();
  folder = mkdtempSync(join(tmpdir(), 'switchboard-'));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a node is made of, as far as deletions need it. */
async function nodeOn(connection: Connection) {
  const stores = await openStores(connection);
  const quiet = (): void => undefined;
  const attachments = createAttachments({
    entries: stores.attachmentEntries,
    files: createAttachmentFiles(folder),
    clock,
    newId: v7,
    limits: () => defaultSettings().limits,
  });
  const conversations = createConversations({
    ...stores,
    clock,
    newId: v7,
    settings: defaultSettings,
    committed: quiet,
    found: quiet,
    failed: quiet,
  });
  const removeMails = stores.mails.removeAll;
  const removals = createRemovals({ ...stores, attachments, conversations, removeMails, clock });
  return { stores, attachments, conversations, removals };
}
type Node = Awaited<ReturnType<typeof nodeOn>>;

async function closedConversation({
  conversations,
  attachments,
}: Node): Promise<{ id: string; number: string }> {
  const id = v7();
  const number = `IMS${v4()}`;
  const openedFor = { id: 'external:zoe', name: 'Zoe Zebra', email: 'zoe@zebra.example' };
  await conversations.open(id, number, () => ({
    cause: { kind: 'requester', action: 'opened' },
    events: [
      {
        type: 'conversation_opened',
        number,
        interactionType: 'chat',
        subtype: null,
        channel: 'web',
        direction: 'inbound',
        openedFor,
        application: 'global',
        domain: 'global',
        locale: 'en',
        context: { note: 'zebra' },
      },
    ],
    messages: [],
  }));
  const by = { kind: 'requester', name: openedFor.name } as const;
  const { attachmentId } = await attachments.receive(id, by, 'zebra.txt', Readable.from(['zebra']));
  await attachments.claim(id, attachmentId, { id: v4(), by });
  for (let count = 0; count < 3; count += 1)
    await conversations.change(id, () => ({
      cause: { kind: 'requester', action: 'message', clientMessageId: v4() },
      events: [],
      messages: [{ type: 'text', text: `zebra ${count}`, from: by }],
      dialog: { words: 'zebra' },
    }));
  await conversations.change(id, (state) => ({
    cause: { kind: 'requester', action: 'ended' },
    events: closeEvents(state, 'requester_end', by, 'a zebra'),
    messages: [],
  }));
  await conversations.settled(id);
  return { id, number };
}

/** A connection that is cut off when its command with this number is sent. */
async function cutOffAt(command: number) {
  const connection = await mongoose.createConnection(store.uri, { monitorCommands: true }).asPromise();
  const node = await nodeOn(connection);
  const state = { cut: false, sent: 0 };
  connection.getClient().on('commandStarted', () => {
    state.sent += 1;
    if (state.sent !== command) return;
    state.cut = true;
    void connection.close(true);
  });
  return { connection, node, state };
}

test.each<Removal>(['interaction', 'words', 'files', 'person'])(
  'cut off at each of its commands, the deletion of “%s” is finished by the next node',
  async (what) => {
    const healthy = await nodeOn(store.connection);
    const { db } = store.connection;
    if (db === undefined) throw new Error('the store is not connected');
    for (let command = 1; ; command += 1) {
      const { id, number } = await closedConversation(healthy);
      healthy.conversations.forget(id);
      const pseudonym = what === 'person' ? { id: 'erased:1', name: 'Erased person' } : null;
      const times = { openedAt: '2026-01-01T00:00:00.000Z', closedAt: '2026-01-01T00:00:00.000Z' };
      const deletion = {
        _id: `${id}/${what}`,
        interactionId: id,
        policy: 'test',
        number,
        what,
        pseudonym,
        ...times,
      };
      const { connection, node, state } = await cutOffAt(command);
      await node.removals.remove(deletion).catch(() => undefined);
      if (!state.cut) await connection.close();
      const atCut = await db
        .collection<{ _id: string; sha256: string; status: string }>('deletion_proofs')
        .findOne({ _id: deletion._id });
      clock.advance(61_000);
      await healthy.removals.resume(10);
      await healthy.removals.remove(deletion);
      const proof = await db
        .collection<{ _id: string; sha256: string }>('deletion_proofs')
        .findOne({ _id: deletion._id });
      expect(proof).toMatchObject({
        status: 'finished',
        counts: { turns: 5, attachments: 1 },
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        leaseUntil: null,
      });
      // What was measured once stays, however much had gone before the cut.
      if (atCut?.status === 'begun') expect(proof?.sha256).toBe(atCut.sha256);
      const left = await db.collection('interactions').findOne({ number });
      if (what === 'interaction') expect(left).toBeNull();
      else expect(await rebuilt(store.connection, id)).toEqual(left?.header);
      if (what === 'interaction' || what === 'words')
        expect(await foundIn(store, `zebra 0`, 'a zebra')).toEqual([]);
      if (what === 'person') expect(await foundIn(store, 'zebra')).toEqual([]);
      await db.collection('turns').deleteMany({});
      await db.collection('interactions').deleteMany({});
      await db.collection('attachments').deleteMany({});
      await db.collection('interaction_insights').deleteMany({});
      if (!state.cut) {
        expect(command).toBeGreaterThan(8);
        return;
      }
    }
  },
  60_000,
);
