import type { Clock } from '../contracts/clock.ts';
import type { AgentSkill } from '../contracts/skills.ts';
import type { Role } from '../contracts/states.ts';
import type { Agents } from '../handoff/agents.store.ts';
import type { HandoffDefinitions } from '../handoff/routing/definitions.store.ts';
import type { Queues } from '../handoff/routing/queues.store.ts';
import type { Records } from '../interactions/records/records.store.ts';
import type { Accounts } from './accounts.store.ts';
import { demoRecords } from './demoRecords.ts';
import {
  demoPresences,
  demoQueues,
  demoResponses,
  demoRules,
  demoSchedules,
  demoSkills,
} from './demoRouting.ts';
import { hashPassword } from './passwords.ts';
import type { SettingsStore } from './settings.store.ts';

export interface DemoDeps {
  accounts: Accounts;
  agents: Agents;
  queues: Queues;
  definitions: HandoffDefinitions;
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
  groups?: string[];
  skills?: AgentSkill[];
}[] = [
  {
    id: 'agent1',
    email: 'agent1@example.com',
    name: 'Ada Moreno',
    roles: ['agent'],
    queues: ['service_desk', 'network', 'hardware'],
    groups: ['first_line', 'second_line'],
    skills: [
      { skill: 'vpn', level: 4 },
      { skill: 'german', level: 5 },
    ],
  },
  {
    id: 'agent2',
    email: 'agent2@example.com',
    name: 'Ben Okafor',
    roles: ['agent'],
    queues: ['service_desk', 'network'],
    groups: ['first_line'],
    skills: [{ skill: 'vpn', level: 2 }],
  },
  {
    id: 'agent3',
    email: 'agent3@example.com',
    name: 'Chloe Lindqvist',
    roles: ['agent'],
    queues: ['service_desk', 'facilities'],
    groups: ['first_line'],
    skills: [{ skill: 'building', level: 5 }],
  },
  {
    id: 'supervisor',
    email: 'supervisor@example.com',
    name: 'Samir Haddad',
    roles: ['agent', 'supervisor'],
    queues: ['service_desk', 'network', 'hardware', 'facilities'],
    groups: ['second_line'],
    skills: [{ skill: 'vpn', level: 3 }],
  },
  { id: 'author', email: 'author@example.com', name: 'Yuki Tanaka', roles: ['va_admin'], queues: [] },
];

/** The people, queues, records and settings of the demo (protocol §1, `DEMO`). Doing it again changes nothing. */
export async function seedDemo(deps: DemoDeps, password: string): Promise<string[]> {
  const { accounts, agents, queues, definitions, records, settings, clock } = deps;
  const now = clock.now();
  // What an administrator removed does not come back with the next start: the accounts are made last.
  if ((await accounts.byId('agent1')) === null) {
    for (const schedule of demoSchedules) await definitions.schedules.save(schedule);
    for (const rule of demoRules) await definitions.rules.save(rule);
    for (const skill of demoSkills) await definitions.skills.save(skill);
    for (const response of demoResponses) await definitions.responses.save(response);
    const known = new Set((await queues.all()).map(({ id }) => id));
    for (const queue of demoQueues) if (!known.has(queue.id)) await queues.save(queue);
  }
  const passwordHash = await hashPassword(password);
  const made: string[] = [];
  for (const { queues: in_, groups = [], skills = [], ...person } of people) {
    if (await accounts.create({ ...person, passwordHash }, now)) made.push(person.email);
    if (in_.length === 0 || (await agents.get(person.id)) !== null) continue;
    await agents.save(
      {
        id: person.id,
        name: person.name,
        email: person.email,
        queues: in_,
        groups,
        capacity: null,
        capacities: {},
        skills,
      },
      now,
    );
  }
  for (const { id, table, fields } of demoRecords(now)) {
    if ((await records.get(table, id)) !== null) continue;
    await records.create({ id, table, fields, number: await records.nextNumber(table) }, now);
  }
  // So that somebody who tries it out sees the survey; the shipped setting asks a third of the conversations.
  await settings.seed({ survey: { probability: 1 }, presence: { states: demoPresences } });
  return made;
}
