import type { InputElement } from '../contracts/topic.ts';
import { parseYesNo } from './answers/parseYesNo.ts';
import { findCorrection } from './correctAnswer.ts';
import type { TopicRun } from './dialog.ts';
import { type DialogTurn, say } from './dialogTurn.ts';
import { readCorrection } from './readCorrection.ts';
import { answeredIn, takeCorrection } from './takeCorrection.ts';
import { whyClosed } from './trail.ts';

/**
 * Words at Anything Else, or when nothing waits, that correct an answer of the topic that has just ended: it is taken up
 * again there; what it submitted is told instead. `alone`: the words mean nothing else, so that less has to point at
 * the question. False: they correct nothing.
 */
export async function correctEnded(
  turn: DialogTurn,
  waiting: { run: TopicRun; element: InputElement } | null,
  said: string,
  alone: boolean,
): Promise<boolean> {
  const { ended } = turn.state;
  const reading = readCorrection(said);
  if (ended === undefined || !reading.strong) return false;
  // “Actually that is all” answers Anything Else.
  const rest = reading.readings.at(-1)?.value ?? '';
  if (parseYesNo(rest, { locale: turn.context.locale }).sure !== null) return false;
  const earlier = answeredIn(turn, ended, ended.trail ?? []);
  const found = await findCorrection(turn, ended, earlier, reading, !alone);
  if (found !== null) {
    takeCorrection(turn, ended, waiting, found);
    return true;
  }
  // “It is urgent” is about what was submitted, though nobody asked; “I also need a laptop” is not.
  const aboutIt = reading.explicit || reading.readings.filter(({ mention }) => mention === null).length > 1;
  if (!alone || !aboutIt || ended.submitted === undefined) return false;
  say(turn, { type: 'text', text: whyClosed(turn, ended, { closed: 'submitted' }) });
  if (waiting !== null) waiting.run.awaiting = false;
  return true;
}
