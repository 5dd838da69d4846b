import type { AssignmentRule, NamedSchedule, ResponseTemplate, Skill } from '../contracts/handoff.ts';
import { ruleDefaults } from '../contracts/handoffDefaults.ts';
import { newQueue, type Queue } from '../handoff/routing/queue.ts';

/** What the demo's administrator has set up for live handoff. Facilities shows most of what a queue can say. */

const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '18:00' }));
export const demoSchedules: NamedSchedule[] = [
  {
    id: 'office_hours',
    name: 'Office hours Zurich',
    timeZone: 'Europe/Zurich',
    hours: weekdays,
    holidays: ['2026-12-25', '2027-01-01'],
  },
];

export const demoSkills: Skill[] = [
  { id: 'vpn', name: 'VPN', description: 'Remote access, from the client to the gateway' },
  { id: 'german', name: 'German', description: 'Speaks and writes German' },
  { id: 'building', name: 'Building', description: 'Rooms, badges, heating' },
];

export const demoRules: AssignmentRule[] = [
  {
    id: 'longest_idle',
    name: 'Who has waited longest for work',
    ...ruleDefaults,
    order: 'longest_idle',
  },
];

export const demoResponses: ResponseTemplate[] = [
  {
    id: 'hello',
    shortcut: 'hello',
    title: 'Greeting',
    text: {
      en: 'Hello {requester}, my name is {agent}. Let me look at this with you.',
      de: 'Guten Tag {requester}, mein Name ist {agent}. Ich sehe mir das mit Ihnen an.',
    },
    queues: [],
    active: true,
  },
  {
    id: 'number',
    shortcut: 'number',
    title: 'The number to refer to',
    text: {
      en: 'If you come back to us about this, please give the number {number}.',
      de: 'Wenn Sie sich dazu noch einmal melden, nennen Sie bitte die Nummer {number}.',
    },
    queues: [],
    active: true,
  },
  {
    id: 'vpn_restart',
    shortcut: 'vpn',
    title: 'Restart the VPN client',
    text: {
      en: 'Please close the VPN client, wait ten seconds and open it again.',
      de: 'Bitte schliessen Sie den VPN-Client, warten Sie zehn Sekunden und öffnen Sie ihn wieder.',
    },
    queues: ['network'],
    active: true,
  },
];

const queue = (id: string, name: string, order: number, more: Partial<Queue> = {}) =>
  newQueue({ id, name, order, targetWaitSeconds: 60, maxWaitSeconds: 900, ...more });

export const demoQueues: Queue[] = [
  queue('service_desk', 'IT Service Desk', 100, { isDefault: true }),
  queue('network', 'Network', 150),
  queue('hardware', 'Hardware', 200),
  queue('facilities', 'Facilities', 300, {
    schedule: 'office_hours',
    rule: 'longest_idle',
    pools: [
      { groups: ['first_line'], afterSeconds: 120, tier: 200, rule: null },
      { groups: ['second_line'], afterSeconds: 300, tier: 300, rule: null },
    ],
    steps: [
      {
        afterSeconds: 90,
        everySeconds: null,
        do: {
          kind: 'say',
          text: {
            en: 'Thank you for waiting. You keep your place.',
            de: 'Danke für Ihre Geduld. Ihr Platz bleibt Ihnen erhalten.',
          },
        },
      },
      { afterSeconds: 300, everySeconds: null, do: { kind: 'priority', by: 10 } },
    ],
    ladder: [
      { kind: 'queue', queue: 'service_desk', seconds: 300 },
      { kind: 'callback' },
      { kind: 'leave_message' },
    ],
    texts: {
      en: {
        closed: 'Facilities is closed now and opens {opens}.',
        joined: '{agent} from Facilities is here.',
        maxWait: 'All colleagues of Facilities are still busy.',
      },
      de: {
        closed: 'Das Gebäudemanagement ist jetzt geschlossen und öffnet {opens}.',
        joined: '{agent} vom Gebäudemanagement ist da.',
        maxWait: 'Alle Kolleginnen und Kollegen vom Gebäudemanagement sind noch beschäftigt.',
      },
    },
    survey: {
      question: { en: 'How did Facilities do?', de: 'Wie war das Gebäudemanagement?' },
      comment: true,
    },
  }),
];

export const demoPresences = [
  { name: 'busy', label: 'Busy', available: false },
  { name: 'break', label: 'On a break', available: false },
  { name: 'front_desk', label: 'At the front desk', available: true, types: ['walk_up', 'phone'] },
];
