import type { Agent } from '../../../handoff/agent.ts';
import { newWorkItem, type WorkItem } from '../../../handoff/workItem.ts';

export const noon = new Date('2026-03-02T12:00:00.000Z');

export function secondsAfter(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1_000);
}

/** An agent who is connected, available and holds `load` conversations. */
export function agent(id: string, more: Partial<Agent> & { load?: number } = {}): Agent {
  const { load = 0, ...rest } = more;
  return {
    id,
    name: id,
    email: `${id}@example.com`,
    queues: ['it'],
    capacity: 4,
    skills: [],
    presence: 'available',
    presenceSince: noon,
    beats: { node: noon },
    seenAt: noon,
    held: Array.from({ length: load }, (_, index) => ({ workItemId: `${id}-${index}`, at: noon })),
    rev: 0,
    lastAssignedAt: null,
    ...rest,
  };
}

export function workItem(more: Partial<WorkItem> = {}): WorkItem {
  const item = newWorkItem(
    {
      workItemId: 'w1',
      interactionId: 'i1',
      number: 'IMS0000001',
      queueId: 'it',
      skills: [],
      shortDescription: 'VPN keeps dropping',
      openedFor: { id: 'rita', name: 'Rita' },
      sentiment: 'negative',
    },
    noon,
  );
  return { ...item, firstPosition: 1, ...more };
}
