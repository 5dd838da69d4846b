import fc from 'fast-check';
import { requiredSkills } from '../../../contracts/skills.ts';
import {
  addAgent,
  addQueue,
  openWorld,
  signIn,
  standingOf,
  type World,
  waitingConversation,
} from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(world.node.failures).toEqual([]);
  await world.close();
});

test('an agent is free: offered', async () => {
  await addQueue(world.node);
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  expect(await world.node.handoff.assess({})).toEqual({
    outcome: 'offered',
    queue: { id: 'it', name: 'IT Help' },
    position: 1,
    estimatedWaitRange: null,
    reasons: ['Anna: chosen: 1 of 1 free'],
  });
});

test.each(['busy', 'away'])('agents are there but %s: queued, with the place', async (how) => {
  await addQueue(world.node);
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  await waitingConversation(world, 'IMS0000001');
  if (how === 'away') await world.node.handoff.setPresence('anna', 'away');
  expect(await world.node.handoff.assess({})).toMatchObject({ outcome: 'queued', position: 2 });
});

test('nobody who could ever take it is signed in: no agents, and skills count (D3)', async () => {
  const { handoff } = world.node;
  await addQueue(world.node);
  await addAgent(world.node, 'anna', { skills: ['mail'] });
  expect(await handoff.assess({})).toMatchObject({ outcome: 'no_agents', position: null });
  await signIn(world.node, 'anna');
  expect(await handoff.assess({ skills: ['vpn'] })).toMatchObject({
    outcome: 'no_agents',
    reasons: ['Anna: lacks vpn'],
  });
  expect(await handoff.assess({ skills: ['mail'] })).toMatchObject({ outcome: 'offered' });
  await handoff.setPresence('anna', 'offline');
  expect(await handoff.assess({})).toMatchObject({ outcome: 'no_agents' });
});

test('outside the hours of the queue: closed, whoever is there', async () => {
  await addQueue(world.node, {
    schedule: { timeZone: 'UTC', hours: [{ day: 1, from: '08:00', to: '13:00' }], holidays: [] },
  });
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  expect(await world.node.handoff.assess({})).toMatchObject({ outcome: 'offered' });
  world.clock.set('2026-03-02T13:00:00.000Z');
  expect(await world.node.handoff.assess({})).toMatchObject({
    outcome: 'closed_hours',
    queue: { name: 'IT Help' },
    position: null,
  });
});

test('no such queue, or one that is switched off: refused', async () => {
  const { handoff } = world.node;
  expect(await handoff.assess({})).toMatchObject({ outcome: 'refused', queue: null });
  await addQueue(world.node, { active: false });
  expect(await handoff.assess({})).toMatchObject({ outcome: 'refused', queue: { id: 'it' } });
  expect(await handoff.assess({ queue: 'Payroll' })).toMatchObject({
    outcome: 'refused',
    queue: null,
    reasons: ['there is no queue "Payroll"'],
  });
});

test('a queue is found by its id and by its name, however it is written', async () => {
  await addQueue(world.node, { id: 'hr', name: 'Human Resources', isDefault: false });
  for (const queue of ['hr', 'Human Resources', 'human resources '])
    expect((await world.node.handoff.assess({ queue })).queue?.id).toBe('hr');
});

test('of many agents the log of a conversation keeps the nearest few, and how many there were', async () => {
  await addQueue(world.node);
  const ids = Array.from({ length: 40 }, (_, index) => `agent${index}`);
  for (const id of ids) {
    await addAgent(world.node, id);
    await signIn(world.node, id);
    await world.node.handoff.setPresence(id, 'away');
  }
  const { outcome, reasons } = await world.node.handoff.assess({});
  expect([outcome, reasons.length, reasons.at(-1)]).toEqual(['queued', 6, 'and 35 more']);
});

test('assessing changes nothing', async () => {
  await addQueue(world.node);
  await addAgent(world.node, 'anna');
  await signIn(world.node, 'anna');
  const before = await world.node.handoff.agent('anna');
  await world.node.handoff.assess({});
  expect(await world.node.handoff.agent('anna')).toEqual(before);
  expect(await world.node.deps.workItems.countWaiting(['it'])).toBe(0);
});

test('what was assessed is what happens (F7 5)', async () => {
  const { handoff, deps } = world.node;
  const skills = ['vpn', 'mail', 'german'];
  const agentPlan = fc.record({
    capacity: fc.integer({ min: 1, max: 2 }),
    skills: fc.subarray(skills),
    queues: fc.subarray(['it', 'vip']),
    presence: fc.constantFrom('available', 'available', 'away', 'offline'),
    connected: fc.boolean(),
  });
  const request = fc.record({
    queue: fc.constantFrom('it', 'vip'),
    skills: fc.subarray(skills, { maxLength: 2 }),
  });
  await addQueue(world.node);
  await addQueue(world.node, { id: 'vip', name: 'VIP', order: 1, isDefault: false });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(agentPlan, { maxLength: 4 }),
      fc.array(request, { minLength: 1, maxLength: 6 }),
      async (agentPlans, requests) => {
        round += 1;
        await clear(world);
        const now = world.clock.now();
        for (const [index, plan] of agentPlans.entries()) {
          const id = `agent${index}`;
          await addAgent(world.node, id, plan);
          await deps.agents.setPresence(id, plan.presence, null, now);
          if (plan.connected) await handoff.beat([id]);
        }
        for (const [index, asked] of requests.entries()) {
          world.clock.advance(1);
          const assessed = await handoff.assess(asked);
          const ahead = await deps.workItems.countWaiting([asked.queue]);
          const interactionId = await world.conversation(`IMS-${round}-${index}`);
          const workItemId = `w-${round}-${String(index).padStart(3, '0')}`;
          await deps.conversations.change(interactionId, (state) => ({
            cause: { kind: 'system', action: 'test' },
            events: [
              { type: 'owner_changed', from: state.header.owner, to: 'queue', why: 'test', workItemId },
            ],
            messages: [],
          }));
          await handoff.enqueue({
            workItemId,
            interactionId,
            number: `IMS-${round}-${index}`,
            queueId: asked.queue,
            type: 'chat',
            skills: requiredSkills(asked.skills),
            shortDescription: '',
            openedFor: { id: 'r', name: 'R' },
            sentiment: null,
          });
          const item = await deps.workItems.get(workItemId);
          expect(item?.state).toBe(assessed.outcome === 'offered' ? 'pending_accept' : 'queued');
          if (assessed.outcome === 'offered' || assessed.outcome === 'queued') {
            // Who needs other skills is not before them.
            expect(assessed.position).toBeLessThanOrEqual(ahead + 1);
            expect((await standingOf(world.node, workItemId))?.position).toBe(assessed.position);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

async function clear({ node }: World): Promise<void> {
  await node.handoff.settled();
  await node.connection.collection('agents').deleteMany({});
  await node.connection.collection('work_items').deleteMany({});
}
