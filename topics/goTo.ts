import type { TopicElement } from '../contracts/topic.ts';
import type { TopicRun } from './dialog.ts';
import { type DialogTurn, topicOf } from './dialogTurn.ts';

/** Moves on to the element named, to this element's `next`, or to the one after it. */
export function goTo(turn: DialogTurn, run: TopicRun, element: TopicElement, to: string | undefined): void {
  const next = to ?? element.next ?? topicOf(turn, run).following(element.id);
  run.element = next === 'end' ? null : next;
  run.awaiting = false;
  run.attempts = 0;
  delete run.aside;
  delete run.progress;
  delete run.ownQuestion;
}
