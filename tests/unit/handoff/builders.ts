import { defaultSettings } from '../../../contracts/settings.ts';
import { agentSkills, requiredSkills, type SkillWish } from '../../../contracts/skills.ts';
import type { Agent } from '../../../handoff/agent.ts';
import { presenceStatesOf } from '../../../handoff/presenceStates.ts';
import { newQueue } from '../../../handoff/routing/queue.ts';
import type { RoutingView } from '../../../handoff/routing/routingView.ts';
import { newWorkItem, type WorkItem } from '../../../handoff/workItem.ts';

export const noon = new Date('2026-03-02T12:00:00.000Z');

export function secondsAfter(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1_000);
}

/** An agent who is connected, available and holds `load` conversations. */
export function agent(
  id: string,
  more: Partial<Omit<Agent, 'skills'>> & { load?: number; skills?: Parameters<typeof agentSkills>[0] } = {},
): Agent {
  const { load = 0, skills = [], ...rest } = more;
  return {
    id,
    name: id,
    email: `${id}@example.com`,
    queues: ['it'],
    groups: [],
    capacity: 4,
    capacities: {},
    skills: agentSkills(skills),
    presence: 'available',
    presenceReason: null,
    presenceSince: noon,
    beats: { node: noon },
    seenAt: noon,
    actedAt: null,
    held: Array.from({ length: load }, (_, index) => ({
      workItemId: `${id}-${index}`,
      at: noon,
      type: 'chat' as const,
      size: 1,
    })),
    rev: 0,
    lastAssignedAt: null,
    lost: [],
    ...rest,
  };
}

/** What a pass over the queues sees: these agents and queues, and nothing but what ships. */
export function routingView(agents: Agent[], more: Partial<RoutingView> = {}): RoutingView {
  const settings = more.settings ?? defaultSettings();
  return {
    now: noon,
    settings,
    queues: [newQueue({ id: 'it', name: 'IT Help' })],
    rules: new Map(),
    schedules: new Map(),
    presences: new Map(presenceStatesOf(settings).map((state) => [state.name, state])),
    agents,
    pending: new Map(),
    ...more,
  };
}

export function workItem({
  skills = [],
  ...more
}: Partial<Omit<WorkItem, 'skills'>> & { skills?: SkillWish[] } = {}): WorkItem {
  const item = newWorkItem(
    {
      workItemId: 'w1',
      interactionId: 'i1',
      number: 'IMS0000001',
      queueId: 'it',
      type: 'chat',
      skills: requiredSkills(skills),
      shortDescription: 'VPN keeps dropping',
      openedFor: { id: 'rita', name: 'Rita' },
      sentiment: 'negative',
    },
    noon,
  );
  return { ...item, firstPosition: 1, ...more };
}
