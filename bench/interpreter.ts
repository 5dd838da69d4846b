import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../contracts/settings.ts';
import type { RecordSnapshot } from '../interactions/record.ts';
import { createCatalog } from '../topics/catalog.ts';
import type { DialogContext, DialogPorts, DialogState } from '../topics/dialog.ts';
import { loadTopics } from '../topics/loadTopics.ts';
import { applyPlan, planVersions } from '../topics/planVersions.ts';
import { runDialog } from '../topics/runDialog.ts';
import { vpnStory } from './vpnStory.ts';

const outage: RecordSnapshot = {
  table: 'incident',
  id: 'outage',
  number: 'INC0010001',
  title: 'VPN gateway drops connections',
  state: 'in_progress',
  fields: { priority: 2 },
};

/** Processor milliseconds that the topics alone take for one turn of the story: no store, no socket. */
export async function interpreterCpu(topicsDir: string, stories: number): Promise<number> {
  const { topics } = await loadTopics(topicsDir);
  const catalog = createCatalog(applyPlan([], planVersions([], topics)));
  const ports: DialogPorts = {
    now: () => new Date(),
    newId: randomUUID,
    records: { find: async () => [outage], nextNumber: async () => 'INC0010002' },
    agentAvailability: async () => ({ outcome: 'queued', queue: null, estimatedWaitSeconds: 60 }),
    transcript: async () => [],
    callConnection: async () => ({ status: null, body: null, failure: 'no connections here' }),
  };
  const context: DialogContext = {
    conversationId: 'bench',
    number: 'IMS0000001',
    locale: 'en',
    channel: 'web',
    requester: { id: 'guest', name: 'Guest', guest: true },
    settings: defaultSettings(),
  };
  const talk = async (times: number): Promise<void> => {
    let state: DialogState | null = (await runDialog(catalog, ports, context, null, { kind: 'start' })).state;
    for (let story = 0; story < times; story += 1)
      for (const { said } of vpnStory) {
        const input =
          'text' in said ? { kind: 'text' as const, ...said } : { kind: 'value' as const, ...said };
        state = (await runDialog(catalog, ports, context, state, input)).state;
      }
  };
  await talk(Math.ceil(stories / 4));
  const before = process.cpuUsage();
  await talk(stories);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (stories * vpnStory.length);
}
