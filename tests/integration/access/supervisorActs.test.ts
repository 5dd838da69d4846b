import { type AgentClient, openAgent } from '../../support/clients.ts';
import { openScene, type Scene } from './scene.ts';

/** What supervisors do over their desk with conversations that others have: by the rules, and written down. */
let scene: Scene;
let boss: AgentClient;
let ada: AgentClient;
beforeAll(async () => {
  scene = await openScene({ settings: { handoff: { capacities: { walk_up: 20 } } } });
  boss = await openAgent(scene.url, scene.token('supervisor'));
  ada = await openAgent(scene.url, scene.token('agent1'));
});
afterAll(async () => {
  boss.leave();
  ada.leave();
  await scene.close();
});

const acts = [
  ['work:claim', {}, 'claim interaction'],
  ['conversation:hold', {}, 'hold interaction'],
  ['conversation:transfer', { to: { queue: 'service_desk' } }, 'transfer interaction'],
  ['conversation:invite', { agent: 'supervisor' }, 'invite to conversation'],
  ['help:set', { on: true }, 'flag help'],
] as const;

const asks = (event: string, payload: object): Promise<{ error?: { code: string } }> =>
  (
    boss.socket as unknown as { emitWithAck(e: string, p: object): Promise<{ error?: { code: string } }> }
  ).emitWithAck(event, payload);

async function auditOf(number: string): Promise<unknown[]> {
  const { body } = await scene.ask('admin', 'GET', `/interactions/${number}/audit`);
  return body.items.filter(({ actor }) => JSON.stringify(actor).includes('Samir'));
}

test.each(acts)('%s is written down once, in the words of the other door', async (event, more, action) => {
  const { number } = await scene.opens('agent1', 'Nora');
  await asks(event, { interaction: number, ...more });
  expect(await auditOf(number)).toEqual([expect.objectContaining({ action })]);
});

test.each(acts)('%s is refused where no rule lets supervisors change records', async (event, more) => {
  const { number } = await scene.opens('agent1', 'Nora');
  await allow('reviewer.record.write', false);
  const { error } = await asks(event, { interaction: number, ...more });
  await allow('reviewer.record.write', true);
  expect(error?.code).toBe('forbidden');
  expect(await auditOf(number)).toEqual([]);
  const { body } = await scene.ask('admin', 'GET', `/interactions/${number}`);
  expect(body).toMatchObject({ assignedTo: { id: 'agent1' }, state: 'work_in_progress' });
});

test('who may not read transcripts takes none over, by neither door', async () => {
  const { number } = await scene.opens('agent1', 'Nora');
  await allow('reviewer.transcript.read', false);
  const { error } = await asks('work:claim', { interaction: number });
  const { status } = await scene.ask('supervisor', 'POST', `/interactions/${number}/claim`, {});
  await allow('reviewer.transcript.read', true);
  expect([error?.code, status]).toEqual(['forbidden', 403]);
});

test('a supervisor claims what waits in a queue that is not theirs by either door', async () => {
  await scene.ask('admin', 'POST', '/queues', { name: 'Legal' });
  const wish = { type: 'walk_up', openedFor: { name: 'Nora' }, queue: 'Legal', shortDescription: 'A lease' };
  const one = (await scene.ask('supervisor', 'POST', '/interactions', wish)).body.number;
  expect((await scene.ask('supervisor', 'POST', `/interactions/${one}/claim`, {})).status).toBe(200);
});

async function allow(rule: string, active: boolean): Promise<void> {
  const { status } = await scene.ask('admin', 'PATCH', `/access-rules/${rule}`, { active });
  expect(status).toBe(200);
}
