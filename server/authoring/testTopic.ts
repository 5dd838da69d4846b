import type { z } from 'zod';
import type { PlayedDialogue, testTopicBody } from '../../contracts/authoring.ts';
import { AppError } from '../../contracts/errors.ts';
import { type TopicDefinition, topicSchema } from '../../contracts/topic.ts';
import { playDialogue } from '../../topics/dialogues/playDialogue.ts';
import { publishable, type TopicReader, textOf } from './readTopic.ts';
import type { TopicAuthoring, TopicAuthoringDeps } from './topicAuthoring.ts';

/** Plays dialogues of a draft, or of a text that is not saved. */
export function testTopic(
  { topics, settings }: TopicAuthoringDeps,
  { know, checked }: TopicReader,
): TopicAuthoring['test'] {
  return async (name, { yaml, dialogue, steps, only }) => {
    const text = yaml ?? textOf(await know(name));
    const topic = publishable(await checked(text, null));
    const chosen = chooseDialogues(topic, dialogue, steps, only);
    const played: PlayedDialogue[] = [];
    for (const one of chosen) {
      played.push(await playDialogue(topics.catalog(), topic, one, settings()));
      // Conversations go first.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return played;
  };
}

function chooseDialogues(
  topic: TopicDefinition,
  dialogue: z.infer<typeof testTopicBody>['dialogue'],
  steps: z.infer<typeof testTopicBody>['steps'],
  only: string | undefined,
): TopicDefinition['tests'] {
  if (dialogue !== undefined) return [dialogue];
  if (steps !== undefined) return topicSchema.shape.tests.parse([{ name: 'steps', steps }]);
  const chosen = topic.tests.filter((test) => only === undefined || test.name === only);
  if (only !== undefined && chosen.length === 0)
    throw new AppError('not_found', `the topic "${topic.name}" has no dialogue "${only}"`);
  return chosen;
}
