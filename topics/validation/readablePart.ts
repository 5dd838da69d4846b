import { z } from 'zod';
import { elementSchema, type TopicDefinition, topicSchema } from '../../contracts/topic.ts';
import { type TopicVariables, topicVariables } from '../expressions/scope.ts';

export interface ReadablePart {
  /** What is good of it; a stand-in where an element is not, so that places stay. */
  topic: TopicDefinition;
  /** As it was given, with the same stand-ins. */
  data: unknown;
  /** What is set, in the broken elements too as far as they can be read. */
  variables: TopicVariables;
}

/** As many as a topic may have; that there are more is told already. */
const mostElements = 500;
const named = z.looseObject({
  id: z.string().catch(''),
  variable: z.string().optional().catch(undefined),
  into: z.string().optional().catch(undefined),
  as: z.string().optional().catch(undefined),
  index: z.string().optional().catch(undefined),
  values: z.record(z.string(), z.unknown()).catch({}),
  outputs: z.record(z.string(), z.unknown()).catch({}),
});
const keys = z.record(z.string(), z.unknown()).catch({});
const elements = z.object({ elements: z.array(z.unknown()).catch([]) }).catch({ elements: [] });

/** The part of a topic that fits the schema, so that its other mistakes are found together with those of form. */
export function readablePart(data: unknown): ReadablePart {
  const given = keys.parse(data);
  const good = Object.entries(topicSchema.shape).flatMap(([name, schema]) => {
    const value = given[name];
    return name === 'elements' || value === undefined || !z.safeParse(schema, value).success
      ? []
      : [[name, value]];
  });
  const broken: z.infer<typeof named>[] = [];
  const all = elements
    .parse(data)
    .elements.slice(0, mostElements)
    .map((element, at) => {
      const known = withoutUnknown(element);
      if (elementSchema.safeParse(known).success) return known;
      const loose = named.safeParse(element).data;
      if (loose !== undefined) broken.push(loose);
      const id =
        loose !== undefined && /^[a-z]\w{0,63}$/.test(loose.id) && loose.id !== 'end'
          ? loose.id
          : `element_${at}`;
      return { id, kind: 'text', text: '-' };
    });
  const topic = topicSchema.parse({
    name: 'unnamed',
    title: 'Unnamed',
    ...Object.fromEntries(good),
    type: 'topic',
    role: undefined,
    elements: all.length === 0 ? [{ id: 'none', kind: 'end' }] : all,
  });
  const { inputs, vars } = topicVariables(topic);
  return {
    topic,
    data: { ...given, elements: all },
    variables: {
      inputs: new Set([...inputs, ...broken.flatMap(({ id, variable }) => variable ?? id)]),
      vars: new Set([
        ...vars,
        ...['variables', 'inputs'].flatMap((name) => Object.keys(keys.parse(given[name]))),
        ...broken.flatMap(({ into, as, index, values, outputs }) => [
          ...[into, as, index].filter((name) => name !== undefined),
          ...Object.keys(values),
          ...Object.keys(outputs),
        ]),
        // Which role a setup topic has may be what is wrong with it.
        ...['reason', 'failed_topic', 'text'],
      ]),
    },
  };
}

/** A property that is not known does not keep the others from being checked. */
function withoutUnknown(element: unknown): unknown {
  const given = z.record(z.string(), z.unknown()).safeParse(element).data;
  if (given === undefined) return element;
  const issues = elementSchema.safeParse(element).error?.issues ?? [];
  const unknown = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
    ),
  );
  return Object.fromEntries(Object.entries(given).filter(([name]) => !unknown.has(name)));
}
