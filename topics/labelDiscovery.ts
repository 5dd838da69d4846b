import type { DiscoveryLabel } from '../interactions/turn.ts';
import type { UnlabelledDiscovery } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';

/** A discovery was acted on: what the requester does next shows what it was (TD12). One that is open still is not known. */
export function awaitLabel(turn: DialogTurn, discovery: UnlabelledDiscovery): void {
  labelDiscovery(turn, 'uncategorised');
  turn.state.unlabelled = discovery;
}

/** What the latest discovery turned out to be; nothing when that is said already. `chosen`: the topic after all. */
export function labelDiscovery(turn: DialogTurn, label: DiscoveryLabel, chosen?: string): void {
  const open = turn.state.unlabelled;
  if (open === null) return;
  turn.state.unlabelled = null;
  turn.events.push({
    type: 'discovery_labelled',
    text: open.text,
    chosen: chosen ?? open.chosen,
    label,
  });
}
