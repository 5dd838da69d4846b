import {
  type CelInput,
  type CelValue,
  celEnv,
  isCelError,
  isCelList,
  isCelMap,
  isCelUint,
  parse,
  plan,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { TopicValue } from '../dialog.ts';
import type { Scope } from './scope.ts';

/** Evaluates CEL over a scope. Integers are CEL ints, so that `vaVars.n + 1` works. */
export type CompiledExpression = (scope: Scope) => TopicValue;

/** Validation allows loops two deep (checkExpressions.ts); this is how often the innermost may go round. */
const mostRounds = 1_000_000;

/** Compiles; throws with a plain message when the expression cannot be read. */
export function compileExpression(source: string): CompiledExpression {
  const run = plan(celEnv({ funcs: strings }), parse(source));
  const loops = source.match(/\.(?:all|exists|exists_one|filter|map)\(/g)?.length ?? 0;
  return (scope) => {
    if (loops > 0 && longestList({ ...scope }) ** Math.min(loops, 2) > mostRounds)
      throw new Error(`the expression “${source}” would loop over too much`);
    const result = run(bindings(scope));
    if (isCelError(result)) throw new Error(`the expression “${source}” failed: ${result.message}`);
    return toTopicValue(result);
  };
}

function bindings(scope: Scope): Record<string, CelInput> {
  const all: Record<string, CelInput> = {};
  for (const [name, value] of Object.entries(scope)) all[name] = toCel(value);
  return all;
}

function longestList(value: TopicValue): number {
  if (value === null || typeof value !== 'object') return 0;
  const inner = Array.isArray(value) ? value : Object.values(value);
  const own = Array.isArray(value) ? value.length : 0;
  return inner.reduce<number>((most, one) => Math.max(most, longestList(one)), own);
}

function toCel(value: TopicValue): CelInput {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, inner]): [string, CelInput] => [key, toCel(inner)]));
  }
  return value;
}

function toTopicValue(value: CelValue): TopicValue {
  if (typeof value === 'bigint') return Number(value);
  if (isCelUint(value)) return Number(value.value);
  if (isCelList(value)) return [...value].map(toTopicValue);
  if (isCelMap(value)) {
    const all: Record<string, TopicValue> = {};
    for (const [key, inner] of value) if (key !== '__proto__') all[String(key)] = toTopicValue(inner);
    return all;
  }
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  throw new Error('an expression must give text, a number, true, false, null, a list or a map');
}
