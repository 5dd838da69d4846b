import type { InputElement } from '../contracts/topic.ts';
import type { TopicRun } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { isSecure, mask } from './inputElement.ts';

const logCharacters = 500;

/** An answer in the interaction log: what was said, and what it was taken for or why it was not. */
export function logInput(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  outcome: 'answered' | 'invalid',
  said: string,
  output: string,
): void {
  const hidden = isSecure(element);
  turn.events.push({
    type: 'element_run',
    runId: run.runId,
    topic: run.topic,
    topicKind: run.kind,
    element: element.id,
    kind: element.kind,
    outcome,
    input: hidden ? mask : said.slice(0, logCharacters),
    output: hidden && outcome === 'answered' ? mask : output.slice(0, logCharacters),
    ms: 0,
  });
}
