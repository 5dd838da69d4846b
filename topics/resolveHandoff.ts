import type { DialogInput } from './dialog.ts';
import { type DialogTurn, endAllRuns, say, topicOf, topRun } from './dialogTurn.ts';
import { endTopic, follow } from './endTopic.ts';
import { goTo } from './goTo.ts';

/**
 * Nobody takes over: goes on in the branch of the transfer element, else with its `next`, else says so and ends the
 * topic – it always leads somewhere (design §4). Branches find why in `vaContext.handoff_outcome` and, if the queue has
 * words for it, `vaContext.handoff_message`.
 */
export function resolveHandoff(
  turn: DialogTurn,
  input: Extract<DialogInput, { kind: 'handoff_resolved' }>,
): void {
  const { outcome, message } = input;
  turn.state.context = { ...turn.state.context, handoff_outcome: outcome, handoff_message: message ?? null };
  const run = topRun(turn);
  const element = run === null ? null : topicOf(turn, run).element(run.element ?? '');
  if (run === null || !run.awaiting || element?.kind !== 'transfer') {
    say(turn, { type: 'text', text: message ?? turn.texts.notTransferred[outcome] });
    endAllRuns(turn, 'cancelled');
    follow(turn, 'anything_else');
    return;
  }
  turn.events.push({
    type: 'element_run',
    runId: run.runId,
    topic: run.topic,
    topicKind: run.kind,
    element: element.id,
    kind: element.kind,
    outcome: 'answered',
    input: outcome,
    ms: 0,
  });
  const to = element.on[outcome] ?? element.next;
  if (to !== undefined) {
    goTo(turn, run, element, to);
    return;
  }
  say(turn, { type: 'text', text: message ?? turn.texts.notTransferred[outcome] });
  endTopic(turn, 'cancelled', 'anything_else');
}
