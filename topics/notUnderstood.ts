import { type DialogTurn, say, startSetup } from './dialogTurn.ts';
import { namesStep } from './experience.ts';
import { labelDiscovery } from './labelDiscovery.ts';

/** TD6: what nobody understood is searched for if that is wanted, else the Fallback has it. */
export function notUnderstood(
  turn: DialogTurn,
  text: string,
  reason: 'not_understood' | 'none_of_these' | 'limit',
): void {
  turn.state.pending = null;
  const vars = { text, reason };
  if (reason !== 'limit' && wantsSearch(turn) && startSetup(turn, 'search', { vars })) {
    labelDiscovery(turn, 'search_fallback');
    return;
  }
  labelDiscovery(turn, 'uncategorised');
  if (!startSetup(turn, 'fallback', { vars })) say(turn, { type: 'text', text: turn.texts.notUnderstood });
}

function wantsSearch(turn: DialogTurn): boolean {
  return turn.context.settings.discovery.searchFallback || namesStep(turn, 'search');
}
