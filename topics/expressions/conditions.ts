import {
  type CelFunc,
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
import { createWatchdog, isTimeout } from '../scripts/watchdog.ts';

/** What the names in an expression stand for: a topic's scope (scope.ts), or what a queue's condition looks at. */
export type Names = { readonly [name: string]: TopicValue | undefined };

/** Evaluates CEL over names. Integers are CEL ints, so that `vaVars.n + 1` works. `most`: milliseconds for its loops. */
export type CompiledExpression = (names: Names, most?: number) => TopicValue;

/** An expression without loops is done before anybody notices; one with loops may take so long, then it is ended. */
const mostMilliseconds = 1_000;
const watchdog = createWatchdog();
/** Characters and values: what an expression gives is kept in the conversation, and an author may double it each time. */
const mostOfAll = 500_000;

/** Compiles; throws with a plain message when the expression cannot be read. */
export function compileExpression(source: string): CompiledExpression {
  const parsed = parse(source);
  const run = plan(celEnv({ funcs: strings.map(bounded) }), parsed);
  const loops = hasLoop(parsed.expr);
  return (names, most = mostMilliseconds) => {
    const evaluate = (): TopicValue => {
      const result = run(bindings(names));
      if (isCelError(result)) throw new Error(`the expression “${source}” failed: ${result.message}`);
      return toTopicValue(result, { left: mostOfAll });
    };
    try {
      return loops ? watchdog(most, evaluate) : evaluate();
    } catch (error) {
      if (isTimeout(error)) throw new Error(`the expression “${source}” loops over too much`);
      throw error;
    }
  };
}

function hasLoop(node: unknown): boolean {
  if (node === null || typeof node !== 'object') return false;
  return ('case' in node && node.case === 'comprehensionExpr') || Object.values(node).some(hasLoop);
}

/** `replace` and `join` make much of little, in one step that no watchdog ends. */
function bounded(func: CelFunc): CelFunc {
  if (func.name !== 'replace' && func.name !== 'join') return func;
  const call: CelFunc['call'] = (id, self, args) => {
    if (grown(self, args.at(func.name === 'join' ? 0 : 1)) > mostOfAll)
      throw new Error(`“${func.name}” would make too long a text`);
    return func.call(id, self, args);
  };
  return new Proxy(func, {
    get: (target, name) => (name === 'call' ? call : Reflect.get(target, name)),
  });
}

/** At most so many characters long: what is there, with `put` between all of it. */
function grown(self: CelValue | undefined, put: CelValue | undefined): number {
  const each = typeof put === 'string' ? put.length : 0;
  if (typeof self === 'string') return self.length + (self.length + 1) * each;
  return isCelList(self) ? [...self].reduce<number>((sum, one) => sum + String(one).length + each, 0) : 0;
}

function bindings(names: Names): Record<string, CelInput> {
  const all: Record<string, CelInput> = {};
  for (const [name, value] of Object.entries(names)) if (value !== undefined) all[name] = toCel(value);
  return all;
}

function toCel(value: TopicValue): CelInput {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, inner]): [string, CelInput] => [key, toCel(inner)]));
  }
  return value;
}

function toTopicValue(value: CelValue, room: { left: number }): TopicValue {
  room.left -= typeof value === 'string' ? value.length : 1;
  if (room.left < 0) throw new Error('an expression gives too much: lists or texts that are too long');
  if (typeof value === 'bigint') return Number(value);
  if (isCelUint(value)) return Number(value.value);
  if (isCelList(value)) return Array.from(value, (one) => toTopicValue(one, room));
  if (isCelMap(value)) {
    const all: Record<string, TopicValue> = {};
    for (const [key, inner] of value) if (key !== '__proto__') all[String(key)] = toTopicValue(inner, room);
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
