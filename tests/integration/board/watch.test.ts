import { eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** `board:watch` and `board:changed` (protocol §3): news of the board, at most once a second, on every node. */
let node: InProcess;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  node = await startInProcess();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await node.close();
});

async function open(at: InProcess, who: string) {
  const client = await openAgent(at.url, await node.login(`${who}@example.com`));
  closing.push(client.leave);
  const watch = (on: boolean) => client.socket.emitWithAck('board:watch', { on });
  let news = 0;
  client.socket.on('board:changed', () => {
    news += 1;
  });
  return { ...client, watch, news: () => news };
}
async function somebodyAsks(at: InProcess): Promise<string> {
  const requester = await openRequester(at.url);
  closing.push(requester.leave);
  await requester.says('agent');
  await requester.becomes('queue');
  return requester.session.interactionNumber;
}
/** What was sent before it has arrived when this is acknowledged. */
const settled = (client: Awaited<ReturnType<typeof open>>, on = true) => client.watch(on);

test('many changes within a second are told once, and nothing is told when nothing changes', async () => {
  const ada = await open(node, 'agent1');
  const samir = await open(node, 'supervisor');
  await samir.watch(true);
  await node.pass(1);
  await node.pass(1);
  const before = samir.news();
  await ada.is('away');
  await somebodyAsks(node);
  await somebodyAsks(node);
  await settled(samir);
  expect(samir.news()).toBe(before);
  await node.pass(1);
  await eventually(() => samir.news() === before + 1, 'the news');
  for (let second = 0; second < 5; second += 1) await node.pass(1);
  await settled(samir);
  const quiet = samir.news();
  expect(quiet).toBeLessThanOrEqual(before + 2);
  for (let second = 0; second < 5; second += 1) await node.pass(1);
  await settled(samir);
  expect(samir.news()).toBe(quiet);
});

test('what is read after the news has what it tells of', async () => {
  const ada = await open(node, 'agent1');
  const samir = await open(node, 'supervisor');
  await samir.watch(true);
  await ada.is('available');
  const number = await somebodyAsks(node);
  await ada.accepts(await ada.isOffered(number));
  await node.pass(1);
  const news = samir.news();
  await ada.socket.emitWithAck('conversation:hold', { interaction: number });
  await node.pass(1);
  await eventually(() => samir.news() > news, 'the news');
  const board = await fetch(`${node.url}/api/v1/board`, {
    headers: { authorization: `Bearer ${samir.token}` },
  });
  expect(JSON.stringify(await board.json())).toContain('"state":"on_hold"');
});

test('it is for supervisors, and ends when they no longer watch', async () => {
  const ada = await open(node, 'agent1');
  expect((await ada.watch(true)).error?.code).toBe('forbidden');
  const samir = await open(node, 'supervisor');
  await samir.watch(true);
  await samir.watch(false);
  await node.pass(1);
  const before = samir.news();
  await ada.is('available');
  await node.pass(1);
  await settled(samir, false);
  expect(samir.news()).toBe(before);
});

test('without Redis a node finds out what another one did', async () => {
  const other = await startInProcess({ store: node.store, clock: node.clock });
  closing.push(other.close);
  const ada = await open(other, 'agent1');
  const samir = await open(node, 'supervisor');
  await samir.watch(true);
  const round = async () => {
    await other.pass(1);
    await node.server.sweep();
    await settled(samir);
  };
  for (let rounds = 0; rounds < 3; rounds += 1) await round();
  const before = samir.news();
  for (let rounds = 0; rounds < 3; rounds += 1) await round();
  expect(samir.news()).toBe(before);
  await ada.is('away');
  await round();
  expect(samir.news()).toBe(before + 1);
});
