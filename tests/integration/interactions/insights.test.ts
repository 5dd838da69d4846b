import type { Insight, InteractionHeader } from '../../../contracts/header.ts';
import { type AgentClient, api, eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** domain A1, Interaction Insights: measured at the end of every part, shown at every handoff. */
let node: InProcess;
let author: string;
let anna: AgentClient;
let ben: AgentClient;
beforeAll(async () => {
  node = await startInProcess();
  author = await node.login('author@example.com');
  anna = await openAgent(node.url, await node.login('agent1@example.com'));
  ben = await openAgent(node.url, await node.login('agent2@example.com'));
});
afterAll(async () => {
  anna.leave();
  ben.leave();
  await node.close();
});

const insights = async (number: string, token = author) =>
  (await api<{ items: Insight[] }>(node.url, `/interactions/${number}/insights`, token)).body.items;
const cardOf = (agent: AgentClient, number: string) =>
  agent.inbox()?.conversations.find(({ interaction }) => interaction === number);

test('the mood is shown from the Virtual Agent to an agent, back to the queue, and on to the next agent', async () => {
  const requester = await openRequester(node.url);
  const number = requester.session.interactionNumber;
  await requester.hears(/pick one/);
  await anna.is('available');
  await requester.says('this is terrible');
  await requester.says('I want to talk to a person');
  // VA → agent.
  const offer = await anna.isOffered(number);
  expect(offer.sentiment).toBe('negative');
  await anna.accepts(offer);
  const opened = await eventually(
    () => anna.opened.find(({ interaction }) => interaction === number),
    'the conversation at the desk',
  );
  expect(opened.header.sentiment).toBe('negative');
  await eventually(() => cardOf(anna, number)?.sentiment === 'negative', 'the card in the inbox');

  const [virtual, ...none] = await insights(number);
  expect(none).toEqual([]);
  expect(virtual).toMatchObject({
    interaction: number,
    type: 'sentiment',
    part: 1,
    kind: 'virtual_agent',
    sentiment: 'negative',
    turns: 2,
    endedBy: 'handoff',
    userType: 'guest',
    lower: -0.05,
    upper: 0.05,
  });

  for (const words of [
    'oh, that is wonderful',
    'really great, thank you so much',
    'perfect, you are the best',
  ]) {
    await requester.says(words);
  }
  // agent → queue → agent: the mood has changed on the way.
  await anna.is('away');
  await ben.is('available');
  await anna.ends(number, { resolution: 'unresolved', shortDescription: 'VPN' });
  const again = await ben.isOffered(number);
  expect(again.sentiment).toBe('positive');
  await ben.accepts(again);
  const second = await eventually(
    () => ben.opened.find(({ interaction }) => interaction === number),
    'the conversation at the second desk',
  );
  expect(second.header.sentiment).toBe('positive');

  await requester.says('now it is awful again');
  await ben.ends(number, { shortDescription: 'VPN' });
  await requester.becomes('none');
  const lines = await insights(number);
  expect(
    lines.map(({ part, kind, sentiment, turns, endedBy }) => [part, kind, sentiment, turns, endedBy]),
  ).toEqual([
    [1, 'virtual_agent', 'negative', 2, 'handoff'],
    [2, 'live', 'positive', 3, 'returned'],
    [3, 'live', 'negative', 1, 'closed'],
  ]);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
  const header = (await api<InteractionHeader>(node.url, `/interactions/${number}`, author)).body;
  expect(header).toMatchObject({ sentiment: 'positive' });
  requester.leave();
});

test('a part in which nothing could be measured says so', async () => {
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  await requester.ends();
  expect(await insights(requester.session.interactionNumber)).toMatchObject([
    {
      part: 1,
      sentiment: null,
      normalized: null,
      turns: 0,
      endedBy: 'closed',
      with: { kind: 'virtual_agent' },
    },
  ]);
  requester.leave();
});

test('insights are for staff, and of interactions that are there', async () => {
  const requester = await openRequester(node.url);
  const path = `/interactions/${requester.session.interactionNumber}/insights`;
  expect((await api(node.url, path, requester.session.token)).status).toBe(401);
  expect((await api(node.url, '/interactions/IMS9999999/insights', author)).status).toBe(404);
  requester.leave();
});

test('German words in a German conversation are measured as German', async () => {
  const requester = await openRequester(node.url, { locale: 'de' });
  await requester.says('Die Rechnung, die ich suche, das ist alles');
  await requester.says('Das ist eine Katastrophe, ich bin stinksauer und sehr verärgert');
  await requester.ends();
  expect(await insights(requester.session.interactionNumber)).toMatchObject([
    { turns: 2, sentiment: 'negative' },
  ]);
  requester.leave();
});
