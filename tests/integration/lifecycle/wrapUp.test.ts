import { eventually, openAgent } from '../../support/clients.ts';
import { openScene, type Refused, type Scene } from './scene.ts';

/** domain C3 point 8, C2 T11: after a live conversation its agent completes the record. */

let scene: Scene;
let me: string;
beforeAll(async () => {
  scene = await openScene({ wrapUp: { enabled: true, seconds: 60, codes: ['solved', 'spam'] } });
  me = scene.agent.token;
});
afterAll(() => scene.close());

const inInbox = (number: string) =>
  scene.agent.inbox()?.conversations.find(({ interaction }) => interaction === number);

test('the requester ends: over for them, in wrap-up for the agent, who completes it', async () => {
  const requester = await scene.withAgent();
  const number = requester.session.interactionNumber;
  await requester.says('thanks, bye');
  await requester.ends();
  expect(await requester.becomes('none')).toMatchObject({ stateReason: 'user_ended' });
  const refused = await requester.send({ id: crypto.randomUUID(), text: 'one more thing' });
  expect(refused.error?.code).toBe('closed');
  await eventually(() => inInbox(number)?.state === 'wrap_up', 'the wrap-up in the inbox');
  expect(scene.agent.inbox()?.capacity.held).toBe(1);
  expect(scene.agent.changes.at(-1)).toMatchObject({ interaction: number, state: 'wrap_up' });
  expect((await scene.agent.says(number, 'too late')).error?.code).toBe('closed');

  const wrong = await scene.post<Refused>(`/interactions/${number}/wrap-up`, me, { code: 'lunch' });
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, 'code']);
  const colleague = await scene.node.login('agent2@example.com');
  expect((await scene.post(`/interactions/${number}/wrap-up`, colleague)).status).toBe(403);
  expect((await scene.post(`/interactions/${number}/close`, me)).status).toBe(409);
  expect((await scene.post(`/interactions/${number}/clone`, me)).status).toBe(409);

  scene.node.clock.advance(10_000);
  const { status, body } = await scene.post(`/interactions/${number}/wrap-up`, me, {
    code: 'solved',
    note: 'Renewed the profile',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    state: 'closed_complete',
    stateReason: 'user_ended',
    closeRule: 'P05',
    disposition: 'solved',
    workNotes: ['Renewed the profile'],
    wrapUpDuration: 10,
    systemWrapUp: false,
  });
  await eventually(() => scene.agent.inbox()?.capacity.held === 0, 'the unit to be free');
  const again = await scene.post<Refused>(`/interactions/${number}/wrap-up`, me);
  expect([again.status, again.body.code]).toEqual([409, 'closed']);
  requester.leave();
});

test('T11: the agent ends it and forgets the rest; the timer completes it', async () => {
  const requester = await scene.withAgent();
  const number = requester.session.interactionNumber;
  await scene.agent.ends(number, { shortDescription: 'VPN' });
  await eventually(() => inInbox(number)?.state === 'wrap_up', 'the wrap-up in the inbox');
  await scene.node.pass(61);
  expect(await scene.record(number)).toMatchObject({
    state: 'closed_complete',
    stateReason: 'agent_ended',
    systemWrapUp: true,
    disposition: null,
  });
  await eventually(() => scene.agent.inbox()?.capacity.held === 0, 'the unit to be free');
  requester.leave();
});

test('silence ends it: the wrap-up begins all the same', async () => {
  const requester = await scene.withAgent();
  const number = requester.session.interactionNumber;
  await requester.says('hello');
  await scene.agent.says(number, 'Hello, how can I help?');
  await scene.node.pass(190);
  await scene.node.pass(180);
  await requester.becomes('none');
  expect(await scene.record(number)).toMatchObject({ state: 'wrap_up', closeRule: 'P12' });
  await scene.post(`/interactions/${number}/wrap-up`, me, { code: 'spam' });
  expect(await scene.record(number)).toMatchObject({ state: 'closed_complete', disposition: 'spam' });
  requester.leave();
});

test('a supervisor’s close and the Virtual Agent’s part have none', async () => {
  const live = await scene.withAgent();
  const { body } = await scene.post(
    `/interactions/${live.session.interactionNumber}/close`,
    scene.supervisor,
  );
  expect(body).toMatchObject({ state: 'closed_complete', wrapUpDuration: null });
  live.leave();
  const requester = await scene.greeted();
  await requester.ends();
  expect(await scene.record(requester.session.interactionNumber)).toMatchObject({
    state: 'closed_abandoned',
  });
  requester.leave();
});

test('the agent vanishes in it: it is skipped', async () => {
  const short = await openScene({ wrapUp: { enabled: true, seconds: 600 }, handoff: { leaseSeconds: 45 } });
  const requester = await short.withAgent();
  const number = requester.session.interactionNumber;
  await requester.ends();
  short.agent.leave();
  await short.node.pass(10);
  await short.node.pass(100);
  expect(await short.record(number)).toMatchObject({
    state: 'closed_complete',
    stateReason: 'user_ended',
    systemWrapUp: false,
  });
  const back = await openAgent(short.node.url, short.agent.token);
  await eventually(() => back.inbox()?.capacity.held === 0, 'an empty desk');
  back.leave();
  requester.leave();
  await short.close();
});
