import { type TopicDefinition, topicSchema } from '../contracts/topic.ts';
import { topicVariables } from './expressions/scope.ts';
import { readTopicFiles, type TopicFile } from './readTopicFiles.ts';
import { type TopicNames, type TopicProblem, validateTopic } from './validateTopic.ts';
import { checkReferences } from './validation/checkReferences.ts';
import { type MarkedString, markedStrings } from './validation/markedStrings.ts';

export interface LoadedTopics {
  topics: TopicDefinition[];
  /** Their texts as written, by name. */
  sources: ReadonlyMap<string, string>;
  /** Of the files that were left out. */
  problems: TopicProblem[];
}

/**
 * Reads every `.yaml` file under a folder. A file that does not validate is reported and left out, and so is what
 * refers to it; the rest loads. Files are named relative to the folder.
 */
export async function loadTopics(folder: string): Promise<LoadedTopics> {
  return selectTopics(await readTopicFiles(folder, folder));
}

/** The files that validate together: leaving one out may leave others without their block. Pure. */
export function selectTopics(files: readonly TopicFile[]): LoadedTopics {
  const problems: TopicProblem[] = [];
  let good: { file: TopicFile; topic: TopicDefinition; marks: MarkedString[] }[] = [];
  for (const file of files) {
    const { topic, problems: found } = validateTopic(file.source, file.file);
    problems.push(...found);
    if (topic === null) continue;
    const same = good.find((other) => other.topic.name === topic.name);
    if (same === undefined) good.push({ file, topic, marks: markedStrings(topicSchema, topic) });
    else {
      const message = `the topic "${topic.name}" is already in ${same.file.file}`;
      problems.push({ file: file.file, line: 1, column: 1, path: 'name', message });
    }
  }
  for (let left = -1; left !== good.length; ) {
    left = good.length;
    const names = namesOf(good.map(({ topic }) => topic));
    good = good.filter(({ file, topic: read, marks }) => {
      if (checkReferences(read, marks, topicVariables(read), names).length === 0) return true;
      const { topic, problems: found } = validateTopic(file.source, file.file, names);
      problems.push(...found);
      return topic !== null;
    });
  }
  const sources = new Map(good.map(({ file, topic }) => [topic.name, file.source]));
  return { topics: good.map(({ topic }) => topic), sources, problems };
}

/** What a topic may refer to among these. */
export function namesOf(topics: readonly TopicDefinition[]): TopicNames {
  const blocks = topics.filter(({ type }) => type === 'block');
  const others = topics.filter(({ type }) => type !== 'block');
  return {
    blocks: new Map(blocks.map((block) => [block.name, block])),
    topics: new Set(others.map(({ name }) => name)),
  };
}
