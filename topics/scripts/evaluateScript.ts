import { z } from 'zod';
import type { TopicValue } from '../dialog.ts';
import { mostActions, type ScriptAnswers } from './scriptPrelude.ts';
import { runInSandbox, ScriptError, type ScriptLimits } from './scriptSandbox.ts';

/** What a script sees. */
export interface ScriptScope {
  inputs: Record<string, TopicValue>;
  /** What the requester saw for an answer, where that is not the value. */
  display: Record<string, string>;
  /** The defaults of inputs that have one; null when the source does not ask. */
  defaults: Record<string, { value: TopicValue; display: string }> | null;
  vars: Record<string, TopicValue>;
  context: Record<string, TopicValue>;
  /** Further globals, e.g. the `answer` that is to be checked. */
  names: Record<string, TopicValue>;
  requester: Record<string, TopicValue>;
  /** ISO 639, `vaContext.getRequesterLang()`. */
  language: string;
  channel: string;
  /** Milliseconds; what `new Date()` is in the script. */
  now: number;
  /** What `Math.random()` starts from, so that a turn that is decided again is decided the same. */
  seed: string;
  /** What `vaSystem` answers, for the methods that the source mentions. */
  answers: Partial<ScriptAnswers>;
}

/** What a script asked for; it happens when the script has ended. */
export type ScriptAction = z.infer<typeof actionShape>;

export interface ScriptResult {
  returned: TopicValue;
  vars: Record<string, TopicValue>;
  /** What it wrote to `vaContext.LiveAgent_…`. */
  context: Record<string, TopicValue>;
  actions: ScriptAction[];
}

/**
 * The value of a script that only makes one: a prompt, choices, a verdict on an answer. What it writes to `vaVars` is
 * dropped, and a method of `vaSystem` that acts throws. Throws `ScriptError` with the script's error, or when a limit is reached.
 */
export async function evaluateScript(
  source: string,
  scope: ScriptScope,
  limits: ScriptLimits,
): Promise<TopicValue> {
  return (await run(source, scope, limits, false)).returned;
}

/** The same for a script element: with what it left in its variables, and what it asked for, in order. */
export async function runScript(
  source: string,
  scope: ScriptScope,
  limits: ScriptLimits,
): Promise<ScriptResult> {
  return run(source, scope, limits, true);
}

const name = z.string().max(64);
const words = z.string().min(1).max(8_000);
const actionShape = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: words, avatar: z.boolean() }),
  z.object({ do: z.literal('separate') }),
  z.object({ do: z.literal('attach'), table: name, id: name }),
  z.object({
    do: z.literal('attach_file'),
    files: z.array(z.string().max(200)).max(20),
    table: name,
    id: name,
  }),
  z.object({
    do: z.literal('offer'),
    text: words.nullable(),
    button: z.string().max(200).nullable(),
    promoted: z.boolean(),
    everything: z.boolean(),
    /** The promoted topics are also named in the text. */
    list: z.boolean(),
    /** Says so when there is nothing to offer. */
    empty: z.boolean(),
  }),
  z.object({ do: z.literal('discover'), text: z.string().max(8_000), keywords: z.boolean() }),
  z.object({
    do: z.literal('switch'),
    topic: z.string().max(200),
    by: z.enum(['name', 'id']),
    resume: z.enum(['resume', 'skip']).nullable(),
  }),
  /** null: all answers of the topic. */
  z.object({ do: z.literal('forget'), input: z.string().nullable() }),
  z.object({ do: z.literal('agent') }),
  z.object({ do: z.literal('end') }),
]);

/** It was parsed from JSON a moment ago, so it is one. */
const json = z.custom<TopicValue>((value) => value !== undefined);
const resultShape = z.object({
  returned: json,
  vars: z.record(z.string(), json),
  context: z.record(z.string().regex(/^LiveAgent_\w{1,64}$/), json),
  actions: z.array(actionShape).max(mostActions),
});

async function run(
  source: string,
  scope: ScriptScope,
  limits: ScriptLimits,
  mayAct: boolean,
): Promise<ScriptResult> {
  const text = await runInSandbox(source, { ...scope, mayAct }, limits);
  // JSON.parse makes a plain property of `__proto__`, but what copies it later may not.
  const parsed: unknown = text.includes('__proto__')
    ? JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value))
    : JSON.parse(text);
  const result = resultShape.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ScriptError(`the script gave what cannot be used: ${issue?.path.join('.')}: ${issue?.message}`);
}
