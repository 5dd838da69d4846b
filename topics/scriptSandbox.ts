import {
  newQuickJSWASMModule,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
  Scope,
} from 'quickjs-emscripten';
import { z } from 'zod';
import type { TopicValue } from './dialog.ts';
import { scriptPrelude } from './scriptPrelude.ts';

export interface ScriptData {
  inputs: Record<string, TopicValue>;
  display: Record<string, string>;
  vars: Record<string, TopicValue>;
  context: Record<string, TopicValue>;
  conversationId: string;
  /** Milliseconds; what `new Date()` is in the script. */
  now: number;
  /** What `Math.random()` starts from, so that a turn that is decided again is decided the same. */
  seed: string;
  liveAgentAvailable: boolean;
}

export type ScriptAction =
  | { do: 'say'; text: string }
  | { do: 'attach'; table: string; id: string }
  | { do: 'agent' }
  | { do: 'end' };

export interface ScriptResult {
  returned: TopicValue;
  vars: Record<string, TopicValue>;
  actions: ScriptAction[];
}

/** The most that a script may leave behind in its variables: they go into the log with every turn. */
const resultCharacters = 256 * 1024;
const wallClockShare = 8;
const stackBytes = 256 * 1024;

const jsonValue: z.ZodType<TopicValue> = z.json();
const resultShape = z.object({
  returned: jsonValue,
  vars: z.record(z.string(), jsonValue),
  actions: z
    .array(
      z.discriminatedUnion('do', [
        z.object({ do: z.literal('say'), text: z.string().min(1).max(8_000) }),
        z.object({ do: z.literal('attach'), table: z.string().max(64), id: z.string().max(64) }),
        z.object({ do: z.literal('agent') }),
        z.object({ do: z.literal('end') }),
      ]),
    )
    .max(50),
});

/**
 * Runs an author's JavaScript in QuickJS, in a context of its own that has no way to the host: data goes in and comes
 * out as JSON. Throws with the script's error, or when a limit is reached.
 */
export async function runScript(
  source: string,
  data: ScriptData,
  limits: { milliseconds: number; bytes: number },
): Promise<ScriptResult> {
  const quickjs = await compiledModule();
  try {
    return runIn(quickjs, source, data, limits);
  } catch (error) {
    // A trap of the WASM itself may leave it broken: the next script gets a new one.
    if (error instanceof Error && error.name === 'RuntimeError') forgetModule();
    throw error;
  }
}

function runIn(
  quickjs: QuickJSWASMModule,
  source: string,
  data: ScriptData,
  limits: { milliseconds: number; bytes: number },
): ScriptResult {
  return Scope.withScope((scope) => {
    const runtime = scope.manage(quickjs.newRuntime());
    runtime.setMemoryLimit(limits.bytes);
    runtime.setMaxStackSize(stackBytes);
    const context = scope.manage(runtime.newContext());
    const late = createDeadline(limits.milliseconds);
    runtime.setInterruptHandler(late);
    const unwrap = (result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle => {
      if (result.error === undefined) return scope.manage(result.value);
      const error: unknown = context.dump(scope.manage(result.error));
      throw new Error(late() ? `the script took longer than ${limits.milliseconds} ms` : describe(error));
    };

    const collect = unwrap(context.evalCode(scriptPrelude(data), 'prelude.js'));
    const returned = unwrap(
      context.evalCode(`(function () {${source}\n})()`, 'script.js', { strict: false }),
    );
    const text = context.getString(unwrap(context.callFunction(collect, context.undefined, returned)));
    if (text.length > resultCharacters) throw new Error('the script leaves too much in its variables');
    const parsed: unknown = JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
    return resultShape.parse(parsed);
  });
}

/**
 * True once the script has used up its time. It is measured in CPU time, so that a machine that is busy with other
 * things does not make good scripts fail; the clock on the wall only bounds it.
 */
function createDeadline(milliseconds: number): () => boolean {
  const start = performance.now();
  const used = process.cpuUsage();
  return () => {
    const elapsed = performance.now() - start;
    if (elapsed <= milliseconds) return false;
    const { user, system } = process.cpuUsage(used);
    return (user + system) / 1_000 > milliseconds || elapsed > milliseconds * wallClockShare;
  };
}

function describe(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const name = 'name' in error ? `${String(error.name)}: ` : '';
    return `the script failed: ${name}${String(error.message)}`.slice(0, 500);
  }
  return `the script failed: ${String(error)}`.slice(0, 500);
}

/** Compiled code, not data: one WASM module for the process, made when the first script runs. */
let compiled: Promise<QuickJSWASMModule> | null = null;
function compiledModule(): Promise<QuickJSWASMModule> {
  compiled ??= newQuickJSWASMModule().then((quickjs) => {
    // The first run pays for the engine's own start; no author's script should.
    quickjs.evalCode('1 + 1');
    return quickjs;
  });
  return compiled;
}
function forgetModule(): void {
  compiled = null;
}
