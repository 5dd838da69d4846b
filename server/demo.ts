import type { Clock } from '../contracts/clock.ts';
import { agentSkills } from '../contracts/skills.ts';
import type { Role } from '../contracts/states.ts';
import type { Agents } from '../handoff/agents.store.ts';
import { newQueue, type Queue } from '../handoff/routing/queue.ts';
import type { Queues } from '../handoff/routing/queues.store.ts';
import type { Records } from '../interactions/records/records.store.ts';
import type { Accounts } from './accounts.store.ts';
import { demoRecords } from './demoRecords.ts';
import { hashPassword } from './passwords.ts';
import type { SettingsStore } from './settings.store.ts';

export interface DemoDeps {
  accounts: Accounts;
  agents: Agents;
  queues: Queues;
  records: Records;
  settings: SettingsStore;
  clock: Clock;
}

const people: {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  queues: string[];
  skills?: string[];
}[] = [
  {
    id: 'agent1',
    email: 'agent1@example.com',
    name: 'Ada Moreno',
    roles: ['agent'],
    queues: ['service_desk', 'network', 'hardware'],
    skills: ['vpn'],
  },
  {
    id: 'agent2',
    email: 'agent2@example.com',
    name: 'Ben Okafor',
    roles: ['agent'],
    queues: ['service_desk', 'network'],
    skills: ['vpn'],
  },
  {
    id: 'agent3',
    email: 'agent3@example.com',
    name: 'Chloe Lindqvist',
    roles: ['agent'],
    queues: ['service_desk', 'facilities'],
  },
  {
    id: 'supervisor',
    email: 'supervisor@example.com',
    name: 'Samir Haddad',
    roles: ['agent', 'supervisor'],
    queues: ['service_desk', 'network', 'hardware', 'facilities'],
    skills: ['vpn'],
  },
  { id: 'author', email: 'author@example.com', name: 'Yuki Tanaka', roles: ['va_admin'], queues: [] },
];

const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '18:00' }));
const queue = (id: string, name: string, order: number, more: Partial<Queue> = {}) =>
  newQueue({ id, name, order, targetWaitSeconds: 60, maxWaitSeconds: 900, ...more });

/** The people, queues, records and settings of the demo (protocol §1, `DEMO`). Doing it again changes nothing. */
export async function seedDemo(deps: DemoDeps, password: string): Promise<string[]> {
  const { accounts, agents, queues, records, settings, clock } = deps;
  const now = clock.now();
  const known = new Set((await queues.all()).map(({ id }) => id));
  const shipped = [
    queue('service_desk', 'IT Service Desk', 100, { isDefault: true }),
    queue('network', 'Network', 150),
    queue('hardware', 'Hardware', 200),
    queue('facilities', 'Facilities', 300, {
      schedule: { timeZone: 'Europe/Zurich', hours: weekdays, holidays: ['2026-12-25', '2027-01-01'] },
    }),
  ];
  for (const one of shipped) if (!known.has(one.id)) await queues.save(one);
  const passwordHash = await hashPassword(password);
  const made: string[] = [];
  for (const { queues: in_, skills = [], ...person } of people) {
    if (await accounts.create({ ...person, passwordHash }, now)) made.push(person.email);
    if (in_.length === 0 || (await agents.get(person.id)) !== null) continue;
    await agents.save(
      {
        id: person.id,
        name: person.name,
        email: person.email,
        queues: in_,
        groups: [],
        capacity: null,
        capacities: {},
        skills: agentSkills(skills),
      },
      now,
    );
  }
  for (const { id, table, fields } of demoRecords(now)) {
    if ((await records.get(table, id)) !== null) continue;
    await records.create({ id, table, fields, number: await records.nextNumber(table) }, now);
  }
  // So that somebody who tries it out sees the survey; the shipped setting asks a third of the conversations.
  await settings.seed({ survey: { probability: 1 } });
  return made;
}
