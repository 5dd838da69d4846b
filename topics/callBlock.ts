import type { TopicElement } from '../contracts/topic.ts';
import type { TopicValue } from './dialog.ts';
import { type DialogTurn, startTopic, topRun } from './dialogTurn.ts';

/** Starts a topic block for the element that calls it (domain B4). It may neither call itself nor go too deep. */
export function callBlock(
  turn: DialogTurn,
  element: TopicElement,
  name: string,
  inputs: Record<string, TopicValue>,
): void {
  const { blockDepth } = turn.context.settings.topics;
  const { stack } = turn.state;
  const chain = `${stack.map((run) => run.topic).join(' → ')} → ${name}`;
  if (topRun(turn)?.topic === name) throw new Error(`a topic block may not call itself: ${chain}`);
  if (stack.filter((run) => run.kind === 'block').length >= blockDepth)
    throw new Error(`topic blocks may be ${blockDepth} deep: ${chain}`);
  const block = turn.catalog.get(name);
  if (block === null || block.definition.type !== 'block')
    throw new Error(`there is no topic block “${name}”`);
  const vars: Record<string, TopicValue> = {};
  for (const [input, { default: preset }] of Object.entries(block.definition.inputs)) {
    vars[input] = inputs[input] ?? preset ?? null;
  }
  startTopic(turn, block, 'block', { vars, calledBy: element.id });
}
