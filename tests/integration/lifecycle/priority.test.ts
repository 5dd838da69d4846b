import { api, eventually, openRequester, type Requester } from '../../support/clients.ts';
import { openScene, type Scene } from './scene.ts';

/** domain A1: rules may act on the sentiment at each handoff; here on the place in the queue. */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ sentiment: { priority: { negative: 10 } } });
});
afterAll(() => scene.close());

async function waits(words: string): Promise<Requester> {
  const requester = await openRequester(scene.node.url);
  await requester.hears(/pick one/);
  await requester.says(words);
  await requester.hears(/.+/);
  await requester.says('talk to a person');
  await requester.becomes('queue');
  scene.node.clock.advance(1_000);
  return requester;
}
const numberOf = ({ session }: Requester) => session.interactionNumber;

async function room(capacity: number): Promise<void> {
  const admin = await scene.node.login('admin@example.com');
  await api(scene.node.url, '/agents/agent1', admin, { method: 'PATCH', body: { capacity } });
}

test('who is unhappy is served first, at the handoff and when the work comes back', async () => {
  await scene.agent.is('away');
  const calm = await waits('hello');
  const angry = await waits('this is terrible and awful, I hate it');
  expect((await scene.record(numberOf(angry))).sentiment).toBe('negative');
  await eventually(() => angry.changes.at(-1)?.queue?.position === 1, 'the first place');
  await scene.node.pass(1);
  await eventually(() => calm.changes.at(-1)?.queue?.position === 2, 'the second place');
  await room(1);
  await scene.agent.is('available');
  expect(await scene.agent.isOffered(numberOf(angry))).toMatchObject({ sentiment: 'negative' });
  expect(scene.agent.offers.map(({ interaction }) => interaction)).not.toContain(numberOf(calm));
  await room(2);

  await scene.agent.is('away');
  await scene.post(`/interactions/${numberOf(angry)}/claim`, scene.agent.token);
  await scene.post(`/interactions/${numberOf(calm)}/claim`, scene.agent.token);
  await calm.becomes('agent');
  // Now the calm one loses patience while the agent has it, and both come back.
  await calm.says('this is a terrible, horrible, awful disaster');
  await angry.becomes('agent');
  for (let n = 0; n < 4; n += 1) await angry.says('great, thank you, wonderful, excellent');
  for (const requester of [angry, calm]) {
    await scene.post(`/interactions/${numberOf(requester)}/close`, scene.agent.token, {
      resolution: 'unresolved',
    });
    await requester.becomes('queue');
  }
  await scene.node.pass(1);
  await eventually(() => calm.changes.at(-1)?.queue?.position === 1, 'the first place');
  await eventually(() => angry.changes.at(-1)?.queue?.position === 2, 'the second place');
  for (const requester of [calm, angry]) {
    await requester.ends();
    requester.leave();
  }
});
