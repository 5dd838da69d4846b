import { defaultSettings } from '../../../contracts/settings.ts';
import type { TopicValue } from '../../../topics/dialog.ts';
import { compileExpression } from '../../../topics/expressions/conditions.ts';
import { createExpressions } from '../../../topics/expressions/expressions.ts';
import { buildScope } from '../../../topics/expressions/scope.ts';
import { inSample } from './support/conversation.ts';

function scopeWith(vars: Record<string, TopicValue>) {
  const requester = { id: 'u1', name: 'Ada', guest: true };
  const settings = defaultSettings();
  const context = { conversationId: 'c1', number: 'IMS1', locale: 'en', channel: 'web', requester, settings };
  return { ...buildScope(context, new Date('2026-03-02T09:00:00Z'), {}), vaVars: vars };
}

describe('an expression ends, whatever it loops over', () => {
  it.each([
    ['blanks before a loop', 'vaVars.list .map (x, vaVars.list .map (y, x))', { list: Array(5_000).fill(1) }],
    [
      'a list that it makes itself',
      "vaVars.said.split('').map(x, vaVars.said.split('').exists(y, y == 'b')).size()",
      { said: 'a'.repeat(8_000) },
    ],
  ])('%s', (_, expression, vars) => {
    const started = performance.now();
    expect(() => compileExpression(expression)(scopeWith(vars))).toThrow(/loops over too much|too much/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each(["vaVars.said.replace('a', vaVars.said)", "vaVars.said.split('').join(vaVars.said)"])(
    '%s',
    (expression) => {
      const evaluate = compileExpression(expression);
      expect(() => evaluate(scopeWith({ said: 'a'.repeat(8_000) }))).toThrow(/would make too long a text/);
      expect(evaluate(scopeWith({ said: 'a' }))).toBe('a');
    },
  );
});

it('a template makes no endless text', () => {
  const template = '{% for i in (1..1000) %}{{ vaVars.said }}{% endfor %}';
  expect(() => createExpressions().render(template, scopeWith({ said: 'a'.repeat(8_000) }))).toThrow(
    /longer than 250000 characters/,
  );
});

describe('what an author doubles each time', () => {
  const doubled = {
    list: { expr: '[vaVars.x, vaVars.x]' },
    text: { expr: 'vaVars.x + vaVars.x' },
    template: '{{ vaVars.x }}{{ vaVars.x }}',
  };
  it.each(Object.entries(doubled))('is an error before there is too much of it: %s', async (_, source) => {
    const elements = ['a', 'b'].map((id) => ({
      id,
      kind: 'set',
      values: { x: source },
      next: id === 'a' ? 'b' : 'a',
    }));
    const { eventsOf, state } = await inSample(elements, {}, { variables: { x: 'abcdefgh' } });
    expect(eventsOf('faulted')[0]?.message).toMatch(/too much|longer than/);
    expect(JSON.stringify(state()).length).toBeLessThan(10_000);
  });
});

it('a turn that would leave more than can be kept is an error, and the conversation goes on', async () => {
  const elements = [
    { id: 'call', kind: 'http_action', connection: 'crm', path: '/all', method: 'GET', into: 'first' },
    {
      id: 'copies',
      kind: 'set',
      values: { a: { expr: 'vaVars.first.body' }, b: { expr: 'vaVars.first.body' } },
    },
    { id: 'ask', kind: 'text_input', prompt: 'Well?' },
  ];
  const body = 'x'.repeat(1_200_000);
  const { eventsOf, state, va } = await inSample(elements, {
    callConnection: async () => ({ status: 200, body, failure: null }),
  });
  va.replies(/something went wrong/);
  expect(eventsOf('faulted')).toHaveLength(1);
  expect(JSON.stringify(state()).length).toBeLessThan(10_000);
});
