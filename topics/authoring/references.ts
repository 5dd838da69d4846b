import type { Experience } from '../../contracts/authoring.ts';
import { type TopicDefinition, topicSchema } from '../../contracts/topic.ts';
import { markedStrings } from '../validation/markedStrings.ts';

/** Who names a topic: other topics, by switching to it or calling it, and chat experiences. */
export function referencesTo(
  name: string,
  topics: readonly TopicDefinition[],
  experiences: readonly Experience[],
): string[] {
  const callers = topics.filter(
    (topic) =>
      topic.name !== name &&
      markedStrings(topicSchema, topic).some(
        ({ holds, text }) => (holds === 'topic' || holds === 'block') && text === name,
      ),
  );
  const placed = experiences.filter(
    ({ setup, promoted }) => Object.values(setup).includes(name) || promoted.includes(name),
  );
  return [
    ...callers.map((topic) => `the topic "${topic.name}"`),
    ...placed.map((experience) => `the chat experience "${experience.name}"`),
  ];
}
