import { type AgentClient, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** Messaging waits for the opening of its queue, and what counts from entering the queue counts from there (domain F7 21). */

let app: InProcess;
let agent: AgentClient;
beforeEach(async () => {
  app = await startInProcess({ settings: { survey: { probability: 0 }, handoff: { leaseSeconds: 90 } } });
  agent = await openAgent(app.url, await app.login('agent1@example.com'));
  await agent.is('away');
});
afterEach(async () => {
  agent.leave();
  await app.close();
});

/** The clock of the test starts on a Monday at noon UTC. */
const opensAt = (from: string) => ({ timeZone: 'UTC', hours: [{ day: 1, from, to: '18:00' }], holidays: [] });
const changeQueue = (set: Record<string, unknown>) =>
  app.store.connection
    .collection<{ _id: string }>('queues')
    .updateOne({ _id: 'service_desk' }, { $set: set });
const nudging = {
  maxWaitSeconds: 300,
  steps: [
    { afterSeconds: 60, everySeconds: 60, do: { kind: 'say', text: { en: 'You are still in line.' } } },
    { afterSeconds: 120, everySeconds: null, do: { kind: 'priority', by: 5 } },
  ],
};

async function waits() {
  const requester = await openRequester(app.url, { channel: 'async_web' });
  await requester.says('agent');
  await requester.becomes('queue');
  const nudges = () => requester.messages.filter(({ text }) => /still in line/.test(text)).length;
  const work = () => app.store.connection.collection('work_items').findOne({});
  return { requester, nudges, work };
}

test('nothing is said before the opening, nobody moves up, and the longest wait begins with it', async () => {
  await changeQueue({ ...nudging, schedule: opensAt('12:20') });
  const { requester, nudges, work } = await waits();
  await app.pass(19 * 60);
  expect(nudges()).toBe(0);
  expect(await work()).toMatchObject({ state: 'queued', raised: 0 });
  await app.pass(2 * 60);
  await requester.hears(/still in line/);
  await app.pass(3 * 60);
  expect(await work()).toMatchObject({ state: 'queued', raised: 5 });
  await app.pass(60);
  await requester.becomes('virtual_agent');
  requester.leave();
});

test('who waits when the queue closes hears nothing more until it opens, and nothing is done twice', async () => {
  await changeQueue({ ...nudging, maxWaitSeconds: 3_600 });
  const { requester, nudges, work } = await waits();
  await app.pass(3 * 60);
  await requester.hears(/still in line/);
  const before = nudges();
  await changeQueue({ schedule: opensAt('12:30') });
  await app.pass(26 * 60);
  expect(nudges()).toBe(before);
  await app.pass(6 * 60);
  expect(nudges()).toBeGreaterThan(before);
  expect(await work()).toMatchObject({ state: 'queued', raised: 5 });
  requester.leave();
});

test('an opening that is brought forward counts at once', async () => {
  await changeQueue({ ...nudging, schedule: opensAt('14:00') });
  const { requester, nudges } = await waits();
  await app.pass(60);
  await changeQueue({ schedule: opensAt('12:00') });
  await app.pass(3 * 60);
  await requester.hears(/still in line/);
  expect(nudges()).toBeGreaterThan(0);
  requester.leave();
});
