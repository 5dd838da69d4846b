import type { TopicDefinition, TopicElement } from '../../contracts/topic.ts';
import type { TopicVariables } from '../expressions/scope.ts';
import type { TopicNames } from '../validateTopic.ts';
import type { FlowProblem } from './checkFlow.ts';
import { didYouMean } from './explainIssue.ts';
import type { MarkedString } from './markedStrings.ts';

/** What a topic says of others: that they are there, and that blocks take and give what is passed. */
export function checkReferences(
  topic: TopicDefinition,
  marks: readonly MarkedString[],
  variables: TopicVariables,
  others: TopicNames | undefined,
): FlowProblem[] {
  const named = marks.flatMap((mark) => {
    const message =
      mark.holds === 'block' && mark.text === topic.name
        ? 'a block may not call itself'
        : missing(mark, others);
    return message === null ? [] : [{ path: mark.path, message }];
  });
  const passed = topic.elements.flatMap((element, at) => passedOn(element, at, others));
  return [...named, ...passed, ...unknownLiveVariables(topic, variables)];
}

function missing({ holds, text }: MarkedString, others: TopicNames | undefined): string | null {
  if (others === undefined) return null;
  const { blocks, topics, connections } = others;
  if (holds === 'block' && !blocks.has(text))
    return `there is no topic block "${text}"${didYouMean(text, blocks.keys())}`;
  if (holds === 'topic' && !topics.has(text)) return `there is no topic "${text}"${didYouMean(text, topics)}`;
  if (holds === 'connection' && connections !== undefined && !connections.has(text))
    return `there is no connection "${text}"${didYouMean(text, connections)}`;
  return null;
}

function passedOn(element: TopicElement, at: number, others: TopicNames | undefined): FlowProblem[] {
  if (element.kind !== 'block' || element.block === undefined) return [];
  const block = others?.blocks.get(element.block) ?? null;
  if (block === null) return [];
  const taken = Object.keys(block.inputs);
  const inputs = Object.keys(element.inputs)
    .filter((name) => !taken.includes(name))
    .map((name) => ({
      path: ['elements', at, 'inputs', name],
      message: `the block "${element.block}" takes no "${name}"${didYouMean(name, taken)}`,
    }));
  const outputs = Object.entries(element.outputs)
    .filter(([, theirs]) => !block.outputs.includes(theirs))
    .map(([ours, theirs]) => ({
      path: ['elements', at, 'outputs', ours],
      message: `the block "${element.block}" gives no "${theirs}"${didYouMean(theirs, block.outputs)}`,
    }));
  return [...inputs, ...outputs];
}

function unknownLiveVariables(topic: TopicDefinition, { vars }: TopicVariables): FlowProblem[] {
  return topic.live_agent_variables.flatMap((name, index) =>
    vars.has(name)
      ? []
      : [
          {
            path: ['live_agent_variables', index],
            message: `nothing in this topic sets vaVars.${name}${didYouMean(name, vars)}`,
          },
        ],
  );
}
