import { eventually, openAgent } from '../../support/clients.ts';
import { openScene, type Refused, type Scene } from './scene.ts';

/** How live conversations end, wait and change hands over HTTP, and what everybody sees of it. */

let scene: Scene;
let me: string;
beforeAll(async () => {
  scene = await openScene();
  me = scene.agent.token;
});
afterAll(() => scene.close());

const numberOf = (requester: { session: { interactionNumber: string } }) =>
  requester.session.interactionNumber;

test('P03: who holds it closes it, with a short description, and the requester reads who ended it', async () => {
  const requester = await scene.withAgent();
  const path = `/interactions/${numberOf(requester)}/close`;
  const { status, body } = await scene.post(path, me, {
    shortDescription: 'VPN profile renewed',
    disposition: 'solved',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    state: 'closed_complete',
    stateReason: 'agent_ended',
    closeRule: 'P03',
    endState: 'E11',
    resolution: 'resolved',
    disposition: 'solved',
    shortDescription: 'VPN profile renewed',
  });
  await requester.hears(/has ended the conversation/);
  expect(await requester.becomes('none')).toMatchObject({ state: 'closed_complete' });
  await eventually(() => scene.agent.inbox()?.capacity.held === 0, 'the unit to be free');
  const again = await scene.post<Refused>(path, me, { shortDescription: 'x' });
  expect([again.status, again.body.code]).toEqual([409, 'closed']);
  requester.leave();
});

test('D4: without any short description its agent cannot close it', async () => {
  const wish = { type: 'walk_up', openedFor: { name: 'Nora' } };
  const { number } = (await scene.post('/interactions', me, wish)).body;
  const bare = await scene.post<Refused>(`/interactions/${number}/close`, me);
  expect([bare.status, bare.body.errors?.[0]?.path]).toEqual([400, 'shortDescription']);
  await scene.post(`/interactions/${number}/close`, me, { shortDescription: 'Badge' });
  expect(await scene.record(number)).toMatchObject({ closeRule: 'P03', shortDescription: 'Badge' });
});

test('unresolved gives it back to its queue; only its agent can', async () => {
  const requester = await scene.withAgent();
  await scene.agent.is('away');
  const path = `/interactions/${numberOf(requester)}/close`;
  const foreign = await scene.post<Refused>(path, scene.supervisor, { resolution: 'unresolved' });
  expect([foreign.status, foreign.body.code]).toEqual([409, 'conflict']);
  const { body } = await scene.post(path, me, { resolution: 'unresolved' });
  expect(body).toMatchObject({ owner: 'queue', state: 'on_hold', resolution: 'unresolved' });
  await requester.becomes('queue');
  await requester.ends();
  requester.leave();
});

test('P09, E12: a supervisor closes what a colleague holds; the requester and the desk see it at once', async () => {
  const requester = await scene.withAgent();
  const number = numberOf(requester);
  await requester.says('are you there?');
  const { status, body } = await scene.post(`/interactions/${number}/close`, scene.supervisor, {
    disposition: 'duplicate',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    state: 'closed_complete',
    stateReason: 'chat_complete',
    closeRule: 'P09',
    endState: 'E12',
    dashboardMessage: 'System closed LA - Chat Complete',
    closedBy: { kind: 'system', name: 'Samir Haddad' },
    disposition: 'duplicate',
    resolution: null,
  });
  expect(body.shortDescription).not.toBe('');
  await requester.hears(/^The conversation was closed\.$/);
  expect(await requester.becomes('none')).toMatchObject({ stateReason: 'chat_complete' });
  expect(requester.messages.map(({ text }) => text).join()).not.toContain('Samir');
  await scene.agent.hears(number, /Samir Haddad has closed this conversation/);
  await eventually(
    () => scene.agent.changes.find((change) => change.interaction === number && change.owner === 'none'),
    'the end on the desk',
  );
  await eventually(
    () => scene.agent.inbox()?.conversations.every(({ interaction }) => interaction !== number),
    'the inbox without it',
  );
  requester.leave();
});

test('P09 in the queue: the offer goes away', async () => {
  const requester = await scene.inQueue();
  await scene.agent.is('available');
  const { workItemId } = await scene.agent.isOffered(numberOf(requester));
  await scene.post(`/interactions/${numberOf(requester)}/close`, scene.supervisor);
  await eventually(
    () => scene.agent.withdrawn.find((gone) => gone.workItemId === workItemId),
    'the offer to be withdrawn',
  );
  expect(await scene.record(numberOf(requester))).toMatchObject({ closeRule: 'P09', endState: 'E12' });
  requester.leave();
});

test('what the Virtual Agent has, what is not there and what is somebody else’s', async () => {
  const requester = await scene.greeted();
  const number = numberOf(requester);
  for (const [action, body] of [
    ['close', {}],
    ['claim', {}],
    ['hold', { waitingReason: 'waiting_internal' }],
    ['resume', {}],
    ['wrap-up', {}],
    ['clone', {}],
  ] as const) {
    const unknown = await scene.post<Refused>(`/interactions/IMS9999999/${action}`, scene.supervisor, body);
    expect([action, unknown.status]).toEqual([action, 404]);
    const early = await scene.post<Refused>(`/interactions/${number}/${action}`, scene.supervisor, body);
    expect([action, early.status]).toEqual([action, 409]);
    const foreign = await scene.post<Refused>(`/interactions/${number}/${action}`, me, body);
    expect([action, foreign.status]).toEqual([action, action === 'claim' ? 409 : 403]);
    const extra = await scene.post<Refused>(`/interactions/${number}/${action}`, me, { ...body, x: 1 });
    expect([action, extra.status]).toEqual([action, 400]);
    const requesters = await scene.post(`/interactions/${number}/${action}`, requester.session.token, body);
    expect([action, requesters.status]).toEqual([action, 401]);
  }
  const reason = await scene.post<Refused>(`/interactions/${number}/hold`, me, { waitingReason: 'lunch' });
  expect(reason.body.errors?.[0]?.path).toBe('waitingReason');
  await requester.ends();
  const ended = await scene.post<Refused>(`/interactions/${number}/close`, scene.supervisor);
  expect([ended.status, ended.body.code]).toEqual([409, 'closed']);
  requester.leave();
});

test('on hold and resumed: the requester and the inbox see it, and others may not', async () => {
  const requester = await scene.withAgent();
  const number = numberOf(requester);
  const { body } = await scene.post(`/interactions/${number}/hold`, me, {
    waitingReason: 'waiting_on_customer',
  });
  expect(body).toMatchObject({ state: 'on_hold', owner: 'agent', waitingReason: 'waiting_on_customer' });
  await eventually(() => requester.changes.at(-1)?.state === 'on_hold', 'the requester to see the hold');
  expect(requester.changes.at(-1)).toMatchObject({ owner: 'agent', agent: { name: 'Ada Moreno' } });
  await eventually(
    () =>
      scene.agent.inbox()?.conversations.find(({ interaction }) => interaction === number)?.state ===
      'on_hold',
    'the hold in the inbox',
  );
  const colleague = await scene.node.login('agent2@example.com');
  expect((await scene.post(`/interactions/${number}/resume`, colleague)).status).toBe(403);
  const resumed = await scene.post(`/interactions/${number}/resume`, me);
  expect(resumed.body).toMatchObject({ state: 'work_in_progress', waitingReason: null });
  await eventually(() => requester.changes.at(-1)?.state === 'work_in_progress', 'the requester to see it');
  const twice = await scene.post<Refused>(`/interactions/${number}/resume`, me);
  expect([twice.status, twice.body.code]).toEqual([409, 'conflict']);
  await requester.ends();
  requester.leave();
});

test('the desk holds and resumes over its socket as well', async () => {
  const requester = await scene.withAgent();
  const interaction = numberOf(requester);
  const { socket } = scene.agent;
  expect(await socket.emitWithAck('conversation:hold', { interaction })).toEqual({
    data: { state: 'on_hold', waitingReason: null },
  });
  await eventually(() => requester.changes.at(-1)?.state === 'on_hold', 'the requester to see the hold');
  expect(await socket.emitWithAck('conversation:resume', { interaction })).toEqual({
    data: { state: 'work_in_progress', waitingReason: null },
  });
  const colleague = await openAgent(scene.node.url, await scene.node.login('agent2@example.com'));
  expect(await colleague.socket.emitWithAck('conversation:hold', { interaction })).toMatchObject({
    error: { code: 'forbidden' },
  });
  colleague.leave();
  await requester.ends();
  requester.leave();
});

test('claim takes waiting work over HTTP; of two agents one has it', async () => {
  const requester = await scene.inQueue();
  const number = numberOf(requester);
  const colleague = await openAgent(scene.node.url, await scene.node.login('agent2@example.com'));
  const results = await Promise.all(
    [me, colleague.token].map((token) => scene.post(`/interactions/${number}/claim`, token)),
  );
  expect(results.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await requester.becomes('agent')).toMatchObject({ state: 'work_in_progress' });
  const third = await scene.node.login('agent3@example.com');
  expect((await scene.post(`/interactions/${number}/claim`, third)).status).toBe(409);
  await requester.ends();
  const { body } = await scene.post<Refused>(`/interactions/${number}/claim`, me);
  expect(body.code).toBe('closed');
  colleague.leave();
  requester.leave();
});
