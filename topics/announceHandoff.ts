import type { DialogInput } from './dialog.ts';
import { type DialogTurn, topicOf, topRun } from './dialogTurn.ts';
import { ElementFailure } from './elementFailure.ts';
import { goTo } from './goTo.ts';
import { runStack } from './runStack.ts';

/** What would wait or lead away; the person has the conversation by then. */
const stopsAt: ReadonlySet<string> = new Set([
  'pause',
  'survey',
  'switch_topic',
  'transfer',
  'topic_picker',
  'end',
  'record_action',
  'http_action',
  'callback',
]);

/**
 * A person is on the way: runs what the transfer's `on.offered` or `on.queued` leads to, up to the first element that
 * would wait, lead away or change something. The topic stays at its transfer, for when nobody comes after all.
 */
export async function announceHandoff(
  turn: DialogTurn,
  { outcome }: Extract<DialogInput, { kind: 'handoff_happens' }>,
): Promise<void> {
  const run = topRun(turn);
  const element = run === null ? null : topicOf(turn, run).element(run.element ?? '');
  if (run === null || element?.kind !== 'transfer') return;
  const to = element.on[outcome];
  if (to === undefined) return;
  const { stack } = turn.state;
  turn.state.stack = structuredClone(stack);
  const copy = topRun(turn);
  if (copy !== null) goTo(turn, copy, element, to);
  try {
    await runStack(turn, (kind) => stopsAt.has(kind) || kind.endsWith('_input'));
  } catch (error) {
    // The person is on the way all the same: the failure is logged and changes nothing.
    if (!(error instanceof ElementFailure)) throw error;
    turn.events.push({ type: 'faulted', where: error.where, message: error.message.slice(0, 500) });
  }
  turn.state.stack = stack;
  turn.outcome = null;
}
