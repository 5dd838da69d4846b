import { newWorkItem, type WorkItem } from '../../handoff/workItem.ts';
import type { Node } from '../../tests/integration/handoff/world.ts';
import { addAgent, addQueue } from '../../tests/integration/handoff/world.ts';

export const queueIds = Array.from({ length: 10 }, (_, n) => `queue${n}`);
const skills = ['vpn', 'sap', 'mail', 'german', 'french', 'hardware', 'payroll', 'access'];
/** Nobody has it: such work waits in front of the rest, and must cost nothing. */
const rare = 'cobol';
const at = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length];
  if (found === undefined) throw new Error('the list is empty');
  return found;
};

/** Agents of three queues each with three skills, who hold one conversation each and are full by it. */
export async function fillAgents(node: Node, count: number): Promise<string[]> {
  for (const [order, id] of queueIds.entries())
    await addQueue(node, { id, name: id, order, isDefault: order === 0 });
  const ids = Array.from({ length: count }, (_, n) => `agent${String(n).padStart(3, '0')}`);
  const now = node.deps.clock.now();
  for (const [n, id] of ids.entries()) {
    await addAgent(node, id, {
      queues: [at(queueIds, n), at(queueIds, n + 3), at(queueIds, n + 7)],
      skills: [at(skills, n), at(skills, n + 1), at(skills, n + 3)],
      capacity: 1,
    });
    await node.deps.agents.setPresence(id, 'available', null, now);
    await node.deps.agents.restore(id, { workItemId: `held-${id}`, at: now, type: 'chat', size: 1 });
  }
  await node.handoff.beat(ids);
  return ids;
}

/** Agents with room in each queue who can take nothing of what waits there: they lack the skill that all of it needs. */
export async function fillIdle(node: Node, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `idle${String(n).padStart(3, '0')}`);
  for (const id of ids) {
    await addAgent(node, id, { queues: queueIds, capacity: 4 });
    await node.deps.agents.setPresence(id, 'available', null, node.deps.clock.now());
  }
  await node.handoff.beat(ids);
  return ids;
}

/** Work that waits, the earliest first: a tenth needs what nobody has, half of the rest a skill. */
export async function fillWork(
  { deps }: Node,
  from: number,
  to: number,
  skillOf: (n: number) => string | null = mixed,
): Promise<void> {
  const start = deps.clock.now().getTime() - 3_600_000;
  for (let done = from; done < to; done += 100)
    await Promise.all(
      Array.from({ length: Math.min(100, to - done) }, (_, index) =>
        deps.workItems.insert(workItem(done + index, new Date(start + done + index), skillOf(done + index))),
      ),
    );
}

function mixed(n: number): string | null {
  return n % 10 === 0 ? rare : n % 2 === 0 ? at(skills, n * 7) : null;
}

/** A skill for each of them. */
export function someSkill(n: number): string {
  return at(skills, n * 7);
}

function workItem(n: number, enqueuedAt: Date, skill: string | null): WorkItem {
  return newWorkItem(
    {
      workItemId: `work-${String(n).padStart(6, '0')}`,
      interactionId: `interaction-${n}`,
      number: `IMS${String(n).padStart(7, '0')}`,
      queueId: at(queueIds, n * 3 + Math.floor(n / 10)),
      type: 'chat',
      skills: skill === null ? [] : [{ skill, level: 1, mandatory: true }],
      shortDescription: 'VPN keeps dropping',
      openedFor: { id: `person-${n}`, name: `Person ${n}` },
      sentiment: null,
      enqueuedAt,
    },
    enqueuedAt,
  );
}
