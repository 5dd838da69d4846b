import type { InteractionHeader } from '../../../contracts/header.ts';
import { createTokens } from '../../../server/tokens.ts';
import {
  type AgentClient,
  api,
  connectRequester,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../../support/clients.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

/** domain C2: the timers with real clients on a simulated clock. T3 and T4 are in endings.test.ts. */
const hour = 3_600;
const settings = {
  survey: { probability: 0 },
  handoff: { leaseSeconds: 30 },
  tokens: { userSeconds: 100 * hour, requesterSeconds: 100 * hour },
};
let node: InProcess;
let agent: AgentClient;
beforeAll(async () => {
  node = await startInProcess({ settings });
  agent = await openAgent(node.url, await node.login('agent1@example.com'));
});
afterAll(async () => {
  agent.leave();
  await node.close();
});

const header = async ({ session }: Requester, at: InProcess = node): Promise<InteractionHeader> =>
  (
    await api<InteractionHeader>(
      at.url,
      `/interactions/${session.interactionNumber}`,
      await at.login('admin@example.com'),
    )
  ).body;

async function withAgent(
  at: InProcess = node,
  desk: AgentClient = agent,
  session: Record<string, unknown> = {},
): Promise<Requester> {
  await desk.is('away');
  const requester = await openRequester(at.url, session);
  await requester.hears(/pick one/);
  await requester.says('talk to a person');
  await requester.becomes('queue');
  await desk.is('available');
  await desk.accepts(await desk.isOffered(requester.session.interactionNumber));
  await requester.becomes('agent');
  return requester;
}

/** Closes the tab and waits until the nodes know that nobody is there. */
async function loses(requester: Requester): Promise<void> {
  requester.leave();
  await eventually(async () => {
    const { conversationId } = requester.session;
    const seen = await node.store.connection
      .collection('guest_presence')
      .find({ conversationId, goneAt: { $exists: true } })
      .toArray();
    return seen.length > 0;
  }, 'the lost connection to be known');
}

async function is(requester: Requester, wish: Partial<InteractionHeader>): Promise<void> {
  await eventually(async () => (await header(requester)).state === wish.state, `the state ${wish.state}`);
  expect(await header(requester)).toMatchObject(wish);
}

test('T5: a guest who loses the connection hears of it, and is out after the grace time', async () => {
  const requester = await withAgent();
  await requester.says('my mouse does not move');
  await loses(requester);
  await node.pass(155);
  await agent.hears(requester.session.interactionNumber, /connection is lost/);
  await node.pass(150);
  await is(requester, { state: 'closed_complete', stateReason: 'no_user_response', closeRule: 'P12' });
  const back = await connectRequester(node.url, requester.session, 0);
  await back.hears(/connection was lost/);
  await back.hears(/you did not come back/);
  back.leave();
});

test('T5: who comes back in time goes on', async () => {
  const requester = await withAgent();
  await requester.says('my mouse does not move');
  await loses(requester);
  await node.pass(155);
  const back = await connectRequester(node.url, requester.session, 0);
  await back.hears(/connection was lost/);
  await back.says('here I am');
  await node.pass(170);
  expect(await header(back)).toMatchObject({ state: 'work_in_progress', owner: 'agent' });
  await back.ends();
  back.leave();
});

test('T5: of two tabs, one that is open is enough', async () => {
  const requester = await withAgent();
  const otherTab = await connectRequester(node.url, requester.session, 0);
  await otherTab.hears(/pick one/);
  requester.leave();
  await node.pass(155);
  expect(otherTab.messages.some(({ text }) => /connection was lost/.test(text))).toBe(false);
  await otherTab.says('still here');
  await loses(otherTab);
  await node.pass(155);
  await agent.hears(requester.session.interactionNumber, /connection is lost/);
  await node.pass(150);
  await is(requester, { state: 'closed_complete', closeRule: 'P12' });
});

test('T5: a connection to another node counts, and that node’s end is a lost connection', async () => {
  const other = await startInProcess({ settings, store: node.store, clock: node.clock });
  const both = async (seconds: number): Promise<void> => {
    for (let left = seconds; left > 0; left -= 20) {
      await node.pass(Math.min(20, left));
      await other.server.sweep();
    }
  };
  const requester = await withAgent();
  const elsewhere = await connectRequester(other.url, requester.session, 0);
  await elsewhere.hears(/pick one/);
  await loses(requester);
  await both(170);
  expect(elsewhere.messages.some(({ text }) => /connection was lost/.test(text))).toBe(false);
  await elsewhere.says('still here');
  await other.close();
  await node.pass(155);
  await agent.hears(requester.session.interactionNumber, /connection is lost/);
  await node.pass(150);
  await is(requester, { state: 'closed_complete', closeRule: 'P12' });
});

test('T2: a requester who is a program is waited for an hour, with a nudge before', async () => {
  const tokens = createTokens('a secret that all nodes of the test share', node.clock);
  const identity = await tokens.signIdentity({ sub: 'monitor', name: 'Monitor', bot: true }, 3_600);
  const requester = await openRequester(node.url, { identity });
  await requester.hears(/pick one/);
  await node.pass(3_250);
  await requester.hears(/still there/);
  await node.pass(360);
  await requester.hears(/nothing was said/);
  requester.leave();
});

describe('messaging on the web', () => {
  let slow: InProcess;
  let desk: AgentClient;
  beforeAll(async () => {
    slow = await startInProcess({ settings: { ...settings, handoff: { leaseSeconds: 24 * hour } } });
    desk = await openAgent(slow.url, await slow.login('agent1@example.com'));
  });
  afterAll(async () => {
    desk.leave();
    await slow.close();
  });

  test('T6 and T7: the agent is prompted after half an hour, the requester nudged after a day, the end comes after two (P10)', async () => {
    const requester = await withAgent(slow, desk, { channel: 'async_web' });
    const { interactionNumber } = requester.session;
    expect(await header(requester, slow)).toMatchObject({ type: 'messaging', subtype: 'async_chat' });
    await requester.says('my badge does not open the door');
    await slow.pass(0.5 * hour + 5);
    await desk.hears(interactionNumber, /waiting for an answer/);
    await desk.says(interactionNumber, 'Which door is it?');
    await requester.hears(/Which door/);
    await slow.pass(24 * hour + 5);
    await requester.hears(/not heard from you/);
    expect(requester.messages.some(({ text }) => /waiting for an answer/.test(text))).toBe(false);
    await slow.pass(24 * hour + 5);
    await requester.hears(/closed because we have not heard/);
    expect(await header(requester, slow)).toMatchObject({
      state: 'closed_abandoned',
      stateReason: 'no_user_response',
      closeRule: 'P10',
      endState: null,
    });
    requester.leave();
  });
});

describe('with settings of one’s own', () => {
  let own: InProcess;
  let desk: AgentClient;
  beforeAll(async () => {
    own = await startInProcess({
      settings: {
        ...settings,
        idle: {
          virtualAgentSeconds: 600,
          liveAfterFirstAgentMessage: true,
          channels: { web: { virtualAgentSeconds: 300 } },
        },
        wrapUp: { enabled: true, seconds: 90 },
      },
    });
    desk = await openAgent(own.url, await own.login('agent1@example.com'));
  });
  afterAll(async () => {
    desk.leave();
    await own.close();
  });

  test('T1a: the channel’s time goes before the general one, with its nudge', async () => {
    const requester = await openRequester(own.url);
    await requester.hears(/pick one/);
    await own.pass(275);
    await requester.hears(/still there/);
    await own.pass(35);
    await requester.hears(/nothing was said/);
    expect(await header(requester, own)).toMatchObject({ closeRule: 'P14', endState: 'E2' });
    requester.leave();
  });

  test('T4b and T11: no live idle before the agent wrote; then the close, and a wrap-up that its timer ends', async () => {
    const requester = await withAgent(own, desk);
    await requester.says('hello');
    await own.pass(200);
    expect(requester.messages.some(({ text }) => /timing out/.test(text))).toBe(false);
    await desk.says(requester.session.interactionNumber, 'Hello');
    await own.pass(185);
    await requester.hears(/timing out/);
    await own.pass(180);
    await requester.becomes('none');
    expect(await header(requester, own)).toMatchObject({
      state: 'wrap_up',
      stateReason: 'no_user_response',
      closeRule: 'P12',
    });
    await own.pass(95);
    const closed = await header(requester, own);
    expect(closed).toMatchObject({ state: 'closed_complete', systemWrapUp: true, closeRule: 'P12' });
    expect(closed.wrapUpDuration).toBeGreaterThanOrEqual(90);
    await eventually(() => desk.inbox()?.capacity.held === 0, 'the capacity to be given back');
    requester.leave();
  });
});
