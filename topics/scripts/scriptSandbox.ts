import {
  newQuickJSWASMModule,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import { bodyCheck, callOfBody, mayBeProgram, programOf } from './scriptForms.ts';
import { scriptPrelude } from './scriptPrelude.ts';
import { createWatchdog, isTimeout, type Watchdog } from './watchdog.ts';

/** Node's types leave it to those of browsers. */
declare const WebAssembly: {
  Memory: new (descriptor: {
    initial: number;
    maximum: number;
  }) => ReturnType<QuickJSWASMModule['getWasmMemory']>;
};

/** `bytes`: of memory that a script may take, of which the engine cannot give less than 10 MiB; `milliseconds`: of processor time. */
export interface ScriptLimits {
  milliseconds: number;
  bytes: number;
}

/** What went wrong in a script, in words for its author. */
export class ScriptError extends Error {}

/** On a machine that is busy with other things a script may take so much longer on the wall than on the processor. */
const wallClockShare = 4;
/** The interrupt comes first; what it cannot reach is torn down so many milliseconds later. */
const graceMilliseconds = 50;
const stackBytes = 256 * 1024;
/** What the engine itself takes (its code's data, its stack, a context), and the least memory it starts with. */
const engineBytes = 6 * 1024 * 1024;
const pageBytes = 64 * 1024;
const firstPages = 256;

/**
 * Runs an author's JavaScript in QuickJS, which has no way to the host: `data` goes in as JSON, and what the prelude
 * makes of the result comes out as JSON. Throws `ScriptError`.
 */
export async function runInSandbox(source: string, data: object, limits: ScriptLimits): Promise<string> {
  let engine = await currentEngine(limits.bytes);
  // Another script may have broken or replaced it while this one waited.
  while (engine.broken) engine = await currentEngine(limits.bytes);
  try {
    return engine.within(limits.milliseconds * wallClockShare + graceMilliseconds, () =>
      run(engine, source, JSON.stringify(data), limits),
    );
  } catch (error) {
    if (error instanceof ScriptError) throw error;
    // The script was torn out of the engine, or the engine trapped: not only its memory may be in any state.
    engine.broken = true;
    throw new ScriptError(whyBroken(error, limits));
  }
}

/** No handle is disposed of: the next script finds the engine's memory as it was before this one. */
function run(engine: Engine, source: string, json: string, limits: ScriptLimits): string {
  const { context, start, finish, describe } = engine;
  engine.restore();
  const late = createDeadline(limits.milliseconds);
  engine.late = late;
  const call = (method: QuickJSHandle, argument: QuickJSHandle) =>
    context.callFunction(method, context.undefined, argument);
  const unwrap = (result: ScriptOutcome): QuickJSHandle => {
    if (result.error === undefined) return result.value;
    if (late()) throw new ScriptError(tooLong(limits));
    const described = call(describe, result.error);
    if (described.error === undefined)
      throw new ScriptError(sentence(context.getString(described.value), limits));
    throw new ScriptError(late() ? tooLong(limits) : 'the script failed, and so did telling why');
  };
  unwrap(call(start, context.newString(json)));
  const returned = evaluate(context, source, unwrap);
  return context.getString(unwrap(call(finish, returned)));
}

type ScriptOutcome = ReturnType<QuickJSContext['evalCode']>;

function evaluate(
  context: QuickJSContext,
  source: string,
  unwrap: (result: ScriptOutcome) => QuickJSHandle,
): QuickJSHandle {
  const file = 'script.js';
  if (mayBeProgram(source)) {
    const program = context.evalCode(programOf(source), file, { compileOnly: true });
    if (program.error === undefined) return unwrap(context.evalCode(programOf(source), file));
  }
  unwrap(context.evalCode(bodyCheck(source), file, { compileOnly: true }));
  return unwrap(context.evalCode(callOfBody(source), file));
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

const tooLong = ({ milliseconds }: ScriptLimits): string => `the script took longer than ${milliseconds} ms`;
const mebibytes = ({ bytes }: ScriptLimits): number => bytes / 1024 / 1024;

/** `text`: what the prelude's `describe` answers, the message and the stack. */
function sentence(text: string, limits: ScriptLimits): string {
  const [message = '', stack = ''] = text.split('\u0001');
  if (/out of memory/.test(message)) return `the script used more than ${mebibytes(limits)} MiB of memory`;
  const line = /script\.js:(\d+)/.exec(stack)?.[1];
  return `the script failed: ${message}${line === undefined ? '' : ` (line ${line})`}`;
}

function whyBroken(error: unknown, limits: ScriptLimits): string {
  if (isTimeout(error)) return tooLong(limits);
  if (isError(error) && error.name === 'RangeError') return 'the script failed: it is nested too deeply';
  return `the script broke its engine: ${isError(error) ? error.message : String(error)}`.slice(0, 500);
}

/** Errors of the virtual machine come from another realm, so they are no `instanceof Error`. */
function isError(error: unknown): error is { name: string; message: string } {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}

interface Engine {
  readonly context: QuickJSContext;
  /** The prelude's. */
  readonly start: QuickJSHandle;
  readonly finish: QuickJSHandle;
  readonly describe: QuickJSHandle;
  /** Makes the engine's memory what it was before the first script. */
  restore(): void;
  within: Watchdog;
  /** Whether the script at hand has used up its time. */
  late: () => boolean;
  broken: boolean;
}

/** Compiled code, not data: one WASM module for the process, made when the first script runs, and again when it breaks. */
let current: { bytes: number; engine: Promise<Engine> } | null = null;
async function currentEngine(bytes: number): Promise<Engine> {
  if (current?.bytes !== bytes) current = { bytes, engine: createEngine(bytes) };
  const mine = current;
  try {
    const engine = await mine.engine;
    if (engine.broken && current === mine) current = null;
    return engine;
  } catch (error) {
    if (current === mine) current = null;
    throw error;
  }
}

/**
 * A context costs more than most scripts do, and one that was used is never clean: so one is made with the prelude in
 * it, and the image of its memory is what every script starts from. Nothing of a script can outlive it, since all that
 * a WASM module keeps is its memory (and its stack pointer, which is back where it was when a call returns).
 */
async function createEngine(bytes: number): Promise<Engine> {
  // QuickJS's own limit counts blocks, not bytes, when it is compiled to WASM; this one V8 keeps.
  const maximum = Math.max(firstPages, Math.ceil((engineBytes + bytes) / pageBytes));
  const memory = new WebAssembly.Memory({ initial: firstPages, maximum });
  const quickjs = await newQuickJSWASMModule(newVariant(RELEASE_SYNC, { wasmMemory: memory }));
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  const context = runtime.newContext();
  const prelude = context.unwrapResult(context.evalCode(scriptPrelude, 'prelude.js'));
  const engine: Engine = {
    context,
    start: context.getProp(prelude, 'start'),
    finish: context.getProp(prelude, 'finish'),
    describe: context.getProp(prelude, 'describe'),
    restore: () => new Uint8Array(memory.buffer).set(image),
    // QuickJS asks its interrupt handler between instructions only; a loop inside one of its functions
    // (`[].indexOf.call({ length: 1e15 })`) is ended by V8's watchdog or never.
    within: createWatchdog(),
    late: () => false,
    broken: false,
  };
  runtime.setInterruptHandler(() => engine.late());
  const image = usedPart(new Uint8Array(memory.buffer));
  return engine;
}

/** Up to the last byte that is not zero. */
function usedPart(memory: Uint8Array): Uint8Array {
  let end = memory.length;
  while (end > 0 && memory[end - 1] === 0) end -= 1;
  return memory.slice(0, end);
}
