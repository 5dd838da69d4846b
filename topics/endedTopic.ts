import type { AskedQuestion, TopicRun } from './dialog.ts';
import { type DialogTurn, topicOf } from './dialogTurn.ts';
import { interrupt } from './interrupt.ts';

/** How many characters of JSON a topic that ended may take in the state; of a larger one only what it submitted is kept. */
const roomForEnded = 24_000;

/** An ordinary topic that ran to its end is kept until another one starts, so that its answers can be corrected still. */
export function keepEnded(turn: DialogTurn, run: TopicRun): void {
  const tooLarge = JSON.stringify(run).length > roomForEnded;
  turn.state.ended = tooLarge ? { ...run, inputs: {}, vars: {}, display: {}, trail: [] } : run;
}

/** Puts the topic that ended back on the stack, if the question is one of its own; Anything Else makes way. */
export function takeUpAgain(turn: DialogTurn, entry: AskedQuestion): void {
  const { ended } = turn.state;
  if (ended?.trail?.includes(entry) !== true) return;
  interrupt(turn, false);
  delete turn.state.ended;
  turn.state.stack.push(ended);
  const { runId, topic, version, kind } = ended;
  const { title } = topicOf(turn, ended).definition;
  turn.events.push({
    type: 'topic_started',
    runId,
    topic,
    title,
    version,
    topicKind: kind,
    by: 'correction',
  });
}
