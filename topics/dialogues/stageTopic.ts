import { type Dialogue, type TopicDefinition, topicSchema } from '../../contracts/topic.ts';
import type { Catalog } from '../catalog.ts';
import type { RequesterInput } from './rehearse.ts';

/** The topic that calls what nobody can pick: blocks and setup topics. */
export const callerName = 'rehearsal';

/** The catalog a dialogue is played with, and what starts it. */
export function stageTopic(
  catalog: Catalog,
  topic: TopicDefinition,
  { start, inputs }: Dialogue,
): { catalog: Catalog; start: RequesterInput } {
  if (start === 'conversation') return { catalog: catalog.with([topic]), start: { kind: 'start' } };
  const pickable =
    (topic.type === 'topic' || topic.type === 'small_talk') && (topic.visible || topic.discoverable);
  if (pickable)
    return { catalog: catalog.with([topic]), start: { kind: 'value', value: `topic:${topic.name}` } };
  const call =
    topic.type === 'block'
      ? { id: 'call', kind: 'block', block: topic.name, inputs: literal(inputs) }
      : { id: 'call', kind: 'switch_topic', topic: topic.name };
  // Small talk leaves no trace of its own: no Anything Else follows it, and no handoff is named after it.
  const caller = topicSchema.parse({
    name: callerName,
    title: 'Rehearsal',
    type: 'small_talk',
    elements: [call],
  });
  return {
    catalog: catalog.with([topic, caller]),
    start: { kind: 'value', value: `topic:${callerName}` },
  };
}

/** Texts as values, not as templates. */
function literal(inputs: Dialogue['inputs']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typeof value === 'string' ? { expr: JSON.stringify(value) } : value,
    ]),
  );
}
