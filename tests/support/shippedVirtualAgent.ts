import { fileURLToPath } from 'node:url';
import { createAgentTurns } from '../../bot/agentTurns.ts';
import { createAnswering } from '../../bot/answering.ts';
import type { Clock } from '../../contracts/clock.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { VirtualAgentTurns } from '../../handoff/virtualAgentTurns.ts';
import { maskingInForce } from '../../interactions/masking/masking.ts';
import { type Catalog, createCatalog } from '../../topics/catalog.ts';
import type { DialogPorts } from '../../topics/dialog.ts';
import { createMemoryRecords } from '../../topics/dialogues/memoryRecords.ts';
import { loadTopics } from '../../topics/loadTopics.ts';
import { applyPlan, planVersions } from '../../topics/planVersions.ts';
import { runDialog } from '../../topics/runDialog.ts';

const folder = fileURLToPath(new URL('../../topics', import.meta.url));
/** The same for all nodes of a test: reading the topics takes long. */
let catalog: Promise<Catalog> | null = null;

async function shipped(): Promise<Catalog> {
  const { topics } = await loadTopics(folder);
  return createCatalog(applyPlan([], planVersions([], topics)));
}

/** The Virtual Agent with the shipped topics, for a world without the server; it asks for no person. */
export function shippedVirtualAgent(
  clock: Clock,
  settings: () => Settings,
  newId: () => string,
  failed: (error: unknown, where: string) => void,
): VirtualAgentTurns {
  const ports: DialogPorts = {
    now: () => clock.now(),
    newId,
    records: createMemoryRecords([]),
    agentAvailability: async () => ({ outcome: 'no_agents', queue: null, estimatedWaitSeconds: null }),
    transcript: async () => [],
    callConnection: async () => ({ status: null, body: null, failure: 'there are no connections' }),
  };
  const answering = createAnswering({
    clock,
    async runDialog({ id, header, context }, state, input) {
      catalog ??= shipped();
      const { number, locale, channel, openedFor } = header;
      const requester = { ...openedFor, guest: openedFor.guest === true };
      const facts = { conversationId: id, number, locale, channel, requester, context, settings: settings() };
      return runDialog(await catalog, ports, facts, state, input);
    },
    masking: maskingInForce(settings),
    decideHandoff: async () => ({
      happens: false,
      events: [],
      resolved: { kind: 'handoff_resolved', outcome: 'no_agents' },
    }),
    failed,
  });
  return createAgentTurns({ answering, topicFor: (_, name) => ({ name, title: name }) });
}
