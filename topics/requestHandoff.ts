import type { RecordValue } from '../interactions/turn.ts';
import type { HandoffDefaults, TopicValue } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';

/** Leaves the turn with the wish for a person, and what that person should know. */
export function requestHandoff(
  turn: DialogTurn,
  { queue, skills = [], shortDescription = '' }: HandoffDefaults,
): void {
  const words =
    shortDescription === ''
      ? (turn.state.lastTopic ?? 'Conversation with the Virtual Agent')
      : shortDescription;
  turn.shortDescription = words;
  turn.outcome = {
    kind: 'handoff_requested',
    ...(queue === undefined ? {} : { queue }),
    skills,
    shortDescription: words,
    context: handoffContext(turn),
  };
}

/** domain B1, live-agent context variables: the page's values and the answers so far. */
function handoffContext(turn: DialogTurn): Record<string, RecordValue> {
  const context: Record<string, RecordValue> = {};
  const add = (values: Record<string, TopicValue>, display: Record<string, string> = {}) => {
    for (const [name, value] of Object.entries(values)) {
      const shown = display[name] ?? value;
      if (shown !== null && typeof shown !== 'object') context[name] = shown;
    }
  };
  add(turn.state.context);
  for (const run of turn.state.stack) add(run.inputs, run.display);
  return context;
}
