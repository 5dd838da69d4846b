import type { InputElement } from '../contracts/topic.ts';
import type { TurnEvent } from '../interactions/turn.ts';
import { arriveAtInput } from './arriveAtInput.ts';
import type { TopicRun } from './dialog.ts';
import { type DialogTurn, topicOf, topRun } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { ElementFailure } from './elementFailure.ts';
import type { ElementContext, Step } from './elements/element.ts';
import { elementKinds } from './elements/registry.ts';
import { endTopic } from './endTopic.ts';
import { isInput } from './inputElement.ts';
import { takeStep } from './takeStep.ts';
import { closeWays, noteQuestion } from './trail.ts';

/** How much of the way to a limit is told with it. */
const pathShown = 12;
const logCharacters = 500;

/**
 * Runs elements until one waits, the stack is empty, or the turn has an outcome. `stopsAt`: kinds before which it stops,
 * as it then does at the end of the topic. Throws `ElementFailure`.
 */
export async function runStack(turn: DialogTurn, stopsAt?: (kind: string) => boolean): Promise<void> {
  for (let run = topRun(turn); run !== null && !run.awaiting && turn.outcome === null; run = topRun(turn)) {
    const kind = run.element === null ? null : topicOf(turn, run).element(run.element)?.kind;
    if (stopsAt !== undefined && (kind === null ? run.calledBy === undefined : stopsAt(kind ?? ''))) return;
    if (run.element === null) endTopic(turn, 'completed', undefined);
    else await runElement(turn, run, run.element);
  }
}

async function runElement(turn: DialogTurn, run: TopicRun, id: string): Promise<void> {
  const started = turn.ports.now().getTime();
  let kind = 'unknown';
  const log = (outcome: 'done' | 'waiting' | 'skipped' | 'failed', output?: string) =>
    turn.events.push({
      type: 'element_run',
      runId: run.runId,
      topic: run.topic,
      topicKind: run.kind,
      element: id,
      kind,
      outcome,
      ...(output === undefined ? {} : { output: output.slice(0, logCharacters) }),
      ms: turn.ports.now().getTime() - started,
    });
  try {
    countStep(turn, run, id);
    const element = topicOf(turn, run).element(id);
    if (element === null) throw new Error(`there is no element “${id}”`);
    kind = element.kind;
    const context = elementContext(turn, run);
    const shown = element.show_if === undefined || context.holds(element.show_if);
    const before = turn.events.length;
    const step: Step | { go: 'settled' } = !shown
      ? { go: 'skip' }
      : isInput(element)
        ? await runInput(turn, run, element, context)
        : await elementKinds[element.kind].run(element, context);
    if (step.go === 'settled') return;
    log(
      step.go === 'wait' || step.go === 'transfer' ? 'waiting' : step.go === 'skip' ? 'skipped' : 'done',
      outputOf(step),
    );
    const done = turn.events.slice(before).filter(cannotBeUndone);
    if (step.go === 'transfer' || done.length > 0)
      closeWays(turn, done.findLast((event) => 'number' in event)?.number);
    takeStep(turn, run, element, step);
    if (step.go === 'wait' && isInput(element)) noteQuestion(turn, run, id, context.wording(element.prompt));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log('failed', message);
    throw new ElementFailure(`${run.topic}/${id}`, message, error);
  }
}

/** What comes before the question, then the question. From a question on, nothing is taken from before. */
async function runInput(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  context: ElementContext,
): Promise<Step | { go: 'settled' }> {
  const arrival = await arriveAtInput(turn, run, element, context);
  const { replay, said } = turn;
  if (arrival.go === 'ask') turn.replay = null;
  turn.said = [];
  const step = arrival.go === 'ask' ? await elementKinds[element.kind].run(element, context) : arrival;
  turn.said = said;
  turn.replay = step.go === 'wait' ? null : replay;
  return step;
}

/** What was written to a table, sent to another system or counted: there is no going back behind it. */
function cannotBeUndone(event: TurnEvent): boolean {
  if (event.type === 'action_called') return event.method !== 'GET';
  return [
    'record_created',
    'record_updated',
    'record_attached',
    'file_attached',
    'deflected',
    'callback_requested',
  ].includes(event.type);
}

/** Throws at the limits of a turn, with the path that led there. */
function countStep(turn: DialogTurn, run: TopicRun, id: string): void {
  const { elementsPerTurn, turnMilliseconds } = turn.context.settings.topics;
  turn.steps += 1;
  turn.path.push(`${run.topic}/${id}`);
  const limit =
    turn.steps > elementsPerTurn
      ? `run ${elementsPerTurn} elements`
      : turn.watch.spent() > turnMilliseconds
        ? `take ${turnMilliseconds} ms`
        : null;
  if (limit === null) return;
  throw new Error(`a turn may ${limit}; the last were ${turn.path.slice(-pathShown).join(' → ')}`);
}

function outputOf(step: Step): string | undefined {
  if (step.go === 'next' || step.go === 'wait' || step.go === 'block') return step.output;
  if (step.go === 'transfer') return step.request.queue ?? 'asked for a person';
  if (step.go === 'switch') return step.topic ?? step.role;
  if (step.go === 'discover') return step.text;
  return undefined;
}
