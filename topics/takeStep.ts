import type { TopicElement } from '../contracts/topic.ts';
import { callBlock } from './callBlock.ts';
import type { TopicRun } from './dialog.ts';
import { type DialogTurn, endAllRuns, startSetup, startTopic, viewOf } from './dialogTurn.ts';
import { discover } from './discover.ts';
import type { Step } from './elements/element.ts';
import { endTopic, wantsSurvey } from './endTopic.ts';
import { isErrand } from './errand.ts';
import { goTo } from './goTo.ts';
import { interrupt } from './interrupt.ts';
import { requestHandoff } from './requestHandoff.ts';
import { act } from './routeText.ts';
import { askForPerson } from './runCommand.ts';

/** Goes where the step of an element leads. */
export function takeStep(turn: DialogTurn, run: TopicRun, element: TopicElement, step: Step): void {
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
    case 'survey':
      // A part of this topic, as a block is: it comes back here (domain B4, prebuilt blocks).
      if (step.always ? !turn.state.surveyed : wantsSurvey(turn))
        if (startSetup(turn, 'survey', { calledBy: element.id })) return;
      goTo(turn, run, element, undefined);
      return;
    case 'switch': {
      goTo(turn, run, element, undefined);
      const handoff = interrupt(turn, step.resume);
      switchTo(turn, step, handoff);
      return;
    }
    case 'discover':
      if (isErrand(turn)) {
        turn.outcome = { kind: 'finished' };
        return;
      }
      goTo(turn, run, element, undefined);
      interrupt(turn, 'as authored');
      act(turn, discover(turn.catalog, viewOf(turn), step.text, step.keywords));
      return;
    case 'agent':
      askForPerson(turn, false);
      return;
    case 'finish':
      endAllRuns(turn, 'completed');
      turn.outcome = { kind: 'finished' };
      return;
    case 'pause': {
      if (step.again !== true) goTo(turn, run, element, undefined);
      // Taken forward again after a correction, nobody waits twice.
      if (turn.replay !== null) return;
      run.paused = true;
      run.awaiting = true;
      const until = new Date(turn.ports.now().getTime() + step.seconds * 1_000).toISOString();
      turn.events.push({ type: 'paused', until });
      turn.outcome = { kind: 'paused', seconds: step.seconds };
      return;
    }
    case 'transfer':
      run.awaiting = true;
      requestHandoff(turn, step.request);
  }
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
