import { type DialogTurn, say, topicOf, topRun } from './dialogTurn.ts';
import { baseRun, earlierQuestions, returnTo, whyClosed } from './trail.ts';

/** “Go back”: asks the question before this one again, also into a block or another round of a loop. */
export function goBack(turn: DialogTurn): void {
  turn.state.pending = null;
  const base = baseRun(turn);
  const { dialog } = turn.texts;
  if (base === null) {
    tell(turn, dialog.nothingBefore);
    return;
  }
  const top = topRun(turn);
  // While an answer is read back, its question is the one before.
  if (top?.aside !== undefined) {
    delete top.aside;
    top.ownQuestion = true;
    top.attempts = 0;
    top.awaiting = false;
    return;
  }
  const previous = earlierQuestions(turn).at(-1);
  if (topicOf(turn, base).definition.corrections === 'refuse') tell(turn, dialog.refused);
  else if (previous === undefined) tell(turn, dialog.firstQuestion);
  else if (previous.runs === null) tell(turn, whyClosed(turn, base, previous));
  else returnTo(turn, previous);
}

/** Says why it does not go back, and asks the question that waits again. */
function tell(turn: DialogTurn, text: string): void {
  say(turn, { type: 'text', text });
  const run = topRun(turn);
  if (run !== null) run.awaiting = false;
}
