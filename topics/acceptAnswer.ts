import type { InputElement } from '../contracts/topic.ts';
import { askAside } from './askAside.ts';
import type { HeldAnswer, TopicRun, TopicValue } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { inputVariable } from './expressions/scope.ts';
import { goTo } from './goTo.ts';
import { isSecure, mask } from './inputElement.ts';
import { labelDiscovery } from './labelDiscovery.ts';
import { logInput } from './logInput.ts';
import { baseRun, noteAnswer } from './trail.ts';

/** Takes an answer that could be read: as it is, or, where the author wants it confirmed, reads it back first. */
export function acceptAnswer(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  answer: HeldAnswer,
): void {
  // A secret is neither shown nor kept until it is confirmed.
  if (element.confirm === false || isSecure(element)) {
    settleAnswer(turn, run, element, answer);
    return;
  }
  askAside(turn, run, element, { kind: 'confirm', answer });
}

/** The answer counts: it is stored, and the topic goes on. */
export function settleAnswer(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  answer: HeldAnswer,
): void {
  const shown = answer.display ?? asText(answer.value);
  storeAnswer(turn, run, element, answer);
  logInput(turn, run, element, 'answered', answer.said, shown);
  if (!isSecure(element)) noteAnswer(turn, answer);
  if (run.role === 'survey' && !isSecure(element)) {
    const question = elementContext(turn, run).wording(element.prompt);
    turn.events.push({ type: 'survey_answered', question, answer: shown });
  }
  // TD12: who answers what the topic asks, wanted it.
  if (turn.state.unlabelled?.runId === baseRun(turn)?.runId) labelDiscovery(turn, 'correct');
  goTo(turn, run, element, answer.to);
}

/** Puts an answer into the run's variables; of a secret the mask. */
function storeAnswer(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  { value, display }: HeldAnswer,
): void {
  const name = inputVariable(element) ?? element.id;
  if (isSecure(element)) {
    turn.secrets.set(`${run.runId}/${name}`, asText(value));
    run.inputs[name] = mask;
  } else run.inputs[name] = value;
  run.display = { ...run.display };
  if (display === undefined) delete run.display[name];
  else run.display[name] = display;
}

function asText(value: TopicValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
