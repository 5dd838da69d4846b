import type { InteractionHeader } from '../../../contracts/header.ts';
import {
  type AgentClient,
  api,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/**
 * domain C1 and C3: real conversations driven to the end states and rows, on a simulated clock. Elsewhere: E13 by P01
 * in server/faults.test.ts and by P02 in lifecycle/faults.test.ts, E12 in lifecycle/closing.test.ts, P10 in idle.test.ts.
 */
const hour = 3_600;
let node: InProcess;
let agent: AgentClient;
beforeAll(async () => {
  node = await startInProcess({
    settings: {
      survey: { probability: 0 },
      handoff: { leaseSeconds: hour },
      tokens: { userSeconds: 100 * hour, requesterSeconds: 100 * hour },
    },
  });
  agent = await openAgent(node.url, await node.login('agent1@example.com'));
});
afterAll(async () => {
  agent.leave();
  await node.close();
});

async function ending(requester: Requester): Promise<Partial<InteractionHeader>> {
  await requester.becomes('none');
  const supervisor = await node.login('supervisor@example.com');
  const { body } = await api<InteractionHeader>(
    node.url,
    `/interactions/${requester.session.interactionNumber}`,
    supervisor,
  );
  requester.leave();
  const { state, stateReason, closeRule, endState, dashboardMessage } = body;
  return { state, stateReason, closeRule, endState, dashboardMessage };
}

async function greeted(): Promise<Requester> {
  const requester = await openRequester(node.url);
  await requester.hears(/pick one/);
  return requester;
}

async function inQueue(): Promise<Requester> {
  await agent.is('away');
  const requester = await greeted();
  await requester.says('talk to a person');
  await requester.becomes('queue');
  return requester;
}

async function withAgent(): Promise<Requester> {
  const requester = await inQueue();
  await agent.is('available');
  await agent.accepts(await agent.isOffered(requester.session.interactionNumber));
  await requester.becomes('agent');
  return requester;
}

/** T1: up to the nudge, then to the close. */
async function silence(): Promise<void> {
  await node.pass(6_620);
  await node.pass(620);
}

test('P03, E11: the agent ends the conversation', async () => {
  const requester = await withAgent();
  await agent.says(requester.session.interactionNumber, 'It works again. Goodbye.');
  await agent.ends(requester.session.interactionNumber, { shortDescription: 'Mouse' });
  expect(await ending(requester)).toEqual({
    state: 'closed_complete',
    stateReason: 'agent_ended',
    closeRule: 'P03',
    endState: 'E11',
    dashboardMessage: 'Agent closed LA - Clicked End/X',
  });
});

test('P04, E1: the requester ends while waiting: left before engagement, and the offer goes away', async () => {
  const requester = await inQueue();
  await agent.is('available');
  const { workItemId } = await agent.isOffered(requester.session.interactionNumber);
  expect(await requester.ends()).toEqual({
    state: 'closed_abandoned',
    stateReason: 'left_before_engagement',
  });
  await eventually(
    () => agent.withdrawn.find((gone) => gone.workItemId === workItemId),
    'the offer to be withdrawn',
  );
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P04',
    endState: 'E1',
    dashboardMessage: 'User closed LA - before Agent engagement',
  });
  expect(await agent.accepts({ workItemId })).toMatchObject({ error: { code: 'gone' } });
});

test('P05, E5: the requester ends a live chat, and the agent has room again', async () => {
  const requester = await withAgent();
  await requester.says('never mind');
  await requester.ends();
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P05',
    endState: 'E5',
    stateReason: 'user_ended',
    state: 'closed_complete',
  });
  await eventually(() => agent.inbox()?.capacity.held === 0, 'the capacity to be given back');
});

test('P06, E4: the requester ends after talking to the Virtual Agent', async () => {
  const requester = await greeted();
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens/);
  await requester.ends();
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P06',
    endState: 'E4',
    dashboardMessage: 'User closed VA - Clicked End/X',
  });
});

test('P07, E2: the requester ends without a word', async () => {
  const requester = await greeted();
  await requester.ends();
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P07',
    endState: 'E2',
    state: 'closed_abandoned',
    stateReason: 'no_activity',
  });
});

test('ending twice is one ending', async () => {
  const requester = await greeted();
  const [first, second] = await Promise.all([requester.ends(), requester.ends()]);
  expect(second).toEqual(first);
  requester.leave();
});

test('P11, E3: nobody accepts, and the requester stays silent for two hours', async () => {
  // A queue in which one may wait for longer than that: else its ladder would lead out of it before.
  const admin = await node.login('admin@example.com');
  await api(node.url, '/queues/service_desk', admin, { method: 'PATCH', body: { maxWaitSeconds: 86_400 } });
  const requester = await inQueue();
  await silence();
  await requester.hears(/keep your place in the queue/);
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P11',
    endState: 'E3',
    dashboardMessage: 'System closed LA - before Agent engagement',
  });
});

test('P12, E8: a live chat reminds after three minutes and closes after six', async () => {
  const requester = await withAgent();
  await requester.says('my mouse does not move');
  await agent.says(requester.session.interactionNumber, 'Which model is it?');
  await requester.hears(/Which model/);
  await node.pass(190);
  await requester.hears(/still there/i);
  await agent.hears(requester.session.interactionNumber, /was reminded/);
  await node.pass(180);
  await requester.hears(/seems you have left/i);
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P12',
    endState: 'E8',
    dashboardMessage: 'System closed LA - User no response',
  });
});

test('P13, E3: accepted, and the requester never writes to the agent', async () => {
  const requester = await withAgent();
  await agent.says(requester.session.interactionNumber, 'Hello, how can I help?');
  await node.pass(190);
  await node.pass(190);
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P13',
    endState: 'E3',
    stateReason: 'no_activity',
    state: 'closed_abandoned',
  });
});

test('T3: an answer after the reminder keeps the live chat open', async () => {
  const requester = await withAgent();
  await agent.says(requester.session.interactionNumber, 'Hello');
  await node.pass(190);
  await requester.hears(/still there/i);
  await requester.says('yes, one moment');
  await node.pass(170);
  expect(requester.changes.at(-1)?.owner).toBe('agent');
  await requester.ends();
  requester.leave();
});

test('P14, E2: opened and never engaged', async () => {
  const requester = await greeted();
  await silence();
  await requester.hears(/still there/i);
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P14',
    endState: 'E2',
    dashboardMessage: 'System closed VA - user never engaged',
  });
});

test('P15, E10: left for search and did not come back', async () => {
  const requester = await greeted();
  await requester.says('my vpn keeps dropping');
  await requester.socket.emitWithAck('search:leave', { query: 'vpn' });
  await silence();
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P15',
    endState: 'E10',
    stateReason: 'left_for_search',
  });
});

async function atAnythingElse(): Promise<Requester> {
  const requester = await greeted();
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens/);
  await requester.picks('drops');
  await requester.hears(/Since when/);
  await requester.says('today');
  await requester.hears(/How many/);
  await requester.says('1');
  await requester.hears(/link your conversation/);
  await requester.says('yes');
  await requester.hears(/cover what you wanted/);
  await requester.says('yes');
  await requester.hears(/anything else/i);
  return requester;
}

test('P08, E6: nothing else, and the Virtual Agent says goodbye', async () => {
  const requester = await atAnythingElse();
  await requester.says('no');
  expect(await ending(requester)).toEqual({
    state: 'closed_complete',
    stateReason: 'auto_closed',
    closeRule: 'P08',
    endState: 'E6',
    dashboardMessage: 'System closed VA - Auto Closed',
  });
});

test('P16, E9: silent at Anything Else', async () => {
  const requester = await atAnythingElse();
  await silence();
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P16',
    endState: 'E9',
    dashboardMessage: 'System closed VA - Topic complete',
  });
});

test('P16, E9: yes to Anything Else, and then silence', async () => {
  const requester = await atAnythingElse();
  await requester.says('yes');
  await silence();
  expect(await ending(requester)).toMatchObject({ closeRule: 'P16', endState: 'E9' });
});

test('P17, E7: silent in the middle of a topic, after a nudge', async () => {
  const requester = await greeted();
  await requester.says('my vpn keeps dropping');
  await requester.hears(/What happens/);
  await silence();
  await requester.hears(/still there/i);
  expect(await ending(requester)).toMatchObject({
    closeRule: 'P17',
    endState: 'E7',
    dashboardMessage: 'System closed VA - User no response',
  });
});

test('unresolved: the conversation goes back to its queue and the requester is told', async () => {
  const requester = await withAgent();
  await agent.is('away');
  await agent.ends(requester.session.interactionNumber, { resolution: 'unresolved' });
  await requester.becomes('queue');
  expect(requester.messages.at(-1)).toMatchObject({ from: { kind: 'system' } });
  await requester.ends();
  requester.leave();
});

test('an agent who ends without any short description is told which field is missing', async () => {
  const requester = await withAgent();
  const ack = await agent.ends(requester.session.interactionNumber, { shortDescription: ' ' });
  expect(ack).toMatchObject({ error: { code: 'invalid', errors: [{ path: 'shortDescription' }] } });
  await requester.ends();
  requester.leave();
});
