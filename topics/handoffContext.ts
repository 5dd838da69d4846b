import type { RecordValue } from '../interactions/turn.ts';
import type { TopicValue } from './dialog.ts';
import { type DialogTurn, topicOf } from './dialogTurn.ts';

/**
 * What a person should know (domain B1, live-agent context variables): the page's values, the answers so far – also
 * those of the topic that led here and ended for it – and the variables that a topic names. Lists and records are left out.
 */
export function handoffContext(turn: DialogTurn): Record<string, RecordValue> {
  const known: Record<string, RecordValue> = {};
  const add = (values: Record<string, TopicValue>, display: Record<string, string> = {}) => {
    for (const [name, value] of Object.entries(values)) {
      const shown = display[name] ?? value;
      if (shown !== null && typeof shown !== 'object') known[name] = shown;
    }
  };
  add(turn.state.context);
  for (const run of turn.state.stack) {
    add(run.handoff?.context ?? {});
    add(run.inputs, run.display);
    const named = topicOf(turn, run).definition.live_agent_variables;
    add(Object.fromEntries(named.map((name) => [name, run.vars[name] ?? null])));
  }
  return known;
}
