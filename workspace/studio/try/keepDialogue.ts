import type { PlayedDialogue } from '../../../contracts/authoring.ts';
import type { DialogueToPlay } from '../../api/topics.ts';
import { changeSection } from '../editor/changeSection.ts';

/** Writes a run into the topic's `tests`: what was done, and what the Virtual Agent answered to it each time. */
export function keepDialogue(text: string, dialogue: DialogueToPlay, played: PlayedDialogue): string {
  const written = { ...dialogue, steps: stepsOf(dialogue, played) };
  return changeSection(text, 'tests', (document) => {
    if (document.get('tests') === undefined) document.set('tests', document.createNode([written]));
    else document.addIn(['tests'], document.createNode(written));
  });
}

function stepsOf({ steps }: DialogueToPlay, played: PlayedDialogue): unknown[] {
  // The first played step is the start of the conversation itself.
  const [start, ...rest] = played.steps;
  return [...repliesOf(start), ...steps.flatMap((step, at) => [step, ...repliesOf(rest[at])])];
}

function repliesOf(step: PlayedDialogue['steps'][number] | undefined): unknown[] {
  const texts = (step?.messages ?? []).filter(({ from }) => from === 'virtual_agent').map(({ text }) => text);
  const [only, ...more] = texts;
  if (only === undefined) return [];
  return [{ replies: more.length === 0 ? only : texts }];
}
