import { evaluateScript, runScript } from '../../../../topics/scripts/evaluateScript.ts';
import { limits, scriptScope } from './support/scope.ts';

/** For what takes for ever: short, since what only the watchdog ends takes four times as long and 50 ms. */
const short = { milliseconds: 50, bytes: limits.bytes };
/** For what fails for another reason: long enough for that on a busy machine. */
const long = { milliseconds: 5_000, bytes: limits.bytes };
const run = (source: string, within = limits) => runScript(source, scriptScope(), within);

/** The next script finds everything as it should be. */
async function nextIsFine(): Promise<void> {
  const { returned, vars } = await run(
    "vaVars.sum = [1, 2].map(function (n) { return n * 2 }).join('+'); return [typeof leak, ({}).leak === undefined, 'ab'.toUpperCase(), JSON.stringify({ a: 1 })]",
  );
  expect(returned).toEqual(['undefined', true, 'AB', '{"a":1}']);
  expect(vars).toEqual({ sum: '2+4' });
}

const time = /took longer than 50 ms/;
const memory = /used more than 32 MiB of memory/;
const depth = /nested too deeply|stack overflow/;

describe('a hostile script fails alone, with a reason and in bounded time', () => {
  it.each([
    // Time, where QuickJS asks for an interrupt …
    ['an infinite loop', 'while (true) {}', time],
    ['a loop that catches', 'while (true) { try { while (true) {} } catch (e) {} }', time],
    ['a loop in a finally', 'try { while (true) {} } finally { while (true) {} }', time],
    ['a regular expression that backtracks', "/(a+)+$/.test('a'.repeat(40) + 'b')", time],
    ['a generator without an end', 'return Array.from((function* () { while (true) yield 1 })())', time],
    [
      'an iterator that gives the same for ever',
      'for (var x of { [Symbol.iterator]() { return { next() { return { value: 1 } } } } });',
      time,
    ],
    // … and where it does not: loops inside its own functions.
    ['a search in a list that does not exist', '[].indexOf.call({ length: 1e15 }, 1)', time],
    ['a text in a text, naively', "'a'.repeat(4e6).indexOf('a'.repeat(2e6) + 'b')", time],
    ['the join of four billion holes', "Array(4294967295).join('')", time],
    ['the sorting of four billion holes', 'var a = []; a.length = 4e9; a.sort()', time],
    // Memory.
    ['a list that grows', 'var a = []; while (true) a.push(new Array(10000).fill(1))', memory],
    ['bytes', 'var a = []; while (true) a.push(new Uint8Array(1e6))', memory],
    ['a buffer of a gigabyte', 'new ArrayBuffer(1e9)', memory],
    [
      'buffers, and the failure caught',
      'var a = []; while (true) try { a.push(new ArrayBuffer(1e6)) } catch (e) {}',
      time,
    ],
    ['texts', "var a = []; while (true) a.push('x'.repeat(1e6) + a.length)", memory],
    ['a text that doubles', "var s = 'x'; while (true) s += s", /string too long/],
    ['a text of half a gigabyte', "'x'.repeat(Math.pow(2, 29))", memory],
    ['a typed array with a huge length', 'new Float64Array(1e8)', memory],
    ['a big number', '2n ** (2n ** 40n)', /too large/],
    // Depth.
    ['deep recursion', 'function f() { return f() + 1 } f()', depth],
    [
      'a result that is nested too deeply',
      'var x = []; for (var i = 0; i < 1e5; i++) x = [x]; return x',
      depth,
    ],
    ['JSON that is nested too deeply', "JSON.parse('['.repeat(1e5))", depth],
    ['code that is nested too deeply', "eval('('.repeat(1e5))", depth],
    ['a chain of proxies', 'var p = {}; for (var i = 0; i < 1e4; i++) p = new Proxy(p, {}); p.x', depth],
    // What comes out.
    ['a result that is too large', "vaVars.s = 'x'.repeat(1000000)", /leaves too much/],
    ['a cycle', 'vaVars.a = {}; vaVars.a.a = vaVars.a', /circular/],
    [
      'a getter that loops',
      "Object.defineProperty(vaVars, 'x', { enumerable: true, get() { while (true) {} } })",
      time,
    ],
    ['a toJSON that loops', 'vaVars.x = { toJSON() { while (true) {} } }', time],
    ['a proxy that loops', 'return new Proxy({}, { ownKeys() { while (true) {} } })', time],
    [
      'a proxy with keys without an end',
      'return new Proxy([], { get(t, k) { return k === "length" ? 1e15 : 1 } })',
      time,
    ],
    ['variables that are a number', 'vaVars.toJSON = function () { return 5 }', /cannot be used: vars/],
    ['a big integer as the result', 'return 10n', /BigInt/],
    ['fifty-one wishes', 'for (var i = 0; i < 51; i++) vaSystem.connectToAgent()', /50 things at most/],
    [
      'a message that is too long',
      "vaSystem.sendSystemMessage({ toString() { return 'x'.repeat(9000) } })",
      /cannot be used: actions/,
    ],
    // Errors.
    ['an exception of ten megabytes', "throw new Error('x'.repeat(1e7))", /^the script failed: x{400}( |$)/],
    ['an error whose message loops', 'throw { get message() { while (true) {} } }', time],
    [
      'an error whose message throws',
      'throw { get message() { throw 1 }, name: { toString() { throw 2 } } }',
      /^the script failed: /,
    ],
    ['an error that is a proxy', 'throw new Proxy({}, { get() { throw 1 } })', /^the script failed: /],
    ['a thrown text', "throw 'no'", /failed: no/],
    ['a thrown symbol', "throw Symbol('no')", /Symbol\(no\)/],
    ['a thrown null', 'throw null', /failed: null/],
    // Waiting.
    ['a promise as the result', 'return Promise.resolve(1)', /cannot wait/],
    ['an import as the result', "return import('fs')", /cannot wait/],
    ['a thenable that loops', 'return { get then() { while (true) {} } }', time],
    // The text itself.
    ['no JavaScript', 'this is not javascript', /SyntaxError/],
    ['a text that closes its function', '})(); while (true) {} (function () {', /SyntaxError/],
    ['a text that closes its function and opens one', '} + function () {', /SyntaxError/],
    ['a text that closes an arrow function', '}, () => {', /SyntaxError/],
    ['a text that goes on in a second function', '} function more() {', /SyntaxError/],
    ['a call that goes on', '(function () {})(); })(); (function () {', /SyntaxError/],
    ['a comment that is not closed', 'return 1 /*', /SyntaxError/],
    ['a template that is not closed', 'return `${1', /SyntaxError/],
    ['require', "require('fs')", /'require' is not defined/],
    ['process', 'process.exit()', /'process' is not defined/],
  ])('%s', async (_what, source, message) => {
    const started = performance.now();
    await expect(run(source, message === time ? short : long)).rejects.toThrow(message);
    expect(performance.now() - started).toBeLessThan(10_000);
    await nextIsFine();
  });
});

describe('a script gets nowhere', () => {
  it('constructor.constructor leads to the sandbox only', async () => {
    const { returned } = await run(
      "var g = (function () {}).constructor.constructor('return globalThis')(); return ['process', 'require', 'fetch', 'setTimeout', 'queueMicrotask', 'console', 'WebAssembly', 'std', 'os', 'performance'].map(function (name) { return typeof g[name] })",
    );
    expect(returned).toEqual(Array(10).fill('undefined'));
    await expect(run("[].constructor.constructor('return process')()")).rejects.toThrow(
      "'process' is not defined",
    );
  });

  it('the functions of vaSystem, vaInputs and Date lead nowhere either', async () => {
    const { returned } = await run(
      "return [vaSystem.sendSystemMessage, vaSystem.getTranscript, vaInputs.user.getValue, vaContext.getRequesterLang, Date, Math.random].map(function (f) { return typeof f.constructor('return this')().process })",
    );
    expect(returned).toEqual(Array(6).fill('undefined'));
  });

  it('eval and Function work, inside', async () => {
    expect((await run("return [eval('1 + 1'), new Function('a', 'return a * 2')(4)]")).returned).toEqual([
      2, 8,
    ]);
  });

  it('promises, async functions and imports do not run on', async () => {
    const { vars } = await run(
      "import('fs').then(function () { vaVars.fs = 1 }, function () { vaVars.fs = 2 }); Promise.resolve().then(function again() { vaVars.job = 1; Promise.resolve().then(again) }); (async function () { while (true) { await 1; vaVars.loop = 1 } })(); vaVars.ended = true",
    );
    expect(vars).toEqual({ ended: true });
    await nextIsFine();
  });

  it('line separators, HTML comments and a comment at the end are text like any other', async () => {
    expect((await run("<!-- no\nreturn 'a\u2028b\u2029' // the end")).returned).toBe('a\u2028b\u2029');
    expect((await run('return 1\n--> no')).returned).toBe(1);
    expect((await run("'use strict'; return typeof this")).returned).toBe('undefined');
  });
});

describe('nothing of a script outlives it', () => {
  it('no globals, no prototypes, no replaced functions', async () => {
    await run(`
      globalThis.leak = 1; leak2 = 2; Object.prototype.leak = 3;
      Array.prototype.map = Array.prototype.push = String.prototype.toUpperCase = function () { return 'evil' };
      JSON.stringify = JSON.parse = function () { return 'evil' };
      Object.defineProperty(Object.prototype, 'toJSON', { value: function () { return 'evil' } , configurable: true });
      Function.prototype.call = Function.prototype.apply = null;
    `);
    await nextIsFine();
    expect(({} as Record<string, unknown>).leak).toBeUndefined();
  });

  it('what it replaces changes nothing of its own result', async () => {
    const { vars, actions, returned } = await run(`
      vaVars.a = 1; vaSystem.connectToAgent();
      JSON.stringify = function () { return '{}' };
      Object.keys = Array.prototype.push = Function.prototype.call = function () { throw new Error('replaced') };
      Object.prototype.toJSON = Array.prototype.toJSON = function () { return 'evil' };
      return [2];
    `);
    expect({ vars, actions, returned }).toEqual({
      vars: { a: 1 },
      actions: [{ do: 'agent' }],
      returned: [2],
    });
  });

  it('no prototype comes out with a result', async () => {
    const { vars, returned } = await run(`
      vaVars.__proto__ = { evil: 1 };
      Object.defineProperty(vaVars, '__proto__', { value: { evil: 2 }, enumerable: true });
      vaVars.ok = true;
      return JSON.parse('{"__proto__": {"evil": 3}, "constructor": {"prototype": {"evil": 4}}}');
    `);
    expect(vars).toEqual({ ok: true });
    expect(Object.getPrototypeOf(vars)).toBe(Object.prototype);
    expect(Object.keys(returned as object)).toEqual(['constructor']);
    expect(({} as Record<string, unknown>).evil).toBeUndefined();
  });

  it('no bytes in new memory, and no data of another conversation', async () => {
    await runScript(
      "vaVars.bytes = new Uint8Array(8e6).fill(65).length; globalThis.mine = 'x'.repeat(1e6) + vaVars.secret",
      scriptScope({ vars: { secret: 'the other conversation' } }),
      limits,
    );
    const { returned } = await run(
      'var found = 0; for (var n = 0; n < 3; n++) new Uint8Array(8e6).forEach(function (b) { if (b !== 0) found++ }); return [found, typeof mine, vaVars.secret === undefined]',
      long,
    );
    expect(returned).toEqual([0, 'undefined', true]);
  });

  it('symbols, pending jobs and finalizers neither', async () => {
    await run(
      "globalThis[Symbol.for('s')] = 1; Promise.reject(1); new FinalizationRegistry(function () { globalThis.leak = 1 }).register({}, 1)",
    );
    expect((await run("return globalThis[Symbol.for('s')] === undefined")).returned).toBe(true);
    await nextIsFine();
  });

  it('scripts that wait for the same engine are not harmed when one breaks it', async () => {
    const all = await Promise.allSettled([
      run('[].indexOf.call({ length: 1e15 }, 1)', short),
      run('return 1'),
      run("JSON.parse('['.repeat(1e5))"),
      run('return 2'),
      evaluateScript('return 3', scriptScope(), { milliseconds: 250, bytes: 16 * 1024 * 1024 }),
    ]);
    expect(all.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      'failed',
      expect.objectContaining({ returned: 1 }),
      'failed',
      expect.objectContaining({ returned: 2 }),
      3,
    ]);
  });

  it('the memory limit is what is given', async () => {
    const take = (mebibytes: number) =>
      evaluateScript(`return new Uint8Array(${mebibytes} * 1024 * 1024).length`, scriptScope(), {
        milliseconds: 5_000,
        bytes: 64 * 1024 * 1024,
      });
    await expect(take(63)).resolves.toBe(63 * 1024 * 1024);
    await expect(take(65)).rejects.toThrow(/more than 64 MiB/);
  });
});
