import type { HandoffDefaults } from './dialog.ts';
import { type DialogTurn, endTopRun, topicOf, topRun } from './dialogTurn.ts';
import { handoffDefaults } from './handoffDefaults.ts';
import { baseRun } from './trail.ts';

/**
 * The running topic makes way for another (TD10): with its blocks it stays suspended below if it is to resume – by
 * default if its flag says so – else it ends. Setup topics never resume. Answers where a handoff would have gone.
 */
export function interrupt(turn: DialogTurn, resume: boolean | 'as authored'): HandoffDefaults {
  turn.state.pending = null;
  const top = topRun(turn);
  if (top === null) return handoffDefaults(turn);
  const handoff = handoffDefaults(turn);
  const base = baseRun(turn);
  delete top.paused;
  const wanted =
    resume === 'as authored' ? base !== null && topicOf(turn, base).definition.resume_after_switch : resume;
  if (wanted && base?.kind !== 'setup') {
    top.suspended = true;
    top.awaiting = false;
    dropOldest(turn);
    return handoff;
  }
  while (topRun(turn)?.calledBy !== undefined) endTopRun(turn, 'interrupted');
  endTopRun(turn, 'interrupted');
  return handoff;
}

/** Only so many interrupted topics wait: the one that waits longest makes way. */
function dropOldest(turn: DialogTurn): void {
  const { stack } = turn.state;
  const waiting = stack.filter(({ suspended }) => suspended === true).length;
  if (waiting <= turn.context.settings.topics.suspendedTopics) return;
  const dropped = stack.splice(0, stack.findIndex(({ suspended }) => suspended === true) + 1);
  for (const { runId, topic, kind } of dropped.toReversed())
    turn.events.push({ type: 'topic_ended', runId, topic, topicKind: kind, outcome: 'interrupted' });
}
