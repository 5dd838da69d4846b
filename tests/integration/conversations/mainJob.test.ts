import type {
  InteractionHeader,
  InteractionLogEntry,
  RelatedTask,
  TranscriptLine,
} from '../../../contracts/header.ts';
import type { RecordView } from '../../../contracts/http.ts';
import { api, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** The five steps of a new user, at the protocol; the browser test walks the same in Chromium. */
let node: InProcess;
let author: string;
beforeAll(async () => {
  node = await startInProcess({ settings: { survey: { probability: 1 } } });
  author = await node.login('author@example.com');
});
afterAll(() => node.close());

const read = async <T>(path: string): Promise<T> => (await api<T>(node.url, path, author)).body;
const record = (number: string) =>
  read<InteractionHeader & { transcript: string }>(`/interactions/${number}`);

/** From the greeting to the incident: the dialogue of the shipped VPN topic. */
async function reportVpn(requester: Awaited<ReturnType<typeof openRequester>>): Promise<void> {
  await requester.hears(/pick one/);
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens with your VPN/);
  await requester.picks('drops');
  await requester.hears(/Since when/);
  await requester.says('yesterday');
  await requester.hears(/How many people/);
  await requester.says('3');
  await requester.hears(/VPN gateway Frankfurt/);
  await requester.says('no');
  await requester.hears(/Does it work now/);
  await requester.says('nope');
  // Somebody nobody knows says how to be reached before anything is promised.
  await requester.hears(/e-mail/);
  await requester.says('guest@example.com');
}

test('steps 1 to 3: topic, lookup, incident, Anything Else, survey, closing by itself', async () => {
  const requester = await openRequester(node.url);
  const number = requester.session.interactionNumber;
  await reportVpn(requester);
  await requester.hears(/anything else/i);
  await requester.says('no');
  await requester.hears(/how did this conversation go/);
  await requester.picks('5');
  await requester.becomes('none');
  requester.leave();

  const header = await record(number);
  expect(header).toMatchObject({
    state: 'closed_complete',
    stateReason: 'auto_closed',
    closeRule: 'P08',
    dashboardMessage: 'System closed VA - Auto Closed',
    closedBy: { kind: 'virtual_agent' },
    virtualAgent: true,
    agentChat: false,
    topics: ['vpn_trouble'],
  });
  expect(header.shortDescription).not.toBe('');
  expect(header.transcript).toContain('my vpn keeps dropping');

  const { items: tasks } = await read<{ items: RelatedTask[] }>(`/interactions/${number}/related-tasks`);
  const created = tasks.find(({ via }) => via === 'record_action');
  expect(created).toMatchObject({
    table: 'incident',
    title: expect.stringMatching(/^VPN: it keeps dropping/),
  });
  expect(tasks.find(({ via }) => via === 'lookup')).toMatchObject({ id: 'incident-vpn-gateway' });
  const incident = await read<RecordView>(`/tables/incident/records/${created?.number}`);
  expect(incident.fields).toMatchObject({
    priority: 3,
    category: 'network',
    opened_for: header.openedFor.id,
  });

  const { items: log } = await read<{ items: InteractionLogEntry[] }>(`/interactions/${number}/logs`);
  expect(log.map((entry) => entry.number)).toEqual(log.map((_, index) => index + 1));
  const started = log.filter(({ kind }) => kind === 'topic_started').map(({ topic }) => topic);
  expect(started).toEqual([
    'greeting',
    'vpn_trouble',
    'confirm_contact',
    'anything_else',
    'survey',
    'closing',
  ]);
});

test('step 4: a person takes over, reads the transcript with its sentiment, chats and ends the chat', async () => {
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  const requester = await openRequester(node.url);
  const number = requester.session.interactionNumber;
  await requester.hears(/pick one/);
  await requester.says('this is terrible and useless, I want to talk to a person');
  await requester.becomes('queue');
  const place = await eventually(() => requester.changes.at(-1)?.queue, 'the place in the queue');
  expect(place).toMatchObject({ name: 'IT Service Desk', position: 1 });

  const offer = await agent.isOffered(number);
  expect(offer).toMatchObject({ sentiment: 'negative', openedFor: 'Guest' });
  expect(await agent.accepts(offer)).toMatchObject({ data: { interaction: number } });
  const opened = await eventually(
    () => agent.opened.find(({ interaction }) => interaction === number),
    'the conversation on the desk',
  );
  const words = opened.messages.find(({ from }) => from.kind === 'requester');
  expect(words).toMatchObject({
    text: 'this is terrible and useless, I want to talk to a person',
    sentiment: { label: 'negative' },
  });
  expect(await requester.becomes('agent')).toMatchObject({ agent: { name: 'Ada Moreno' } });

  agent.socket.emit('typing:set', { interaction: number, on: true }, () => undefined);
  await new Promise<void>((resolve) =>
    requester.socket.once('typing:changed', ({ on, from }) => {
      expect({ on, from }).toEqual({ on: true, from: { kind: 'agent', name: 'Ada Moreno' } });
      resolve();
    }),
  );
  node.clock.advance(2_000);
  await agent.says(number, 'Hello, I am Ada. How can I help?');
  await requester.hears(/I am Ada/);
  await requester.says('my screen stays black');
  await agent.hears(number, /stays black/);
  node.clock.advance(3_000);
  await agent.says(number, 'not for the requester', { private: true });
  await agent.says(number, 'I am sending a new one.');
  await requester.hears(/sending a new one/);
  expect(await agent.ends(number, { shortDescription: 'Screen stays black' })).toEqual({
    data: { state: 'closed_complete', stateReason: 'agent_ended' },
  });
  await requester.becomes('none');
  expect(requester.messages.map(({ text }) => text)).not.toContain('not for the requester');

  expect(await record(number)).toMatchObject({
    stateReason: 'agent_ended',
    closeRule: 'P03',
    agentChat: true,
    assignedTo: { id: 'agent1' },
    shortDescription: 'Screen stays black',
    agentAverageResponseTime: 3,
    resolution: 'resolved',
  });
  const external = await read<{ items: TranscriptLine[] }>(
    `/interactions/${number}/transcript?view=external`,
  );
  expect(external.items.map(({ text }) => text)).toEqual([
    'Hello, I am Ada. How can I help?',
    'my screen stays black',
    'I am sending a new one.',
  ]);
  const internal = await read<{ items: TranscriptLine[] }>(
    `/interactions/${number}/transcript?view=internal`,
  );
  expect(internal.items).toContainEqual(
    expect.objectContaining({ text: 'not for the requester', private: true }),
  );
  agent.leave();
  requester.leave();
});

test('step 5: an admin finds the interactions in the list, newest first, and filters them', async () => {
  const { items } = await read<{ items: InteractionHeader[] }>('/interactions');
  expect(items.map(({ stateReason }) => stateReason)).toEqual(['agent_ended', 'auto_closed']);
  const negative = await read<{ items: InteractionHeader[] }>(
    '/interactions?sentiment=negative&agentChat=true',
  );
  expect(negative.items).toHaveLength(1);
  const first = await read<{ items: InteractionHeader[]; nextCursor: string }>('/interactions?limit=1');
  const second = await read<{ items: InteractionHeader[] }>(
    `/interactions?limit=1&cursor=${first.nextCursor}`,
  );
  expect([...first.items, ...second.items].map(({ number }) => number)).toEqual(
    items.map(({ number }) => number),
  );
});
