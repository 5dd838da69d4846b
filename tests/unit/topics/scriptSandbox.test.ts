import { runScript, type ScriptData } from '../../../topics/scriptSandbox.ts';
import { converse, inSample, topic, withSetup } from './support/conversation.ts';
import { record } from './support/records.ts';

const data = (more: Partial<ScriptData> = {}): ScriptData => ({
  inputs: {},
  display: {},
  vars: {},
  context: {},
  conversationId: 'c1',
  now: Date.UTC(2026, 2, 18, 10),
  seed: 's',
  liveAgentAvailable: false,
  ...more,
});
const limits = { milliseconds: 250, bytes: 32 * 1024 * 1024 };
const run = (source: string, more: Partial<ScriptData> = {}) => runScript(source, data(more), limits);

describe('the script interface (B5)', () => {
  it('reads inputs, reads and writes variables, returns a value', async () => {
    const result = await run(
      'vaVars.sum = vaInputs.a + vaVars.b; vaVars.list = [1, {x: null}]; return vaVars.sum * 2;',
      {
        inputs: { a: 2 },
        vars: { b: 3 },
      },
    );
    expect(result).toEqual({ returned: 10, vars: { b: 3, sum: 5, list: [1, { x: null }] }, actions: [] });
  });

  it('an answer with a label has its display value', async () => {
    const { returned } = await run(
      "return [vaInputs.what == 'drops', vaInputs.what.displayValue, vaInputs.what.getValue(), vaInputs.what.getDisplayValue(), vaInputs.yes === true, vaInputs.n.getDisplayValue()]",
      { inputs: { what: 'drops', yes: true, n: 4 }, display: { what: 'It keeps dropping', yes: 'Yes' } },
    );
    expect(returned).toEqual([true, 'It keeps dropping', 'drops', 'It keeps dropping', true, '4']);
  });

  it('inputs and context are read only', async () => {
    const { returned } = await run(
      "vaInputs.a = 9; vaInputs.list.length; try { 'use strict'; vaContext.page = 'x' } catch (e) {} return [vaInputs.a, vaContext.page]",
      {
        inputs: { a: 1, list: [1] },
        context: { page: 'it' },
      },
    );
    expect(returned).toEqual([1, 'it']);
  });

  it('acts through vaSystem', async () => {
    const { actions, returned } = await run(
      "vaSystem.sendSystemMessage('Hi'); vaSystem.attachRecordToConversation('incident', 'i1'); vaSystem.connectToAgent(); vaSystem.endConversation(); return [vaSystem.getConversationId(), vaSystem.isLiveAgentAvailable()]",
      { liveAgentAvailable: true },
    );
    expect(actions).toEqual([
      { do: 'say', text: 'Hi' },
      { do: 'attach', table: 'incident', id: 'i1' },
      { do: 'agent' },
      { do: 'end' },
    ]);
    expect(returned).toEqual(['c1', true]);
  });

  it('a method that is not there yet says so', async () => {
    await expect(run('vaSystem.getTranscript()')).rejects.toThrow(
      'vaSystem.getTranscript is not available yet',
    );
  });

  it('the clock and the dice are the turn’s', async () => {
    const script =
      'return [new Date().toISOString(), Date.now(), new Date(0).getTime(), Math.random(), Math.random(), new Date() instanceof Date]';
    const first = await run(script);
    expect(first.returned).toEqual((await run(script)).returned);
    expect(first.returned).toEqual([
      '2026-03-18T10:00:00.000Z',
      Date.UTC(2026, 2, 18, 10),
      0,
      expect.any(Number),
      expect.any(Number),
      true,
    ]);
    expect((await run(script, { seed: 'other' })).returned).not.toEqual(first.returned);
  });

  it('scripts know nothing of each other', async () => {
    await run('globalThis.leak = 1; Object.prototype.leak = 2; vaVars.x = 1');
    expect((await run('return [typeof leak, ({}).leak === undefined]')).returned).toEqual([
      'undefined',
      true,
    ]);
  });
});

describe('hostile scripts', () => {
  it.each([
    ['an infinite loop', 'while (true) {}', /longer than 250 ms/],
    [
      'an infinite loop that catches',
      'while (true) { try { while (true) {} } catch (e) {} }',
      /longer than 250 ms/,
    ],
    ['a memory bomb', 'var a = []; while (true) a.push(new Array(10000).fill(1));', /memory|longer/],
    ['a huge string', "var s = 'x'; while (true) s += s;", /memory|too long|longer/],
    ['a result that is too large', "vaVars.s = 'x'.repeat(1000000)", /too much/],
    ['deep recursion', 'function f() { return f() + 1 } f()', /stack|recursion/i],
    ['a regular expression that backtracks', "/(a+)+$/.test('a'.repeat(40) + 'b')", /longer than 250 ms/],
    ['a cycle', 'vaVars.a = {}; vaVars.a.a = vaVars.a', /circular/],
    ['a syntax error', 'this is not javascript', /SyntaxError/],
    ['code that closes the wrapper', '})(); while (true) {} (function () {', /longer than 250 ms/],
    ['a thrown string', "throw 'no'", /no/],
    [
      'a getter that loops',
      "Object.defineProperty(vaVars, 'x', { enumerable: true, get: function () { while (true) {} } })",
      /longer than 250 ms/,
    ],
  ])('%s fails alone', async (_what, source, message) => {
    await expect(run(source)).rejects.toThrow(message);
    expect((await run('return 1 + 1')).returned).toBe(2);
  });

  it('constructor.constructor reaches nothing of the host', async () => {
    const { returned } = await run(
      "var g = (function () {}).constructor.constructor('return globalThis')(); return [typeof g.process, typeof g.require, typeof g.fetch, typeof g.setTimeout, typeof g.std, typeof g.os]",
    );
    expect(returned).toEqual(Array(6).fill('undefined'));
  });

  it('vaSystem’s functions lead nowhere either', async () => {
    const { returned } = await run(
      "return typeof vaSystem.sendSystemMessage.constructor('return this')().process",
    );
    expect(returned).toBe('undefined');
  });

  it('prototype pollution stays inside', async () => {
    const { vars } = await run(
      'vaVars = 1; Object.prototype.polluted = 1; vaVars.__proto__ = { evil: 1 }; Object.defineProperty(vaVars, "__proto__", { value: { evil: 2 }, enumerable: true }); vaVars.ok = true',
    );
    expect(vars).toEqual({ ok: true });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(vars)).toBe(Object.prototype);
  });

  it('replacing JSON and Array changes nothing of what comes out', async () => {
    const { actions } = await run(
      "JSON.stringify = function () { return '{}' }; Array.prototype.push = function () { throw 1 }; Object.prototype.toJSON = function () { return 1 }; vaVars.a = 1",
    );
    expect(actions).toEqual([]);
  });

  it('actions that are no texts are refused', async () => {
    await expect(
      run('vaSystem.sendSystemMessage({ toString: function () { return "x".repeat(9000) } })'),
    ).rejects.toThrow();
  });

  it('imports are not there', async () => {
    const { vars } = await run("import('fs').then(function (fs) { vaVars.fs = typeof fs })");
    expect(vars).toEqual({});
  });
});

describe('a script element', () => {
  it('that fails runs the Error topic, and the process lives on', async () => {
    const { eventsOf, outcome } = await inSample([{ id: 's', kind: 'script', script: 'while (true) {}' }], {
      settings: (s) => (s.topics.scriptMilliseconds = 30),
    });
    expect(eventsOf('element_run')).toContainEqual(
      expect.objectContaining({ element: 's', outcome: 'failed', output: expect.stringContaining('30 ms') }),
    );
    expect(outcome().kind).toBe('handoff_requested');
  });

  it('keeps its variables and its result for what follows', async () => {
    const { va } = await inSample([
      { id: 's', kind: 'script', script: "vaVars.who = 'Grace';\nreturn 42;", into: 'answer' },
      { id: 't', kind: 'text', text: '{{ vaVars.who }} {{ vaVars.answer }}' },
    ]);
    va.replies('Grace 42');
  });

  it('attaches a record as a related task (A1)', async () => {
    const { eventsOf } = await inSample(
      [{ id: 's', kind: 'script', script: "vaSystem.attachRecordToConversation('incident', 'inc7')" }],
      {
        records: [record('incident', 'INC7', { short_description: 'Old', state: 'new' })],
      },
    );
    expect(eventsOf('record_attached')).toMatchObject([{ number: 'INC7' }]);
  });

  it('connects to a person, or ends the conversation', async () => {
    const agent = await inSample([{ id: 's', kind: 'script', script: 'vaSystem.connectToAgent()' }]);
    expect(agent.outcome().kind).toBe('handoff_requested');
    const end = await inSample([{ id: 's', kind: 'script', script: 'vaSystem.endConversation()' }]);
    expect(end.outcome()).toEqual({ kind: 'finished' });
  });

  it('asks the router whether a person is there', async () => {
    const elements = [
      { id: 's', kind: 'script', script: 'return vaSystem.isLiveAgentAvailable()', into: 'there' },
      { id: 't', kind: 'text', text: '{{ vaVars.there }}' },
    ];
    for (const [agents, said] of [
      ['queued', 'true'],
      ['closed_hours', 'false'],
    ] as const) {
      const talk = converse({ catalog: await withSetup(topic(elements)), agents });
      await talk.requester.says('run the sample');
      talk.va.replies(said);
    }
  });
});
