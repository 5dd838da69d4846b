import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import { transcriptLines, transcriptText } from '../../../interactions/reading/transcript.ts';
import { openStores, type Stores } from '../../../server/stores.ts';
import {
  type AgentClient,
  api,
  connectRequester,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** Real conversations that take any turn: what the store keeps of each is what its log says. */
let node: InProcess;
let agent: AgentClient;
let stores: Stores;
beforeAll(async () => {
  node = await startInProcess({
    settings: {
      survey: { probability: 0.5 },
      handoff: { leaseSeconds: 3_600 },
      wrapUp: { enabled: true },
      limits: { messagesPerMinute: 10_000 },
      tokens: { userSeconds: 31_000_000, requesterSeconds: 31_000_000 },
    },
  });
  agent = await openAgent(node.url, await node.login('agent1@example.com'));
  stores = await openStores(node.store.connection);
});
afterAll(async () => {
  agent.leave();
  await node.close();
});

interface Scene {
  requester: Requester;
  number: string;
}
/** What either side may try at any time; being refused is part of it. */
const acts = {
  greets: ({ requester }: Scene) => requester.send({ id: randomUUID(), text: 'hello, this is terrible' }),
  reportsVpn: ({ requester }: Scene) => requester.send({ id: randomUUID(), text: 'my vpn keeps dropping' }),
  picks: ({ requester }: Scene) => requester.send({ id: randomUUID(), value: 'drops' }),
  saysYes: ({ requester }: Scene) => requester.send({ id: randomUUID(), text: 'yes' }),
  saysNo: ({ requester }: Scene) => requester.send({ id: randomUUID(), text: 'no' }),
  wantsAPerson: ({ requester }: Scene) => requester.send({ id: randomUUID(), text: 'talk to a person' }),
  leavesForSearch: ({ requester }: Scene) => requester.socket.emitWithAck('search:leave', { query: 'vpn' }),
  startsAgain: ({ requester }: Scene) => requester.socket.emitWithAck('conversation:restart', {}),
  ends: ({ requester }: Scene) => requester.socket.emitWithAck('conversation:end', {}),
  async accepts({ number }: Scene) {
    await agent.is('available');
    for (const offer of agent.offers.filter(({ interaction }) => interaction === number))
      await agent.accepts(offer);
  },
  claims: ({ number }: Scene) => agent.socket.emitWithAck('work:claim', { interaction: number }),
  answers: ({ number }: Scene) => agent.says(number, 'let me look'),
  notes: ({ number }: Scene) => agent.says(number, 'third call this week', { private: true }),
  holds: ({ number }: Scene) =>
    api(node.url, `/interactions/${number}/hold`, agent.token, {
      method: 'POST',
      body: { waitingReason: 'waiting_internal' },
    }),
  resumes: ({ number }: Scene) =>
    api(node.url, `/interactions/${number}/resume`, agent.token, { method: 'POST', body: {} }),
  givesBack: ({ number }: Scene) => agent.ends(number, { resolution: 'unresolved' }),
  finishes: ({ number }: Scene) => agent.ends(number, { shortDescription: 'VPN' }),
  aMinute: () => node.pass(61),
  threeMinutes: () => node.pass(190),
  twoHours: () => node.pass(6_700),
};
type Act = keyof typeof acts;
const act = fc.constantFrom(...Object.keys(acts).filter((name): name is Act => Object.hasOwn(acts, name)));

test('the stored header and state are those that the log gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (script) => {
      const requester = await openRequester(node.url);
      const { conversationId: id, interactionNumber: number } = requester.session;
      for (const name of script) await acts[name]({ requester, number });
      await requester.socket.emitWithAck('conversation:end', {});
      await node.pass(3_600);
      const log = await stores.turns.after(id, 0);
      const first = log[0];
      expect(first).toBeDefined();
      const rebuilt = log.reduce(
        foldTurn,
        emptyConversation(id, number, (first?.at ?? new Date(0)).toISOString()),
      );
      const stored = await eventually(async () => {
        const read = await stores.interactions.load(id);
        return read !== null && read.foldedSeq === rebuilt.lastSeq ? read.state : null;
      }, 'the header to be written');
      expect(stored.header).toEqual(rebuilt.header);
      expect(stored).toEqual(rebuilt);
      expect(rebuilt.transcriptChars).toBe(
        log
          .flatMap((turn) => transcriptLines(turn, 'internal', false))
          .map(transcriptText)
          .join('\n').length,
      );
      const again = await connectRequester(node.url, requester.session, 0);
      await eventually(() => again.changes.at(-1)?.owner === 'none', 'the requester to see that it is over');
      again.leave();
      requester.leave();
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
