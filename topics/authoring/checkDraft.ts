import type { AuthoringProblem } from '../../contracts/authoring.ts';
import type { TopicDefinition } from '../../contracts/topic.ts';
import { topicSchema } from '../../contracts/topic.ts';
import type { Catalog } from '../catalog.ts';
import { topicVariables } from '../expressions/scope.ts';
import { namesOf } from '../loadTopics.ts';
import { type TopicNames, validateTopic } from '../validateTopic.ts';
import { checkReferences } from '../validation/checkReferences.ts';
import { checkTopics } from '../validation/checkTopics.ts';
import { locatorOf, writePath } from '../validation/locate.ts';
import { markedStrings } from '../validation/markedStrings.ts';

export interface CheckedDraft {
  /** Null: it cannot be published. */
  topic: TopicDefinition | null;
  problems: AuthoringProblem[];
}

/**
 * Everything that is wrong or doubtful with a draft among the topics that are published, and with them once it is.
 * `name`: the topic it is a draft of; null for a text that is none yet. `connections`, `queues`: what there is of them.
 */
export function checkDraft(
  yaml: string,
  name: string | null,
  catalog: Catalog,
  connections?: ReadonlySet<string>,
  queues?: ReadonlySet<string>,
): CheckedDraft {
  const others = catalog.current().map(({ definition }) => definition);
  const options = {
    whole: false,
    shared: 'warning',
    ...(connections === undefined ? {} : { connections }),
  } as const;
  const found = checkTopics([{ file: '', source: yaml }], others, options);
  const problems = found.map(({ file: _file, ...problem }): AuthoringProblem => problem);
  const { topic } = validateTopic(yaml, '');
  if (topic !== null && queues !== undefined) problems.push(...unknownQueues(topic, yaml, queues));
  if (topic !== null) {
    const own = [
      ...(name !== null && topic.name !== name
        ? [{ path: 'name', message: `must stay "${name}": a topic keeps its name` }]
        : []),
      ...brokenCallers(topic, name ?? topic.name, others),
    ];
    const locate = locatorOf(yaml);
    problems.push(
      ...own.map((problem) => ({ severity: 'error' as const, ...locate.value([problem.path]), ...problem })),
    );
  }
  const good = problems.every(({ severity }) => severity !== 'error');
  return { topic: good ? topic : null, problems };
}

/** A queue that is not there is no mistake of the topic: an admin may make one. */
function unknownQueues(
  topic: TopicDefinition,
  yaml: string,
  queues: ReadonlySet<string>,
): AuthoringProblem[] {
  const locate = locatorOf(yaml);
  return markedStrings(topicSchema, topic)
    .filter(({ holds, text }) => holds === 'queue' && !queues.has(text))
    .map(({ path, text }) => ({
      severity: 'warning',
      ...locate.value(path),
      path: writePath(path),
      message: `there is no queue "${text}": who asks for a person here is refused`,
    }));
}

/** A block that takes or gives less than before, or is none any more, would break those that call it. */
function brokenCallers(
  topic: TopicDefinition,
  name: string,
  others: readonly TopicDefinition[],
): { path: string; message: string }[] {
  const now: TopicNames = namesOf([...others.filter((other) => other.name !== name), topic]);
  const before = namesOf(others);
  return others
    .filter((other) => other.name !== name)
    .flatMap((other) => {
      const marks = markedStrings(topicSchema, other);
      const variables = topicVariables(other);
      const known = new Set(checkReferences(other, marks, variables, before).map(({ message }) => message));
      return checkReferences(other, marks, variables, now)
        .filter(({ message }) => !known.has(message))
        .map(({ message }) => ({
          path: topic.type === 'block' ? 'outputs' : 'type',
          message: `would break the topic "${other.name}": ${message}`,
        }));
    });
}
