import { eventually, openAgent, openRequester } from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** What a requester hears while waiting, over real sockets, with a clock that the test moves. */

let app: InProcess;
beforeEach(async () => {
  app = await startInProcess({ settings: { survey: { probability: 0 } } });
});
afterEach(() => app.close());

const queues = () => app.store.connection.collection<{ _id: string }>('queues');

test('waits, hears the step, moves to the second queue, then leaves a message; nobody is left in a queue', async () => {
  await queues().updateOne(
    { _id: 'service_desk' },
    {
      $set: {
        maxWaitSeconds: 60,
        ladder: [{ kind: 'queue', queue: 'network', seconds: 60 }, { kind: 'leave_message' }],
        steps: [
          {
            afterSeconds: 20,
            everySeconds: null,
            do: { kind: 'say', text: { en: 'Still with you: number {position} in {queue}.' } },
          },
        ],
        texts: {
          en: { queued: 'Welcome to {queue}, you are number {position}.', maxWait: 'That took long.' },
        },
      },
    },
  );
  const agent = await openAgent(app.url, await app.login('agent1@example.com'));
  await agent.is('away');
  const requester = await openRequester(app.url);
  await requester.says('agent');
  await requester.hears(/Welcome to IT Service Desk, you are number 1\./);
  const banner = await eventually(() => requester.changes.at(-1)?.queue, 'the place in the queue');
  expect(banner).toMatchObject({
    name: 'IT Service Desk',
    position: 1,
    estimatedWaitRange: null,
  });
  await app.pass(20);
  await requester.hears(/Still with you: number 1 in IT Service Desk\./);
  await app.pass(40);
  await requester.hears(/That took long\./);
  await requester.hears(/I am asking Network now\. You are next in the queue\./);
  await app.pass(60);
  await requester.becomes('virtual_agent');
  await requester.hears(/leave a message/);
  expect(await app.store.connection.collection('work_items').countDocuments({ open: true })).toBe(0);
  requester.leave();
  agent.leave();
});

test('a closed queue says when it opens', async () => {
  await queues().updateOne(
    { _id: 'service_desk' },
    {
      $set: {
        schedule: {
          timeZone: 'UTC',
          hours: [{ day: 2, from: '09:00', to: '17:00' }],
          holidays: [],
        },
      },
    },
  );
  const requester = await openRequester(app.url);
  await requester.says('agent');
  await requester.hears(/We are closed now and open again on Tuesday, March 3.*09:00 AM/);
  requester.leave();
});
