import { type TopicDefinition, type TopicElement, topicSchema } from '../../contracts/topic.ts';
import { assignedVars, inputVariable } from '../expressions/scope.ts';
import type { FlowProblem } from './checkFlow.ts';
import { type MarkedString, markedStrings } from './markedStrings.ts';
import { waysOf } from './waysOf.ts';

/**
 * Texts that say a variable which some way through the topic leaves unset: people would read a gap. Texts that look at
 * it first (`{% if … %}`, `| default: …`) and conditions are the author's own care.
 */
export function checkUnset(topic: TopicDefinition): FlowProblem[] {
  const marks = markedStrings(topicSchema, topic);
  const always = alwaysSet(topic, waysOf(topic, marks));
  return marks.flatMap((mark) => {
    const [list, at] = mark.path;
    if (list !== 'elements' || typeof at !== 'number' || (mark.holds !== 'text' && mark.holds !== 'template'))
      return [];
    const set = always[at];
    if (set === undefined || set === null) return [];
    return saidVariables(mark)
      .filter((name) => !set.has(name))
      .map((name) => ({ path: mark.path, message: `says ${name}, which not every way to it has set` }));
  });
}

function saidVariables({ text }: MarkedString): string[] {
  if (text.includes('{%')) return [];
  const said = [...text.matchAll(/\{\{-?\s*(vaVars|vaInputs)\.([A-Za-z]\w*)[^}|]*(\|[^}]*)?\}\}/g)];
  return [
    ...new Set(
      said.filter(([, , , filters]) => !filters?.includes('default')).map(([, of, name]) => `${of}.${name}`),
    ),
  ];
}

/** By place, what every way from the start has set before it; null: no way leads there. */
function alwaysSet(topic: TopicDefinition, ways: number[][]): (Set<string> | null)[] {
  const before: (Set<string> | null)[] = topic.elements.map(() => null);
  before[0] = new Set([
    ...Object.keys(topic.variables).map((name) => `vaVars.${name}`),
    ...Object.keys(topic.inputs).map((name) => `vaVars.${name}`),
    ...['utterance', 'reason', 'failed_topic', 'text'].map((name) => `vaVars.${name}`),
  ]);
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const element = topic.elements[at];
    const set = before[at];
    if (element === undefined || set === undefined || set === null) continue;
    const after = new Set([...set, ...setBy(element)]);
    for (const next of ways[at] ?? []) {
      const known = before[next] ?? null;
      const both = known === null ? after : new Set([...known].filter((name) => after.has(name)));
      if (known !== null && both.size === known.size) continue;
      before[next] = both;
      open.push(next);
    }
  }
  return before;
}

/** What is passed over sets nothing, unless it has a default. */
function setBy(element: TopicElement): string[] {
  if (element.show_if !== undefined) return [];
  const input = inputVariable(element);
  const skipped = 'skip_if' in element && element.skip_if !== undefined && element.default === undefined;
  return [
    ...(input === null || skipped ? [] : [`vaInputs.${input}`]),
    ...assignedVars(element).map((name) => `vaVars.${name}`),
  ];
}
