import type { InputElement } from '../contracts/topic.ts';
import type { HeldAnswer, TopicRun } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { answerAgain, answeredIn, hasChoices, sameAnswer, takeCorrection } from './takeCorrection.ts';
import { baseRun, earlierQuestions } from './trail.ts';

/**
 * A choice of an earlier question that is picked once more, by a button that is still there, corrects that answer as
 * words would. What two questions offered tells nothing. False: it is no such choice.
 */
export async function pickAgain(
  turn: DialogTurn,
  waiting: { run: TopicRun; element: InputElement },
  value: string | string[],
): Promise<boolean> {
  const { ended } = turn.state;
  const after = waiting.run.role === 'anything_else' && ended !== undefined;
  const base = after ? ended : baseRun(turn);
  if (base === null) return false;
  const found = [];
  for (const question of answeredIn(turn, base, after ? (ended.trail ?? []) : earlierQuestions(turn))) {
    if (!hasChoices(question.element)) continue;
    const answer = await answerAgain(turn, base, question, { kind: 'value', value });
    if (answer !== null && isExactly(answer, value)) found.push({ entry: question.entry, answer });
  }
  const [only] = found;
  if (only === undefined || found.length > 1) return false;
  if (sameAnswer(only.entry, only.answer)) waiting.run.awaiting = false;
  else takeCorrection(turn, base, waiting, only);
  return true;
}

/** A button says its value; words that are like a label come from elsewhere. */
function isExactly({ value }: HeldAnswer, picked: string | string[]): boolean {
  const answers = [value].flat().map(String).toSorted();
  return JSON.stringify(answers) === JSON.stringify([picked].flat().toSorted());
}
