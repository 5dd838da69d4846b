import type { SimulatedExperience } from '../contracts/authoring.ts';
import { setupRoles } from '../contracts/topic.ts';
import type { Catalog } from './catalog.ts';
import type { DialogContext, DialogPorts } from './dialog.ts';
import { createDialogTurn, viewOf } from './dialogTurn.ts';
import { isOff, promotedTopics, setupTopic, showEverything } from './experience.ts';
import { runDialog } from './runDialog.ts';

/** Greets a visitor as the catalog would now (domain B2: experiences can be simulated before use). Nothing is written. */
export async function simulateExperience(
  catalog: Catalog,
  context: DialogContext,
  now: Date,
): Promise<SimulatedExperience> {
  const ports = emptyPorts(now);
  const turn = createDialogTurn(catalog, ports, context, null, { kind: 'start' });
  const label = showEverything(turn, '');
  const { messages } = await runDialog(catalog, ports, context, null, { kind: 'start' });
  return {
    experience: turn.state.experience,
    setup: Object.fromEntries(
      setupRoles.map((role) => [role, isOff(turn, role) ? null : (setupTopic(turn, role)?.name ?? null)]),
    ),
    promoted: promotedTopics(turn, viewOf(turn)).map(({ name }) => name),
    showEverything: label === null ? false : label || null,
    greeting: messages.map(({ text }) => text),
  };
}

/** A world without records, people and other systems: a simulation touches nothing. */
function emptyPorts(now: Date): DialogPorts {
  return {
    now: () => now,
    newId: () => 'simulated',
    records: { find: async () => [], nextNumber: async () => '' },
    agentAvailability: async () => ({ outcome: 'no_agents', queue: null, estimatedWaitSeconds: null }),
    transcript: async () => [],
    callConnection: async () => ({ status: null, body: null, failure: 'nothing is called in a simulation' }),
  };
}
