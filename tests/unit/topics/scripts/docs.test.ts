import { readFileSync } from 'node:fs';
import { runScript } from '../../../../topics/scripts/evaluateScript.ts';
import { limits, scriptScope } from './support/scope.ts';

const guide = readFileSync(new URL('../../../../docs/scripts.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map(([, text = '']) => text);

const scope = scriptScope({
  inputs: {
    first_name: 'Ada',
    problem: 'drops',
    urgent: true,
    floor: 3,
    room: null,
    size: 's',
    photo: { attachmentId: 'f1', name: 'photo.png' },
  },
  display: { problem: 'It keeps dropping', urgent: 'Yes' },
  defaults: { size: { value: 'm', display: 'Medium' } },
  vars: {
    list: 'Ada, Grace',
    ticket: {
      table: 'incident',
      id: 'i1',
      number: 'INC0010001',
      title: 'Screen',
      state: 'new',
      fields: { priority: 2 },
    },
  },
  context: { portal: 'it' },
  names: { answer: 'abc' },
  answers: {
    getConversationId: 'c1',
    getInteractionSysId: 'c1',
    getSearchText: 'my screen is broken',
    getTranscript: '[2026-03-18T10:00:00.000Z] Ada Lovelace: my screen is broken\n[…] …',
    getGreetingMessage: "Hello Ada, I am the IT service desk's virtual agent.",
    getClosingMessage: 'Thank you for stopping by. Have a good day!',
    getTopicSelectionMessage: 'Tell me in your own words what you need, or pick one of these.',
    didConnectToLiveAgent: false,
    isLiveAgentAvailable: true,
    isLiveAgentConfigured: true,
  },
});

/** What the comment lines at the end of an example say. */
const expected = (example: string, what: string) =>
  new RegExp(`^// ${what}: (.*)$`, 'm').exec(example)?.[1] ?? null;

it.each(examples.map((text, index) => [index + 1, text] as const))(
  'example %s of docs/scripts.md does what it says',
  async (_index, example) => {
    const [returns, does, fails] = [
      expected(example, 'returns'),
      expected(example, 'does'),
      expected(example, 'fails'),
    ];
    expect([returns, does, fails]).not.toEqual([null, null, null]);
    const result = runScript(example, scope, limits);
    if (fails !== null) return expect(result).rejects.toThrow(fails);
    const { returned, actions } = await result;
    expect(actions.map((action) => action.do).join(', ')).toBe(does ?? '');
    if (returns !== null) expect(returned).toEqual(JSON.parse(returns));
  },
);

it('every method has its own part with an example', async () => {
  const { returned } = await runScript(
    "return Object.keys(vaSystem).concat(Object.getOwnPropertyNames(Object.prototype).filter(function (name) { return /Value|Entity/.test(name) && name !== 'valueOf' }))",
    scope,
    limits,
  );
  const parts = guide.split(/^### /m).slice(1);
  const documented = parts.filter((part) => part.includes('```js')).map((part) => part.split('(')[0]);
  expect(documented.sort()).toEqual([...(returned as string[])].sort());
});

it('docs/topics.md names every method of vaSystem and leads to it', () => {
  const overview = readFileSync(new URL('../../../../docs/topics.md', import.meta.url), 'utf8');
  const methods = [...guide.slice(guide.indexOf('## vaSystem')).matchAll(/^### (.+)$/gm)].map(
    ([, heading = '']) => heading,
  );
  expect(methods.length).toBeGreaterThan(20);
  const links = methods.map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-');
    return `[\`${heading.replace(/\(.*/, '')}\`](scripts.md#${anchor})`;
  });
  expect(links.filter((link) => !overview.includes(link))).toEqual([]);
});
