import {
  newQuickJSWASMModule,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
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
  using runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(limits.bytes);
  runtime.setMaxStackSize(stackBytes);
  using context = runtime.newContext();
  const deadline = performance.now() + limits.milliseconds;
  runtime.setInterruptHandler(() => performance.now() > deadline);
  const late = () => performance.now() > deadline;
  const explain = (error: unknown) =>
    new Error(late() ? `the script took longer than ${limits.milliseconds} ms` : describe(error));

  using collect = unwrap(context, context.evalCode(scriptPrelude(data), 'prelude.js'), explain);
  const wrapped = `(function () {${source}\n})()`;
  using returned = unwrap(context, context.evalCode(wrapped, 'script.js', { strict: false }), explain);
  using json = unwrap(context, context.callFunction(collect, context.undefined, returned), explain);
  const text = context.getString(json);
  if (text.length > resultCharacters) throw new Error('the script leaves too much in its variables');
  const parsed: unknown = JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
  return resultShape.parse(parsed);
}

type Result = ReturnType<QuickJSContext['evalCode']>;
function unwrap(context: QuickJSContext, result: Result, explain: (error: unknown) => Error): QuickJSHandle {
  if (result.error === undefined) return result.value;
  using handle = result.error;
  throw explain(context.dump(handle));
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
  compiled ??= newQuickJSWASMModule();
  return compiled;
}
function forgetModule(): void {
  compiled = null;
}
