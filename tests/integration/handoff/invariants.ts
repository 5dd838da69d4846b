import { isClosed } from '../../../contracts/states.ts';
import { capacityOf } from '../../../handoff/agent.ts';
import type { Node, World } from './world.ts';

/**
 * What must be true whenever nothing is under way: capacity in use equals held work and is within its bound, work
 * is held by at most one agent, and the log agrees with the work item.
 */
export async function expectConsistent(world: World, interactionIds: string[], node?: Node): Promise<void> {
  const { deps } = node ?? world.node;
  const open = await deps.workItems.openAfter('', 10_000);
  for (const agent of await deps.agents.list('', 1_000)) {
    const held = (await deps.workItems.heldBy(agent.id)).filter(({ usesCapacity }) => usesCapacity);
    expect(agent.held.map((unit) => unit.workItemId).sort()).toEqual(held.map(({ id }) => id).sort());
    expect(agent.held.length).toBeLessThanOrEqual(capacityOf(agent, 'chat', world.settings));
  }
  for (const id of interactionIds) {
    deps.conversations.forget(id);
    const { header, workItemId } = await deps.conversations.load(id);
    const own = open.filter((item) => item.interactionId === id);
    const { owner } = header;
    if (isClosed(header.state) || owner === 'virtual_agent') expect(own).toEqual([]);
    else if (header.state === 'wrap_up') {
      expect(own.map((item) => item.id)).toEqual([workItemId]);
      expect(own[0]).toMatchObject({ state: 'accepted', acceptedBy: header.assignedTo?.id });
    } else {
      expect(own.map((item) => item.id)).toEqual([workItemId]);
      const holder = own[0]?.state === 'accepted' ? own[0].acceptedBy : null;
      expect({ owner, agent: header.assignedTo?.id ?? null }).toEqual({
        owner: holder === null ? 'queue' : 'agent',
        agent: holder,
      });
    }
  }
}
