import { type AgentClient, api, eventually, openAgent } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** `presence:changed` (protocol §3): each tab knows what its agent is, and since when (domain D1). */
let node: InProcess;
let token: string;
let tabs: AgentClient[] = [];
beforeAll(async () => {
  node = await startInProcess({ settings: { handoff: { leaseSeconds: 30 } } });
  token = await node.login('agent1@example.com');
});
afterAll(() => node.close());
afterEach(() => {
  for (const tab of tabs) tab.leave();
  tabs = [];
});

async function openTab(): Promise<AgentClient> {
  const tab = await openAgent(node.url, token);
  tabs.push(tab);
  return tab;
}
const isTold = (tab: AgentClient, state: string) =>
  eventually(() => tab.presences.at(-1)?.state === state, `to be told ${state}`);

test('every tab hears what was said in one, with the reason and the time; what is said again is no news', async () => {
  const [first, second] = [await openTab(), await openTab()];
  for (const tab of [first, second]) await isTold(tab, 'offline');
  const { reason, since } = first.presences.at(-1) ?? {};
  expect(reason).toBeNull();
  await node.pass(60);
  await first.socket.emitWithAck('presence:set', { state: 'away', reason: 'Meeting' });
  await isTold(second, 'away');
  const told = second.presences.at(-1);
  expect(told).toMatchObject({ agent: 'agent1', reason: 'Meeting' });
  expect(Date.parse(told?.since ?? '') - Date.parse(since ?? '')).toBeGreaterThanOrEqual(60_000);
  const heard = second.presences.length;
  await node.pass(10);
  await first.socket.emitWithAck('presence:set', { state: 'away', reason: 'Meeting' });
  await node.pass(10);
  expect(second.presences).toHaveLength(heard);
  const third = await openTab();
  await isTold(third, 'away');
  expect(third.presences.at(-1)).toEqual(told);
});

test('what an agent says on connecting is what every tab shows in the end', async () => {
  for (let time = 0; time < 20; time += 1) {
    const tab = await openTab();
    const state = time % 2 === 0 ? 'available' : 'away';
    await tab.is(state);
    // Told before the answer.
    expect(tab.presences.at(-1)?.state).toBe(state);
    tab.leave();
  }
});

test('when the lease ran out the agent is told on return that they are offline', async () => {
  const tab = await openTab();
  await tab.is('available');
  tab.leave();
  const supervisor = await node.login('supervisor@example.com');
  await eventually(async () => {
    await node.pass(5);
    const { body } = await api<{ items: { state: string }[] }>(
      node.url,
      '/agents/agent1/presence',
      supervisor,
    );
    return body.items[0]?.state === 'offline';
  }, 'the lease to run out');
  const back = await openTab();
  await isTold(back, 'offline');
  expect(back.presences.map(({ state }) => state)).toEqual(['offline']);
});

test('what an agent was is forgotten after as many days as the settings say, what they are is not', async () => {
  const history = node.store.connection.collection<{ _id: string; [field: string]: unknown }>(
    'presence_history',
  );
  const day = 86_400_000;
  const ago = (days: number): Date => new Date(node.clock.now().getTime() - days * day);
  const was = { agentId: 'agent2', state: 'break', reason: 'Lunch' };
  await history.insertMany([
    { ...was, _id: 'old', from: ago(92), to: ago(91) },
    { ...was, _id: 'young', from: ago(92), to: ago(89) },
  ]);
  await node.pass(31);
  const left = await history.find({ agentId: 'agent2' }).toArray();
  expect(left.map(({ _id }) => _id)).toEqual(['young']);
});
