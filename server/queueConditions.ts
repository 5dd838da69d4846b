import type { Clock } from '../contracts/clock.ts';
import type { InteractionHeader } from '../contracts/header.ts';
import { headerFields } from '../contracts/headerFields.ts';
import type { ConditionFacts } from '../handoff/handoff.ts';
import type { TopicValue } from '../topics/dialog.ts';
import { type CompiledExpression, compileExpression } from '../topics/expressions/conditions.ts';
import { checkNames, type NameProblem } from '../topics/validation/checkExpressions.ts';
import { didYouMean } from '../topics/validation/explainIssue.ts';

/** The conditions of queues and priority rules (contracts/handoff.ts `when`), in the language of the topics. */
export interface QueueConditions {
  /**
   * False where it cannot be read, is neither true nor false, or takes too long; that is reported, for each condition once a
   * minute, and is no dead end. What is asked with the same `facts` shares the time that there is.
   */
  holds(condition: string, facts: ConditionFacts): boolean;
}

export interface QueueConditionDeps {
  clock: Clock;
  failed: (error: unknown, where: string) => void;
}

/** An administrator writes few of them and often changes them: the oldest is compiled again when it comes back. */
const mostKept = 500;
const names = ['interaction', 'context'] as const;
/**
 * Milliseconds for one condition and for all that are asked about one request: requesters choose what is in `context`, and
 * while a condition runs no socket of the node is served.
 */
const mostForOne = 20;
const mostForAll = 50;
const reportEveryMs = 60_000;

interface Compiled {
  run: CompiledExpression;
  /** Values of the context that it reads without asking whether they are there. */
  read: string[];
}

/** What is asked about one request. */
interface Pass {
  interaction: TopicValue;
  left: number;
}

export function createQueueConditions({ clock, failed }: QueueConditionDeps): QueueConditions {
  const passes = new WeakMap<ConditionFacts, Pass>();
  const reported = new Map<string, number>();
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

  function passOf(facts: ConditionFacts): Pass {
    const known = passes.get(facts);
    if (known !== undefined) return known;
    const fresh = { interaction: plain(facts.interaction), left: mostForAll };
    passes.set(facts, fresh);
    return fresh;
  }

  function evaluate(condition: string, facts: ConditionFacts): boolean {
    const { run, read } = compile(condition);
    const pass = passOf(facts);
    if (pass.left <= 0) throw new Error('the conditions of the queues before it took too long');
    // A page that says nothing of a value is no mistake of the condition: it is null, as in topics.
    const nothing = Object.fromEntries(read.map((name) => [name, null]));
    const context = { ...nothing, ...facts.context };
    const began = performance.now();
    try {
      const most = Math.ceil(Math.min(mostForOne, pass.left));
      const result = run({ interaction: pass.interaction, context }, most);
      if (typeof result === 'boolean') return result;
    } finally {
      pass.left -= performance.now() - began;
    }
    throw new Error(`the condition “${condition}” is neither true nor false`);
  }

  function report(error: unknown, condition: string): void {
    const now = clock.now().getTime();
    if (now - (reported.get(condition) ?? Number.NEGATIVE_INFINITY) < reportEveryMs) return;
    if (reported.size >= mostKept) reported.clear();
    reported.set(condition, now);
    failed(error, `the condition "${condition}" of a queue`);
  }

  return {
    holds(condition, facts) {
      try {
        return evaluate(condition, facts);
      } catch (error) {
        report(error, condition);
        return false;
      }
    },
  };
}

/** Why a condition cannot be used, in words for who wrote it; null: it can. Pure. */
export function checkQueueCondition(condition: string): string | null {
  const problemOf: NameProblem = (name, field) => {
    if (!names.some((one) => one === name))
      return `uses the unknown name "${name}"${didYouMean(name, names)}; there are ${names.join(' and ')}`;
    if (name === 'context' || field === null || Object.hasOwn(headerFields, field)) return null;
    return `uses interaction.${field}, which is no field of an interaction${didYouMean(field, Object.keys(headerFields))}`;
  };
  const problems = checkNames(condition, problemOf, [], 1);
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
