import { parseYesNo } from './answers/parseYesNo.ts';
import { yesOrNo } from './askAside.ts';
import type { Pending } from './dialog.ts';
import { type DialogTurn, say, startTopic, topicOf, topRun } from './dialogTurn.ts';
import { interrupt } from './interrupt.ts';
import { labelDiscovery } from './labelDiscovery.ts';
import { notUnderstood } from './notUnderstood.ts';
import { baseRun } from './trail.ts';

/** TD7: asks before it starts; what runs meanwhile waits. */
export function offerTopic(turn: DialogTurn, pending: Extract<Pending, { kind: 'confirm' }>): void {
  const { dialog } = turn.texts;
  const { title } = pending.candidate;
  const base = baseRun(turn);
  const running = base === null ? '' : topicOf(turn, base).definition.title;
  turn.state.pending = pending;
  say(turn, {
    type: 'choices',
    text: pending.switching ? dialog.confirmSwitch(title, running) : dialog.confirmTopic(title),
    choices: yesOrNo(turn),
  });
}

/**
 * What was said to “is this the right topic?” (TD7). True: it was yes or no; no leads to the Fallback, or back to the
 * interrupted topic. False: it was neither, and is to be taken as if nothing had been asked.
 */
export function answerConfirmation(
  turn: DialogTurn,
  { candidate, text, switching }: Extract<Pending, { kind: 'confirm' }>,
  said: string,
): boolean {
  turn.state.pending = null;
  const { sure, likely } = parseYesNo(said, { outcomes: false, locale: turn.context.locale });
  const topic = turn.catalog.get(candidate.topic);
  if (topic !== null && (sure ?? likely) === true) {
    labelDiscovery(turn, 'correct');
    if (switching) interrupt(turn, 'as authored');
    startTopic(turn, topic, switching ? 'switch' : 'discovery', { vars: { utterance: text } });
    return true;
  }
  labelDiscovery(turn, likely === false ? 'incorrect' : 'exited_without_confirmation');
  if (sure !== false) return false;
  if (switching) askAgain(turn);
  else notUnderstood(turn, text, 'none_of_these');
  return true;
}

/** The running topic asks its question once more. */
function askAgain(turn: DialogTurn): void {
  const run = topRun(turn);
  if (run !== null) run.awaiting = false;
}
