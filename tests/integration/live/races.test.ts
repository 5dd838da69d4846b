import { AppError } from '../../../contracts/errors.ts';
import type { Actor } from '../../../handoff/actor.ts';
import { expectConsistent } from '../handoff/invariants.ts';
import {
  addAgent,
  addQueue,
  heldBy,
  type Node,
  openWorld,
  ownersOf,
  signIn,
  textsOf,
  type World,
  waitingConversation,
} from '../handoff/world.ts';

/** What agents and supervisors on two nodes do with one live conversation at the same moment: nothing is torn. */
let world: World;
let other: Node;
beforeAll(async () => {
  world = await openWorld();
  other = await world.addNode();
  await addQueue(world.node);
  await addQueue(world.node, { id: 'net', name: 'Network', isDefault: false });
  for (const id of ['anna', 'bert', 'sam', 'sue']) {
    await addAgent(world.node, id, { capacity: 50, queues: [] });
    await signIn(world.node, id);
  }
});
afterEach(() => {
  expect([...world.node.failures, ...other.failures]).toEqual([]);
});
afterAll(async () => {
  await other.handoff.settled();
  await other.deps.conversations.settled();
  await world.close();
});

const agent = (id: string, supervises = false): Actor => ({
  id,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  supervises,
});
const [anna, bert] = [agent('anna'), agent('bert')];
const [sam, sue] = [agent('sam', true), agent('sue', true)];

async function outcomes(...jobs: Promise<unknown>[]): Promise<string[]> {
  const results = await Promise.allSettled(jobs);
  for (const { handoff, deps } of [world.node, other]) {
    await handoff.settled();
    await deps.conversations.settled();
  }
  return results.map((result) => {
    if (result.status === 'fulfilled') return 'done';
    if (result.reason instanceof AppError) return result.reason.code;
    throw result.reason;
  });
}

let count = 0;
/** A conversation that Anna has. */
async function annas(): Promise<string> {
  count += 1;
  const { id, workItemId } = await waitingConversation(world, `IMS00001${String(count).padStart(2, '0')}`);
  const agents = await world.node.deps.agents.get('anna');
  if (agents === null) throw new Error('Anna is gone');
  await world.node.deps.agents.save({ ...agents, queues: ['it'] }, world.clock.now());
  await world.node.handoff.claim('anna', id);
  await world.node.deps.agents.save({ ...agents, queues: [] }, world.clock.now());
  expect(await heldBy(world.node, 'anna')).toContain(workItemId);
  return id;
}
async function holderOf(id: string): Promise<string | null> {
  const [item] = await world.node.deps.workItems.openOf(id);
  return item?.acceptedBy ?? null;
}
const rounds = [1, 2, 3];

test('transfer and end: it is passed on, or over, and never both', async () => {
  for (const _ of rounds) {
    const id = await annas();
    const results = await outcomes(
      world.node.handoff.live.transfer(anna, id, { to: { queue: 'net' } }),
      other.handoff.end('anna', id, 'resolved'),
    );
    expect(results.filter((result) => result === 'done').length).toBeGreaterThan(0);
    await expectConsistent(world, [id]);
    const { header } = await world.node.deps.conversations.load(id);
    if (header.owner === 'queue') expect(results[1]).toBe('forbidden');
    else expect(header.stateReason).toBe('agent_ended');
  }
});

test('complete and cancel: the one consulted has it, or its agent kept it', async () => {
  for (const _ of rounds) {
    const id = await annas();
    const { live } = world.node.handoff;
    await live.transfer(anna, id, { to: { agent: 'bert' }, kind: 'consult' });
    await live.answerInvitation(bert, id, { accept: true, reason: null });
    const [completed] = await outcomes(
      live.completeTransfer(anna, id),
      other.handoff.live.cancelTransfer(anna, id),
    );
    expect(await holderOf(id)).toBe(completed === 'done' ? 'bert' : 'anna');
    await expectConsistent(world, [id]);
    world.node.deps.conversations.forget(id);
    expect((await world.node.deps.conversations.load(id)).live.members).toEqual([]);
  }
});

test('accepting an invitation as it runs out: in it, or too late', async () => {
  for (const _ of rounds) {
    const id = await annas();
    await world.node.handoff.live.invite(anna, id, { agent: 'bert', kind: 'invite', note: null });
    world.clock.advance(30_000);
    for (const one of ['anna', 'bert', 'sam', 'sue']) await world.node.handoff.beat([one]);
    world.clock.advance(31_000);
    for (const one of ['anna', 'bert', 'sam', 'sue']) await world.node.handoff.beat([one]);
    const [, accepted] = await outcomes(
      world.node.handoff.sweep({ takeBack: false }),
      other.handoff.live.answerInvitation(bert, id, { accept: true, reason: null }),
    );
    world.node.deps.conversations.forget(id);
    const { live } = await world.node.deps.conversations.load(id);
    expect([accepted, live.members.map(({ agent: one }) => one.id), live.invitations]).toEqual(
      accepted === 'done' ? ['done', ['bert'], []] : ['gone', [], []],
    );
    const missed = (await textsOf(world.node, id)).filter((text) => /has not answered/.test(text));
    expect(missed).toHaveLength(accepted === 'done' ? 0 : 1);
  }
});

test('an invitation that ran out is missed once, however many nodes look', async () => {
  const id = await annas();
  await world.node.handoff.live.invite(anna, id, { agent: 'bert', kind: 'invite', note: null });
  world.clock.advance(61_000);
  await world.node.handoff.beat(['anna', 'bert', 'sam', 'sue']);
  await outcomes(...[world.node, other, world.node].map(({ handoff }) => handoff.sweep({ takeBack: false })));
  expect((await textsOf(world.node, id)).filter((text) => /has not answered/.test(text))).toHaveLength(1);
});

test('taken over as it ends: the supervisor has it, or it is over', async () => {
  for (const _ of rounds) {
    const id = await annas();
    const [taken] = await outcomes(
      world.node.handoff.claim(sam.id, id, true),
      other.handoff.end('anna', id, 'resolved'),
    );
    const { header } = await world.node.deps.conversations.load(id);
    if (taken === 'done' && header.owner === 'agent') expect(header.assignedTo?.id).toBe('sam');
    else expect(header.state).toBe('closed_complete');
    await expectConsistent(world, [id]);
  }
});

test('two supervisors take over: one has it', async () => {
  for (const _ of rounds) {
    const id = await annas();
    const results = await outcomes(
      world.node.handoff.claim(sam.id, id, true),
      other.handoff.claim(sue.id, id, true),
    );
    expect(results.sort()).toEqual(['conflict', 'done']);
    expect(await ownersOf(world.node, id)).toHaveLength(3);
    await expectConsistent(world, [id]);
  }
});

test('handed back as the requester writes: what was said is in the log once, and nobody answers after a person took it', async () => {
  for (const _ of rounds) {
    const id = await annas();
    const results = await outcomes(
      world.node.handoff.live.handBack(anna, id),
      other.handoff.claim(sam.id, id, true),
      other.deps.conversations.change(id, () => ({
        cause: { kind: 'requester', action: 'message' },
        events: [],
        messages: [{ type: 'text', text: 'hello?', from: { kind: 'requester', name: 'Rita' } }],
      })),
    );
    expect(results[2]).toBe('done');
    await expectConsistent(world, [id]);
    world.node.deps.conversations.forget(id);
    const { header } = await world.node.deps.conversations.load(id);
    const turns = await world.node.deps.turns.after(id, 0);
    const owners = turns.flatMap(({ events, lastSeq }) =>
      events.flatMap((event) => (event.type === 'owner_changed' ? [{ to: event.to, lastSeq }] : [])),
    );
    const last = owners.at(-1);
    expect(last?.to).toBe(header.owner);
    const later = turns.filter(({ seq }) => seq > (last?.lastSeq ?? 0)).flatMap(({ messages }) => messages);
    if (header.owner === 'agent')
      expect(later.filter(({ from }) => from.kind === 'virtual_agent')).toEqual([]);
  }
});

test('taken over and passed on: one after the other, and one holder', async () => {
  for (const _ of rounds) {
    const id = await annas();
    await outcomes(
      world.node.handoff.claim(sam.id, id, true),
      other.handoff.live.transfer(anna, id, { to: { queue: 'net' } }),
    );
    await expectConsistent(world, [id]);
  }
});
