import { describeConversation } from './describeConversation.ts';
import type { HandoffDefaults } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { handoffContext } from './handoffContext.ts';

/** Leaves the turn with the wish for a person, and what that person should know. */
export function requestHandoff(
  turn: DialogTurn,
  { queue, skills = [], shortDescription = '', context = {} }: HandoffDefaults,
): void {
  const words = shortDescription === '' ? describeConversation(turn.state) : shortDescription;
  turn.shortDescription = words;
  turn.outcome = {
    kind: 'handoff_requested',
    ...(queue === undefined ? {} : { queue }),
    skills,
    shortDescription: words,
    context: { ...handoffContext(turn), ...context },
  };
}
