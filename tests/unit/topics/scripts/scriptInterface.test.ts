import { evaluateScript, runScript, type ScriptScope } from '../../../../topics/scripts/evaluateScript.ts';
import { validateTopic } from '../../../../topics/validateTopic.ts';
import { limits, scriptScope } from './support/scope.ts';

const run = (source: string, more: Partial<ScriptScope> = {}) => runScript(source, scriptScope(more), limits);
const value = async (source: string, more: Partial<ScriptScope> = {}) => (await run(source, more)).returned;

describe('a script is a body with return, or the documentation’s call', () => {
  it.each([
    ['return 1 + 1', 2],
    ['return 1 + 1 // two', 2],
    ['(function execute() { return 1 + 1; })()', 2],
    ['(function execute() {\n    return 1 + 1;\n})();\n// the end', 2],
    ['// two\n/* really */ (function() { return 1 + 1; })()', 2],
    ['(function () { vaVars.x = 1 })(); return 2', 2],
    ['vaVars.x = 1', null],
    ['return function () {}', null],
    ['return undefined', null],
    ['return [1, undefined, NaN]', [1, null, null]],
    ['return new Date(0)', '1970-01-01T00:00:00.000Z'],
  ])('%s', async (source, expected) => {
    expect(await value(source)).toEqual(expected);
  });

  it.each([
    ['return 1', []],
    ['(function execute() { return 1; })()', []],
    ['})(); evil(); (function () {', ["is no valid script: Unexpected token ')'"]],
    ['var a = ;', ["is no valid script: Unexpected token ';'"]],
  ])('what is neither is refused when the topic is validated: %s', (source, messages) => {
    const text = `name: a\ntitle: A\nelements:\n  - { id: s, kind: script, script: ${JSON.stringify(source)} }\n`;
    expect(validateTopic(text, 'a.yaml').problems.map(({ message }) => message)).toEqual(messages);
  });

  it('an error says the line', async () => {
    await expect(run('var a = 1;\nreturn a.b.c;')).rejects.toThrow(
      /^the script failed: TypeError: cannot read property 'c' of undefined \(line 2\)$/,
    );
  });
});

describe('vaInputs', () => {
  it('are the answers, with their words', async () => {
    expect(
      await value(
        `return [vaInputs.what == 'drops', vaInputs.what.displayValue, vaInputs.what.getValue(), vaInputs.what.getDisplayValue(),
                 vaInputs.yes === true, vaInputs.yes.getValue(), vaInputs.yes.getDisplayValue(),
                 vaInputs.n + 1, vaInputs.n.getDisplayValue(), vaInputs.name.toUpperCase(), vaInputs.list.getDisplayValue()]`,
        {
          inputs: { what: 'drops', yes: true, n: 4, name: 'Ada', list: ['a', 'b'] },
          display: { what: 'It keeps dropping', yes: 'Yes', list: 'A, B' },
        },
      ),
    ).toEqual([
      true,
      'It keeps dropping',
      'drops',
      'It keeps dropping',
      true,
      true,
      'Yes',
      5,
      '4',
      'ADA',
      'A, B',
    ]);
  });

  it('two numbers that are alike keep their own words', async () => {
    const alike = { inputs: { a: 1, b: 1 }, display: { a: 'first', b: 'second' } };
    expect(await value('return vaInputs.b.getDisplayValue() + vaInputs.a.getDisplayValue()', alike)).toBe(
      'secondfirst',
    );
  });

  it('an unanswered one is an empty text', async () => {
    const unanswered = { inputs: { case_number: null } };
    expect(
      await value(
        'return [vaInputs.case_number != "", vaInputs.case_number.getValue(), vaInputs.case_number.getDisplayValue(), !vaInputs.case_number]',
        unanswered,
      ),
    ).toEqual([false, '', '', true]);
  });

  it('are read only', async () => {
    const { returned, vars } = await run(
      'vaInputs.a = 9; vaInputs.list[0] = 9; vaInputs.more = 9; return [vaInputs.a, vaInputs.list[0], vaInputs.more === undefined]',
      { inputs: { a: 1, list: [1] } },
    );
    expect(returned).toEqual([1, 1, true]);
    expect(vars).toEqual({});
  });

  it('a file’s value is its id', async () => {
    const file = { attachmentId: 'f1', name: 'photo.png' };
    expect(
      await value(
        'return [vaInputs.photo.getValue(), vaInputs.photo.getDisplayValue(), vaInputs.photos.getValue()]',
        {
          inputs: { photo: file, photos: [file, { attachmentId: 'f2', name: 'b.png' }] },
        },
      ),
    ).toEqual(['f1', 'photo.png', ['f1', 'f2']]);
  });

  it('a record that was looked up is found there too, field by field', async () => {
    const incident = {
      table: 'incident',
      id: 'i1',
      number: 'INC1',
      title: 'No network',
      state: 'new',
      fields: { priority: 2, title: 'own title' },
    };
    expect(
      await value(
        `return [vaInputs.ticket.priority, vaInputs.ticket.getValue(), vaInputs.ticket.getDisplayValue(), vaInputs.ticket.sys_id,
                 vaVars.ticket.priority, vaVars.ticket.fields.priority, vaVars.ticket.title, vaVars.all[0].priority, vaVars.ticket.nothing === undefined,
                 Object.keys(vaInputs).length]`,
        { vars: { ticket: incident, all: [incident] } },
      ),
    ).toEqual([2, 'i1', 'INC1', 'i1', 2, 2, 'No network', 2, true, 0]);
  });

  it('the record comes back from the script as it was', async () => {
    const incident = { table: 'incident', id: 'i1', fields: { priority: 2 } };
    expect((await run('vaVars.copy = vaVars.ticket', { vars: { ticket: incident } })).vars).toEqual({
      ticket: incident,
      copy: incident,
    });
  });

  it('the requester is vaInputs.user', async () => {
    expect(
      await value(
        'return [vaInputs.user.getValue(), vaInputs.user.getDisplayValue(), vaInputs.user.email, vaInputs.user.sys_id]',
      ),
    ).toEqual(['u1', 'Ada Lovelace', 'ada@example.com', 'u1']);
  });

  it('have their defaults', async () => {
    expect(
      await value(
        'return [vaInputs.size.getDefaultValue(), vaInputs.size.getDefaultDisplayValue(), vaInputs.other.getDefaultValue()]',
        {
          inputs: { size: null, other: null },
          defaults: { size: { value: 'm', display: 'Medium' } },
        },
      ),
    ).toEqual(['m', 'Medium', null]);
  });

  it('unbindEntity and resetAllEntities forget answers', async () => {
    const answers = { inputs: { a: true, b: 'x' } };
    const one = await run('vaInputs.a.unbindEntity(); return [vaInputs.a, vaInputs.b]', answers);
    expect(one).toMatchObject({ returned: ['', 'x'], actions: [{ do: 'forget', input: 'a' }] });
    const all = await run('vaSystem.resetAllEntities(); return [vaInputs.a, vaInputs.b]', answers);
    expect(all).toMatchObject({ returned: ['', ''], actions: [{ do: 'forget', input: null }] });
  });
});

describe('vaVars', () => {
  it('are read and written', async () => {
    const result = await run('vaVars.sum = vaInputs.a + vaVars.b; vaVars.list = [1, {x: null}];', {
      inputs: { a: 2 },
      vars: { b: 3 },
    });
    expect(result).toEqual({
      returned: null,
      vars: { b: 3, sum: 5, list: [1, { x: null }] },
      context: {},
      actions: [],
    });
  });

  it('may have the names of methods', async () => {
    expect((await run('vaVars.getValue = 1; vaVars.constructor = 2')).vars).toEqual({
      getValue: 1,
      constructor: 2,
    });
  });
});

describe('vaContext', () => {
  it('is read only, but for what a live agent is to know', async () => {
    const { context, returned } = await run(
      `vaContext.page = 'x'; vaContext.LiveAgent_short_description = 'No network'; vaContext.LiveAgent_queue = 'network';
       return [vaContext.page, vaContext.LiveAgent_queue, vaContext.getRequesterLang(), vaContext.deviceType]`,
      { context: { page: 'it', LiveAgent_queue: 'desk' }, language: 'de', channel: 'sms' },
    );
    expect(returned).toEqual(['it', 'network', 'de', 'sms']);
    expect(context).toEqual({ LiveAgent_short_description: 'No network', LiveAgent_queue: 'network' });
  });

  it('says so when a script sets something else', async () => {
    await expect(run("vaContext.other = 'x'")).rejects.toThrow(/vaContext.other cannot be set/);
  });
});

describe('the clock and the dice are the turn’s', () => {
  const script =
    'return [new Date().toISOString(), Date.now(), new Date(0).getTime(), Math.random(), Math.random(), new Date() instanceof Date, typeof Date()]';

  it('so that a turn that is decided again is decided the same', async () => {
    const first = await value(script);
    expect(first).toEqual(await value(script));
    expect(first).toEqual([
      '2026-03-18T10:00:00.000Z',
      Date.UTC(2026, 2, 18, 10),
      0,
      expect.any(Number),
      expect.any(Number),
      true,
      'string',
    ]);
    expect(await value(script, { seed: 'other' })).not.toEqual(first);
  });
});

describe('a script that only makes a value', () => {
  const evaluate = (source: string, more: Partial<ScriptScope> = {}) =>
    evaluateScript(source, scriptScope(more), limits);

  it('sees the names it is given', async () => {
    const verdict = "return answer.length > 3 ? true : 'That is too short.'";
    expect(await evaluate(verdict, { names: { answer: 'abc' } })).toBe('That is too short.');
    expect(await evaluate(verdict, { names: { answer: 'abcd' } })).toBe(true);
  });

  it('may read, and may not act', async () => {
    expect(await evaluate('return vaSystem.getConversationId()')).toBe('c1');
    await expect(evaluate('vaSystem.connectToAgent()')).rejects.toThrow(
      'vaSystem.connectToAgent may be called in a script element only',
    );
    await expect(evaluate('vaInputs.a.unbindEntity()', { inputs: { a: 'x' } })).rejects.toThrow(
      'vaInputs.a.unbindEntity may be called in a script element only',
    );
  });
});

describe('what is not here says what to use instead', () => {
  it.each([
    ["var gr = new GlideRecord('incident')", /GlideRecord is not here: read records with a lookup element/],
    ["new GlideRecordSecure('incident')", /write them with a record_action element/],
    ["gs.getMessage('hello')", /gs is not here/],
    ["vaSystem.applyLinkTemplate('i1', 'incident', 'view')", /no meaning here: there are no portals/],
    ["sn_cs.VASystemObject.getTranscriptById('c2')", /the conversation it runs in, and no other/],
    ["vaSystem['get' + 'Transcript']()", /write vaSystem.getTranscript\(…\) in full/],
    ["vaSystem.switchTopicByName('a', 'maybe')", /resumeBehavior is "resume" or "skip", not "maybe"/],
    ["vaSystem.attachRecordToConversation('incident')", /attachRecordToConversation needs a text/],
  ])('%s', async (source, message) => {
    await expect(run(source)).rejects.toThrow(message);
  });

  it('a script may use such a name for its own', async () => {
    expect(await value('var gs = 1; function GlideRecord() {} return typeof GlideRecord + gs')).toBe(
      'function1',
    );
  });
});
