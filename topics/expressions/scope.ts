import type { TopicDefinition, TopicElement } from '../../contracts/topic.ts';
import type { DialogContext, TopicValue } from '../dialog.ts';

/** The names that conditions and templates may use. */
export type Scope = {
  vaInputs: Record<string, TopicValue>;
  vaVars: Record<string, TopicValue>;
  vaContext: Record<string, TopicValue>;
  /** What the requester saw for an answer: a choice's label, a date in words. */
  vaDisplay: Record<string, string>;
  requester: Record<string, TopicValue>;
  conversation: Record<string, TopicValue>;
  /** ISO 8601 UTC. */
  now: string;
  /** The record or value at hand, where choices are made from a list. */
  item?: TopicValue;
  /** The answer that is read back, in the text of `confirm`. */
  answer?: TopicValue;
};

export const scopeNames = [
  'vaInputs',
  'vaVars',
  'vaContext',
  'vaDisplay',
  'requester',
  'conversation',
  'now',
  'item',
  'answer',
] as const;

/** The variables a topic has, so that one that is not set yet is null rather than an error. */
export interface TopicVariables {
  inputs: ReadonlySet<string>;
  vars: ReadonlySet<string>;
}

/** The scope of a topic's run, or, with no run, of a condition on the conversation alone. */
export function buildScope(
  context: DialogContext,
  now: Date,
  vaContext: Record<string, TopicValue>,
  run?: {
    variables: TopicVariables;
    inputs: Record<string, TopicValue>;
    vars: Record<string, TopicValue>;
    display: Record<string, string>;
  },
): Scope {
  return {
    vaInputs: withNulls(run?.variables.inputs, run?.inputs),
    vaVars: withNulls(run?.variables.vars, run?.vars),
    vaContext,
    vaDisplay: run?.display ?? {},
    requester: {
      id: context.requester.id,
      name: context.requester.name,
      email: context.requester.email ?? null,
      guest: context.requester.guest,
      roles: [...(context.requester.roles ?? [])],
    },
    conversation: {
      id: context.conversationId,
      number: context.number,
      channel: context.channel,
      locale: context.locale,
    },
    now: now.toISOString(),
  };
}

/** Every variable that some element of the topic gives a value. */
export function topicVariables(topic: TopicDefinition): TopicVariables {
  const inputs = new Set<string>();
  const vars = new Set<string>([
    ...Object.keys(topic.variables),
    ...Object.keys(topic.inputs),
    ...topic.outputs.filter((name) => !topic.elements.some((element) => inputVariable(element) === name)),
    // What was said to find the topic; null when it was picked.
    'utterance',
    // The engine sets these for the Error and Fallback setup topics.
    ...(topic.type === 'setup' ? ['reason', 'failed_topic', 'text'] : []),
  ]);
  for (const element of topic.elements) {
    const input = inputVariable(element);
    if (input !== null) inputs.add(input);
    for (const name of assignedVars(element)) vars.add(name);
  }
  return { inputs, vars };
}

/** The name in `vaInputs` that an input element fills; null for other kinds. */
export function inputVariable(element: TopicElement): string | null {
  return 'prompt' in element ? (element.variable ?? element.id) : null;
}

/** The names in `vaVars` that an element fills. */
export function assignedVars(element: TopicElement): string[] {
  const into = 'into' in element && element.into !== undefined ? [element.into] : [];
  const written = scriptsOf(element).flatMap((source) =>
    [...source.matchAll(/\bvaVars\.([A-Za-z]\w*)\s*=(?!=)/g)].map((found) => found[1] ?? ''),
  );
  return [...ownVars(element), ...into, ...written];
}

function ownVars(element: TopicElement): string[] {
  if (element.kind === 'set') return Object.keys(element.values);
  if (element.kind === 'block') return Object.keys(element.outputs);
  if (element.kind === 'loop') return [element.as, ...(element.index === undefined ? [] : [element.index])];
  return [];
}

function scriptsOf(element: TopicElement): string[] {
  const from = 'from' in element ? element.from?.script : undefined;
  const own = 'script' in element ? element.script : undefined;
  return [from, own].filter((source) => source !== undefined);
}

function withNulls(
  names: ReadonlySet<string> | undefined,
  values: Record<string, TopicValue> | undefined,
): Record<string, TopicValue> {
  const all: Record<string, TopicValue> = {};
  for (const name of names ?? []) all[name] = null;
  return Object.assign(all, values);
}
