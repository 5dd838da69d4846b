import { describeConversation } from './describeConversation.ts';
import type { HandoffDefaults } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { handoffWish } from './handoffWish.ts';

/** Leaves the turn with the wish for a person, and what that person should know. */
export function requestHandoff(turn: DialogTurn, wished: HandoffDefaults): void {
  const { skills = [], shortDescription = '' } = wished;
  const words = shortDescription === '' ? describeConversation(turn.state) : shortDescription;
  turn.shortDescription = words;
  turn.outcome = {
    kind: 'handoff_requested',
    ...handoffWish(turn, wished),
    skills,
    shortDescription: words,
  };
}
