import type { InteractionHeader } from '../contracts/header.ts';
import { headerFields } from '../contracts/headerFields.ts';
import type { ConditionFacts } from '../handoff/handoff.ts';
import type { TopicValue } from '../topics/dialog.ts';
import { type CompiledExpression, compileExpression } from '../topics/expressions/conditions.ts';
import { checkNames } from '../topics/validation/checkExpressions.ts';
import { didYouMean } from '../topics/validation/explainIssue.ts';

/** The conditions of queues and priority rules (contracts/handoff.ts `when`), in the language of the topics. */
export interface QueueConditions {
  /** @throws Error when it cannot be read, or is neither true nor false. */
  holds(condition: string, facts: ConditionFacts): boolean;
}

/** An administrator writes few of them and often changes them: the oldest is compiled again when it comes back. */
const mostKept = 500;
const names = ['interaction', 'context'] as const;

interface Compiled {
  run: CompiledExpression;
  /** Values of the context that it reads without asking whether they are there. */
  read: string[];
}

export function createQueueConditions(): QueueConditions {
  const compiled = new Map<string, Compiled>();

  function compile(condition: string): Compiled {
    const known = compiled.get(condition);
    if (known !== undefined) return known;
    const fresh = { run: compileExpression(condition), read: readOfContext(condition) };
    const [oldest] = compiled.keys();
    if (compiled.size >= mostKept && oldest !== undefined) compiled.delete(oldest);
    compiled.set(condition, fresh);
    return fresh;
  }

  return {
    holds(condition, { interaction, context }) {
      const { run, read } = compile(condition);
      // A page that says nothing of a value is no mistake of the condition: it is null, as in topics.
      const nothing = Object.fromEntries(read.map((name) => [name, null]));
      const result = run({ interaction: plain(interaction), context: { ...nothing, ...context } });
      if (typeof result !== 'boolean')
        throw new Error(`the condition “${condition}” is neither true nor false`);
      return result;
    },
  };
}

/** Why a condition cannot be used, in words for who wrote it; null: it can. Pure. */
export function checkQueueCondition(condition: string): string | null {
  const problems = checkNames(condition, (name, field) => {
    if (!names.some((one) => one === name))
      return `uses the unknown name "${name}"${didYouMean(name, names)}; there are ${names.join(' and ')}`;
    if (name === 'context' || field === null || Object.hasOwn(headerFields, field)) return null;
    return `uses interaction.${field}, which is no field of an interaction${didYouMean(field, Object.keys(headerFields))}`;
  });
  return problems[0]?.message ?? null;
}

function readOfContext(condition: string): string[] {
  const read = new Set<string>();
  checkNames(condition, (name, field, tested) => {
    if (name === 'context' && field !== null && !tested) read.add(field);
    return null;
  });
  return [...read];
}

function plain(header: InteractionHeader): TopicValue {
  return JSON.parse(JSON.stringify(header));
}
