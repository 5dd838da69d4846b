import docs from '../editor/topicDocs.atBuild.ts';
import { flowOf } from './flowOf.ts';
import { layoutFlow, type PlacedFlow } from './layoutFlow.ts';
import { readTopicText } from './readTopicText.ts';

/** From a topic's text to its diagram. */
export function makeFlow(text: string): { flow: PlacedFlow; broken: boolean } {
  const topic = readTopicText(text);
  return { flow: layoutFlow(flowOf(topic, docs)), broken: topic.broken };
}
