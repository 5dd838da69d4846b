import type { InputElement, TopicElement } from '../contracts/topic.ts';
import { wordsOf } from './answers/words.ts';
import { commandOf } from './commands.ts';
import type { DialogInput, TopicRun, TopicValue } from './dialog.ts';
import { type DialogTurn, startTopic, topicOf } from './dialogTurn.ts';
import { namesSomething } from './discovery/terms.ts';
import { elementContext } from './elementContext.ts';
import { takeDefault } from './elements/askInput.ts';
import type { Answer } from './elements/element.ts';
import { answerText } from './elements/readAnswer.ts';
import { elementKinds } from './elements/registry.ts';
import { inputVariable } from './expressions/scope.ts';
import { interrupt } from './interrupt.ts';
import { act, find, logDiscovery, notUnderstood, routeValue } from './routeText.ts';
import { askForPerson, runCommand } from './runCommand.ts';
import { goTo } from './runStack.ts';

export const mask = '••••••';
/** From this many words on, what is said at Anything Else is a new question rather than a mistyped yes or no. */
const questionWords = 3;
/** TD9: what another wish needs to take over while a topic asks something; it must also name what it is about. */
const clearly = 0.8;
/** TD2: how sure another wish must be where the words may be a yes or no, or one of the choices. */
const surely = 0.9;

/** Takes what the requester said as the answer to the input at which `run` waits. */
export async function answerInput(turn: DialogTurn, run: TopicRun, input: DialogInput): Promise<void> {
  const element = topicOf(turn, run).element(run.element ?? '');
  if (element === null || !isInput(element))
    throw new Error(`“${run.element}” of ${run.topic} takes no answer`);
  if (secure(element)) turn.secureInput = true;
  const context = elementContext(turn, run);
  const answer = (await elementKinds[element.kind].answer?.(element, input, context)) ?? {
    ok: false,
    hint: '',
  };
  const said = answerText(input) ?? '';
  const command = input.kind === 'text' ? commandOf(said) : null;
  const free = element.kind === 'text_input' && !secure(element);
  if (command !== null && (free || !answer.ok) && runCommand(turn, command)) return;
  if (answer.ok) return accept(turn, run, element, said, answer);
  if (input.kind === 'value' && routeValue(turn, said)) return;
  const least = answer.loosely === undefined ? 0 : surely;
  if (input.kind === 'text' && !secure(element) && changeSubject(turn, run, said, least)) return;
  if (answer.loosely !== undefined) return accept(turn, run, element, said, { ok: true, ...answer.loosely });
  if (run.role === 'anything_else' && wordsOf(said).length >= questionWords) {
    interrupt(turn, false);
    return notUnderstood(turn, said, 'not_understood');
  }
  await reject(turn, run, element, said, answer.hint);
}

function accept(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  said: string,
  { value, display, to }: Extract<Answer, { ok: true }>,
): void {
  const name = inputVariable(element) ?? element.id;
  const shown = display ?? asText(value);
  if (secure(element)) {
    turn.secrets.set(`${run.runId}/${name}`, asText(value));
    run.inputs[name] = mask;
  } else run.inputs[name] = value;
  run.display = { ...run.display };
  if (display === undefined) delete run.display[name];
  else run.display[name] = display;
  log(turn, run, element, 'answered', said, shown);
  if (run.role === 'survey' && !secure(element)) {
    const question = elementContext(turn, run).wording(element.prompt);
    turn.events.push({ type: 'survey_answered', question, answer: shown });
  }
  goTo(turn, run, element, to);
}

/**
 * TD9: words that are no answer may be another wish. A running topic is left for a clear match only; a setup topic also
 * for a pick list, since what it asks is small beside what the requester wants.
 */
function changeSubject(turn: DialogTurn, run: TopicRun, text: string, least: number): boolean {
  const found = find(turn, text);
  const [best] = found.candidates;
  if (best === undefined || found.outcome === 'none' || best.score < least) return false;
  if (run.kind === 'setup') {
    interrupt(turn, false);
    act(turn, found);
    return true;
  }
  const running = turn.state.stack.some(({ topic }) => topic === best.topic);
  const topic = turn.catalog.get(best.topic);
  if (found.outcome !== 'match' || running || topic === null) return false;
  if (best.score < clearly || !namesSomething(text)) return false;
  logDiscovery(turn, found);
  // Small talk is no change of subject.
  interrupt(turn, topic.definition.type === 'small_talk' ? true : 'as authored');
  startTopic(turn, topic, 'switch', { vars: { utterance: text } });
  return true;
}

/** Asks again, or, at the limit, goes where the element says. */
async function reject(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  said: string,
  hint: string,
): Promise<void> {
  run.attempts += 1;
  log(turn, run, element, 'invalid', said, hint);
  const context = elementContext(turn, run);
  if (run.attempts < element.max_attempts) {
    turn.promptInstead = element.reprompt === undefined ? hint : context.wording(element.reprompt);
    await elementKinds[element.kind].run({ ...element, skip_if: undefined }, context);
    turn.promptInstead = null;
    return;
  }
  const { at_limit: limit } = element;
  if (limit === 'agent') return askForPerson(turn);
  if (limit === 'continue') {
    takeDefault(element, context);
    return goTo(turn, run, element, undefined);
  }
  if (typeof limit === 'object') return goTo(turn, run, element, limit.next);
  if (run.role === 'fallback') return askForPerson(turn);
  interrupt(turn, 'as authored');
  notUnderstood(turn, said, 'limit');
}

function log(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  outcome: 'answered' | 'invalid',
  said: string,
  output: string,
): void {
  const hidden = secure(element);
  turn.events.push({
    type: 'element_run',
    runId: run.runId,
    topic: run.topic,
    element: element.id,
    kind: element.kind,
    outcome,
    input: hidden ? mask : said.slice(0, 500),
    output: hidden && outcome === 'answered' ? mask : output.slice(0, 500),
    ms: 0,
  });
}

function isInput(element: TopicElement): element is InputElement {
  return 'prompt' in element;
}
function secure(element: InputElement): boolean {
  return element.kind === 'text_input' && element.secure;
}
function asText(value: TopicValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
