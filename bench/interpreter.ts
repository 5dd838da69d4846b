import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../contracts/settings.ts';
import type { TopicDefinition } from '../contracts/topic.ts';
import type { RecordSnapshot } from '../interactions/records/record.ts';
import { createCatalog } from '../topics/catalog.ts';
import type { DialogContext, DialogPorts, DialogState } from '../topics/dialog.ts';
import { loadTopics } from '../topics/loadTopics.ts';
import { applyPlan, planVersions } from '../topics/planVersions.ts';
import { runDialog } from '../topics/runDialog.ts';
import { tenElements, tenElementsTurn } from './tenElements.ts';
import { type Input, vpnStory } from './vpnStory.ts';

const outage: RecordSnapshot = {
  table: 'incident',
  id: 'outage',
  number: 'INC0010001',
  title: 'VPN gateway drops connections',
  state: 'in_progress',
  fields: { priority: 2 },
};

const context: DialogContext = {
  conversationId: 'bench',
  number: 'IMS0000001',
  locale: 'en',
  channel: 'web',
  requester: { id: 'guest', name: 'Guest', guest: true },
  settings: defaultSettings(),
};

/** Processor milliseconds that the topics alone take for one turn of the story: no store, no socket. */
export async function interpreterCpu(topicsDir: string, stories: number): Promise<number> {
  const { topics } = await loadTopics(topicsDir);
  return cpuPerTurn(topics, [], vpnStory, stories);
}

/** The same for one turn in which ten elements run. */
export async function tenElementsCpu(turns: number): Promise<number> {
  return cpuPerTurn([tenElements], ['run the ten elements'], tenElementsTurn, turns);
}

/** `before`: what is said once; `story`: what is said over and over, and measured. */
async function cpuPerTurn(
  topics: TopicDefinition[],
  before: string[],
  story: readonly Input[],
  times: number,
): Promise<number> {
  const catalog = createCatalog(applyPlan([], planVersions([], topics)));
  const ports: DialogPorts = {
    now: () => new Date(),
    elapsed: () => performance.now(),
    newId: randomUUID,
    records: { find: async () => [outage], nextNumber: async () => 'INC0010002' },
    agentAvailability: async () => ({ outcome: 'queued', queue: null, estimatedWaitSeconds: 60 }),
    transcript: async () => [],
    callConnection: async () => ({ status: null, body: null, failure: 'no connections here' }),
  };
  let state: DialogState | null = (await runDialog(catalog, ports, context, null, { kind: 'start' })).state;
  for (const text of before)
    state = (await runDialog(catalog, ports, context, state, { kind: 'text', text })).state;
  const talk = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1)
      for (const { said } of story) {
        const input =
          'text' in said ? { kind: 'text' as const, ...said } : { kind: 'value' as const, ...said };
        state = (await runDialog(catalog, ports, context, state, input)).state;
      }
  };
  await talk(Math.ceil(times / 4));
  const started = process.cpuUsage();
  await talk(times);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000 / (times * story.length);
}
