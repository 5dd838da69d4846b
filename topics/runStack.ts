import type { TopicElement } from '../contracts/topic.ts';
import type { TopicRun, TopicValue } from './dialog.ts';
import { type DialogTurn, endAllRuns, startSetup, startTopic, topicOf, topRun } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { ElementFailure } from './elementFailure.ts';
import type { Step } from './elements/element.ts';
import { elementKinds } from './elements/registry.ts';
import { endTopic } from './endTopic.ts';
import { interrupt } from './interrupt.ts';
import { requestHandoff } from './requestHandoff.ts';
import { act, find } from './routeText.ts';

/** How much of the way to a limit is told with it. */
const pathShown = 12;
const logCharacters = 500;

/** Runs elements until one waits, the stack is empty, or the turn has an outcome. Throws `ElementFailure`. */
export async function runStack(turn: DialogTurn): Promise<void> {
  for (let run = topRun(turn); run !== null && !run.awaiting && turn.outcome === null; run = topRun(turn)) {
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
    const step: Step = shown ? await elementKinds[element.kind].run(element, context) : { go: 'skip' };
    log(
      step.go === 'wait' || step.go === 'transfer' ? 'waiting' : step.go === 'skip' ? 'skipped' : 'done',
      outputOf(step),
    );
    take(turn, run, element, step);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log('failed', message);
    throw new ElementFailure(`${run.topic}/${id}`, message, error);
  }
}

/** Goes where the step leads. */
function take(turn: DialogTurn, run: TopicRun, element: TopicElement, step: Step): void {
  switch (step.go) {
    case 'next':
      goTo(turn, run, element, step.to);
      return;
    case 'skip':
      // A skipped element leads on; an input's yes and no branches are not taken.
      goTo(turn, run, element, undefined);
      return;
    case 'wait':
      run.awaiting = true;
      return;
    case 'end':
      endTopic(turn, step.outcome, step.follow);
      return;
    case 'block':
      callBlock(turn, element, step.block, step.inputs);
      return;
    case 'switch': {
      goTo(turn, run, element, undefined);
      const handoff = interrupt(turn, step.resume);
      switchTo(turn, step, handoff);
      return;
    }
    case 'discover':
      goTo(turn, run, element, undefined);
      interrupt(turn, 'as authored');
      act(turn, find(turn, step.text, step.keywords));
      return;
    case 'agent': {
      const handoff = interrupt(turn, false);
      if (!startSetup(turn, 'live_agent', { handoff }))
        requestHandoff(turn, { skills: [], shortDescription: '', ...handoff });
      return;
    }
    case 'finish':
      endAllRuns(turn, 'completed');
      turn.outcome = { kind: 'finished' };
      return;
    case 'pause':
      run.awaiting = true;
      turn.outcome = { kind: 'paused', seconds: step.seconds };
      return;
    case 'transfer':
      run.awaiting = true;
      requestHandoff(turn, step.request);
  }
}

/** Moves on to the element named, to this element's `next`, or to the one after it. */
export function goTo(turn: DialogTurn, run: TopicRun, element: TopicElement, to: string | undefined): void {
  const next = to ?? element.next ?? topicOf(turn, run).following(element.id);
  run.element = next === 'end' ? null : next;
  run.awaiting = false;
  run.attempts = 0;
}

function callBlock(
  turn: DialogTurn,
  element: TopicElement,
  name: string,
  inputs: Record<string, TopicValue>,
): void {
  const { blockDepth } = turn.context.settings.topics;
  const depth = turn.state.stack.filter((run) => run.kind === 'block').length;
  if (depth >= blockDepth) {
    const chain = turn.state.stack.map((run) => run.topic).join(' → ');
    throw new Error(`topic blocks may be ${blockDepth} deep: ${chain} → ${name}`);
  }
  const block = turn.catalog.get(name);
  if (block === null || block.definition.type !== 'block')
    throw new Error(`there is no topic block “${name}”`);
  const vars: Record<string, TopicValue> = {};
  for (const [input, { default: preset }] of Object.entries(block.definition.inputs)) {
    vars[input] = inputs[input] ?? preset ?? null;
  }
  startTopic(turn, block, 'block', { vars, calledBy: element.id });
}

function switchTo(
  turn: DialogTurn,
  step: Extract<Step, { go: 'switch' }>,
  handoff: ReturnType<typeof interrupt>,
): void {
  if (step.role !== undefined) {
    if (startSetup(turn, step.role, { handoff })) return;
    throw new Error(`there is no setup topic for “${step.role}”`);
  }
  const topic = turn.catalog.get(step.topic ?? '');
  if (topic === null) throw new Error(`there is no topic “${step.topic}”`);
  startTopic(turn, topic, 'switch');
}

function countStep(turn: DialogTurn, run: TopicRun, id: string): void {
  const { elementsPerTurn } = turn.context.settings.topics;
  turn.steps += 1;
  turn.path.push(`${run.topic}/${id}`);
  if (turn.steps <= elementsPerTurn) return;
  throw new Error(
    `a turn may run ${elementsPerTurn} elements; the last were ${turn.path.slice(-pathShown).join(' → ')}`,
  );
}

function outputOf(step: Step): string | undefined {
  if (step.go === 'next' || step.go === 'wait' || step.go === 'block') return step.output;
  if (step.go === 'transfer') return step.request.queue ?? 'asked for a person';
  if (step.go === 'switch') return step.topic ?? step.role;
  if (step.go === 'discover') return step.text;
  return undefined;
}
