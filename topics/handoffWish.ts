import type { HandoffDefaults, HandoffWish } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { handoffContext } from './handoffContext.ts';

/**
 * The wish for a person as it leaves the turn at this place. Asking beforehand whether anybody is there and asking for
 * a person make the same wish, so that the answers do not differ (domain F7 5).
 */
export function handoffWish(
  turn: DialogTurn,
  { queue, skills, context = {} }: HandoffDefaults,
): HandoffWish & Required<Pick<HandoffWish, 'context'>> {
  return {
    ...(queue === undefined ? {} : { queue }),
    ...(skills === undefined ? {} : { skills }),
    context: { ...handoffContext(turn), ...context },
    ...(turn.state.nobodyCame === undefined ? {} : { nobodyCame: true }),
  };
}
