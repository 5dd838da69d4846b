import { api, eventually } from '../../support/clients.ts';
import { type Floor, inTalk, joins, openFloor, openStaff, opensOn } from './scene.ts';

/** Where a conversation goes besides to its end, and what it takes meanwhile. */
let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

test('handed back: the Virtual Agent asks what else it can do, and no desk has it any more', async () => {
  const { ada, ben } = floor;
  const { requester, number } = await inTalk(floor);
  const held = ada.inbox()?.capacity.held ?? 0;
  await joins(floor, number, 'invite');
  expect((await ben.does('conversation:return', { interaction: number })).error?.code).toBe('forbidden');
  await ada.did('conversation:return', { interaction: number });
  await requester.hears(/Ada Moreno has handed you back to the Virtual Agent/);
  await requester.hears(/anything else/i);
  expect((await requester.becomes('virtual_agent')).agent).toBeUndefined();
  await eventually(() => ada.roleIn(number) === undefined && ben.roleIn(number) === undefined, 'both desks');
  expect(ada.inbox()?.capacity.held).toBe(held - 1);
  expect((await ada.says(number, 'wait')).error?.code).toBe('forbidden');
  // It can be handed over again.
  await requester.says('agent');
  await ada.accepts(
    await eventually(
      () => ada.offers.filter(({ interaction }) => interaction === number)[1],
      'another offer',
    ),
  );
  await requester.hears(/Ada Moreno has joined/);
  await requester.ends();
});

test('what was no chat has no Virtual Agent to go to', async () => {
  const { ada } = floor;
  const wish = { type: 'walk_up', openedFor: { name: 'Wanda' }, shortDescription: 'Badge' };
  const { body } = await api<{ number: string }>(floor.url, '/interactions', ada.token, {
    method: 'POST',
    body: wish,
  });
  await opensOn(ada, body.number);
  expect((await ada.does('conversation:return', { interaction: body.number })).error?.code).toBe('conflict');
  await ada.ends(body.number);
});

test('a message thread on hold takes no capacity until the requester writes', async () => {
  const { ada } = floor;
  const { requester, number } = await inTalk(floor, { channel: 'async_web' });
  expect(await floor.header(number)).toMatchObject({ type: 'messaging' });
  const held = ada.inbox()?.capacity.held ?? 0;
  const heldNow = () => ada.inbox()?.capacity.held;
  const holds = () =>
    ada.does('conversation:hold', { interaction: number, waitingReason: 'waiting_on_customer' });
  await holds();
  await eventually(() => heldNow() === held - 1, 'the capacity');
  await requester.says('I am back');
  await eventually(() => heldNow() === held, 'its capacity again');
  await holds();
  await eventually(() => heldNow() === held - 1, 'the capacity');
  await ada.does('conversation:resume', { interaction: number });
  await eventually(() => heldNow() === held, 'its capacity again');
  await holds();
  await floor.pass(31);
  expect(heldNow()).toBe(held - 1);
  await requester.ends();
  await eventually(() => heldNow() === held - 1 && ada.roleIn(number) === undefined, 'the end');
});

test('a chat on hold keeps its capacity', async () => {
  const { ada } = floor;
  const { requester, number } = await inTalk(floor);
  const held = ada.inbox()?.capacity.held;
  await ada.does('conversation:hold', { interaction: number });
  expect((await floor.header(number)).state).toBe('on_hold');
  expect(ada.inbox()?.capacity.held).toBe(held);
  await requester.ends();
});

test('an agent who comes back reads what was lost, once', async () => {
  const { requester, number } = await inTalk(floor);
  floor.ada.leave();
  for (let passed = 0; passed < 120; passed += 20) await floor.pass(20);
  await requester.hears(/The connection to Ada Moreno was lost/);
  const ada = await openStaff(floor, 'agent1@example.com');
  const lost = () => ada.inbox()?.lost.map(({ interaction }) => interaction);
  await eventually(() => lost()?.includes(number), 'what was lost');
  await ada.does('lost:seen', {});
  expect(lost()).toEqual([]);
  ada.leave();
});

test('where the settings say so a wrap-up takes no capacity', async () => {
  const other = await openFloor({ settings: { wrapUp: { enabled: true, usesCapacity: false } } });
  const { number } = await inTalk(other);
  expect(other.ada.inbox()?.capacity.held).toBe(1);
  await other.ada.ends(number, { shortDescription: 'done' });
  await eventually(() => other.ada.inbox()?.capacity.held === 0, 'the capacity');
  expect(other.ada.inbox()?.conversations[0]?.state).toBe('wrap_up');
  await other.close();
});

test('two nodes: a conversation opens on the desk of who came, wherever that is', async () => {
  const there = await openFloorOn(floor);
  const { requester, number } = await inTalk({ url: there.url, ada: there.ada });
  await there.ada.did('conversation:invite', { interaction: number, agent: 'supervisor' });
  const look = async () => {
    // Without Redis a node looks at what the others did when it sweeps, once they have shown a sign of life.
    await there.pass(1);
    await floor.pass(1);
    return floor.samir.invited.some(({ interaction }) => interaction === number);
  };
  await eventually(look, 'the invitation on the other node');
  await floor.samir.did('invitation:answer', { interaction: number, accept: true });
  await opensOn(floor.samir, number);
  await floor.samir.says(number, 'from afar');
  await eventually(async () => {
    await there.pass(1);
    return there.ada.messages.some(({ text }) => text === 'from afar');
  }, 'the words at the other desk');
  await requester.hears(/from afar/);
  there.ada.leave();
  await there.close();
});

/** Another node on the same store, with Ada at it. */
async function openFloorOn({ store, clock }: Floor) {
  const { startInProcess } = await import('../../support/inProcess.ts');
  const node = await startInProcess({ store, clock, settings: { handoff: { defaultCapacity: 50 } } });
  const ada = await openStaff(node, 'agent1@example.com');
  await ada.is('available');
  return { ...node, ada };
}
