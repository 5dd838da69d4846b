import type { InputElement } from '../contracts/topic.ts';
import { acceptAnswer } from './acceptAnswer.ts';
import { answerAside } from './answerAside.ts';
import { wordsOf } from './answers/words.ts';
import { held } from './arriveAtInput.ts';
import { changeLanguageIfAsked } from './changeLanguage.ts';
import { changeSubject } from './changeSubject.ts';
import { commandOf } from './commands.ts';
import { correct } from './correctAnswer.ts';
import { correctEnded } from './correctEnded.ts';
import type { DialogInput, TopicRun } from './dialog.ts';
import { type DialogTurn, topicOf } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import type { Answer } from './elements/element.ts';
import { answerText } from './elements/readAnswer.ts';
import { elementKinds } from './elements/registry.ts';
import { isFree, isInput, isSecure, mask } from './inputElement.ts';
import { interrupt } from './interrupt.ts';
import { notUnderstood } from './notUnderstood.ts';
import { pickAgain } from './pickAgain.ts';
import { routeValue } from './pickTopic.ts';
import { readCorrection } from './readCorrection.ts';
import { rejectAnswer } from './rejectAnswer.ts';
import { runCommand } from './runCommand.ts';

/** From this many words on, what is said at Anything Else is a new question rather than a mistyped yes or no. */
const questionWords = 3;
/** TD2: how sure another wish must be where the words may be a yes or no, or one of the choices. */
const surely = 0.9;

/** Takes what the requester said as the answer to the input at which `run` waits. */
export async function answerInput(turn: DialogTurn, run: TopicRun, input: DialogInput): Promise<void> {
  const element = topicOf(turn, run).element(run.element ?? '');
  if (element === null || !isInput(element))
    throw new Error(`“${run.element}” of ${run.topic} takes no answer`);
  if (isSecure(element)) turn.secureInput = true;
  if (run.aside !== undefined && (await answerAside(turn, run, element, run.aside, input))) return;
  const said = answerText(input) ?? '';
  const answer = (await elementKinds[element.kind].answer?.(element, input, elementContext(turn, run))) ?? {
    ok: false,
    hint: '',
  };
  if ('progress' in answer) return askOn(turn, run, element, answer);
  if (input.kind === 'text' && !isSecure(element)) {
    if (await steers(turn, run, element, said, answer)) return;
  } else if (input.kind === 'text' && !answer.ok) {
    const command = commandOf(said);
    if (command !== null && runCommand(turn, command, said)) return;
  }
  // A question for words has no buttons: what is picked there is a choice of before.
  if (input.kind === 'value' && (!answer.ok || isFree(element))) {
    if (await pickAgain(turn, { run, element }, input.value)) return;
  }
  if (answer.ok) return acceptAnswer(turn, run, element, held(answer, said));
  if (input.kind === 'value' && routeValue(turn, said)) return;
  const least = answer.loosely === undefined ? 0 : surely;
  if (input.kind === 'text' && !isSecure(element) && element.may_switch) {
    if (changeSubject(turn, run, said, least)) return;
  }
  // “No, I meant the phone” is not the “no” that ends a conversation.
  const meant = run.role !== 'anything_else' || !readCorrection(said).strong;
  if (answer.loosely !== undefined && meant)
    return acceptAnswer(turn, run, element, held(answer.loosely, said));
  if (run.role === 'anything_else' && wordsOf(said).length >= questionWords) {
    if (await correctEnded(turn, { run, element }, said, true)) return;
    interrupt(turn, false);
    return notUnderstood(turn, said, 'not_understood');
  }
  if (!isSecure(element)) return rejectAnswer(turn, run, element, said, answer.hint);
  // What could not be taken is a secret all the same; the hint may hold it.
  turn.secrets.set(run.runId, said);
  await rejectAnswer(turn, run, element, mask, answer.hint);
}

/** The next page, the next of several files: the same question goes on. */
async function askOn(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  { hint, progress }: Extract<Answer, { progress: unknown }>,
): Promise<void> {
  run.progress = progress;
  turn.promptInstead = hint;
  await elementKinds[element.kind].run({ ...element, skip_if: undefined }, elementContext(turn, run));
  turn.promptInstead = null;
}

/** Words that are about the conversation rather than an answer: a command, a language, the answer to an earlier question. */
async function steers(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  said: string,
  answer: Answer,
): Promise<boolean> {
  const free = isFree(element);
  const command = commandOf(said);
  if (command !== null && (free || !answer.ok) && runCommand(turn, command, said)) return true;
  if (changeLanguageIfAsked(turn, said, !answer.ok)) return true;
  if (run.role === 'anything_else' && (await correctEnded(turn, { run, element }, said, false))) return true;
  return correct(turn, element, said, answer.ok);
}
