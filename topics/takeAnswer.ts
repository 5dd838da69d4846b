import { answerInput } from './answerInput.ts';
import { changeLanguageIfAsked, detectLanguage } from './changeLanguage.ts';
import { changeSubject } from './changeSubject.ts';
import { commandOf } from './commands.ts';
import { answerConfirmation } from './confirmTopic.ts';
import type { DialogInput, TopicRun } from './dialog.ts';
import { type DialogTurn, say, topicOf, topRun } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { answerText } from './elements/readAnswer.ts';
import { elementKinds } from './elements/registry.ts';
import { isInput } from './inputElement.ts';
import { interrupt } from './interrupt.ts';
import { routeValue } from './pickTopic.ts';
import { routeText } from './routeText.ts';
import { runCommand } from './runCommand.ts';

type Said = Extract<DialogInput, { kind: 'text' | 'value' | 'attachment' }>;

/** Brings what the requester did to what waits for it: a confirmation, a question, a pause, or discovery. */
export async function takeAnswer(turn: DialogTurn, input: Said): Promise<void> {
  if (input.kind === 'text') detectLanguage(turn, input.text);
  const said = answerText(input) ?? '';
  const { pending } = turn.state;
  if (pending?.kind === 'confirm' && input.kind !== 'attachment') {
    if (answerConfirmation(turn, pending, said)) return;
  }
  const run = topRun(turn);
  const element = run?.awaiting === true ? topicOf(turn, run).element(run.element ?? '') : null;
  // Words at a transfer mean that nobody took over and nobody said so: they start afresh.
  if (run?.paused !== true && element?.kind === 'transfer') interrupt(turn, false);
  const waiting = topRun(turn);
  if (waiting?.awaiting === true) {
    if (waiting.paused === true) return endPause(turn, waiting, input, said);
    if (element === null || isInput(element)) return takeAtQuestion(turn, waiting, input);
    return takeAtMore(turn, waiting, input, said);
  }
  if (input.kind === 'attachment') return say(turn, { type: 'text', text: turn.texts.fileKept });
  if (input.kind === 'value' && routeValue(turn, said)) return;
  return routeText(turn, said);
}

async function takeAtQuestion(turn: DialogTurn, run: TopicRun, input: Said): Promise<void> {
  const element = topicOf(turn, run).element(run.element ?? '');
  if (input.kind !== 'attachment' || element?.kind === 'file_input') return answerInput(turn, run, input);
  say(turn, { type: 'text', text: turn.texts.noFileHere });
  run.awaiting = false;
}

/** Who speaks first ends the pause: what is neither a command nor another wish is an impatient “go on”. */
function endPause(turn: DialogTurn, run: TopicRun, input: Said, said: string): void {
  delete run.paused;
  if (input.kind === 'text' && leads(turn, run, said)) return;
  if (input.kind === 'value' && routeValue(turn, said)) return;
  if (input.kind === 'attachment') say(turn, { type: 'text', text: turn.texts.fileKept });
  run.awaiting = false;
}

/** A response that waits to be asked for more: whatever is nothing else asks for it. */
async function takeAtMore(turn: DialogTurn, run: TopicRun, input: Said, said: string): Promise<void> {
  const element = topicOf(turn, run).element(run.element ?? '');
  const answer =
    element === null
      ? undefined
      : await elementKinds[element.kind].answer?.(element, input, elementContext(turn, run));
  if (answer?.ok !== true) {
    if (input.kind === 'text' && leads(turn, run, said)) return;
    if (input.kind === 'value' && routeValue(turn, said)) return;
    if (input.kind === 'attachment') say(turn, { type: 'text', text: turn.texts.fileKept });
  }
  run.awaiting = false;
}

function leads(turn: DialogTurn, run: TopicRun, said: string): boolean {
  const command = commandOf(said);
  if (command !== null && runCommand(turn, command, said)) return true;
  return changeLanguageIfAsked(turn, said, true) || changeSubject(turn, run, said, 0);
}
