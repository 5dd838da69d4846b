import { defaultSettings } from '../../../contracts/settings.ts';
import { checkDraft } from '../../../topics/authoring/checkDraft.ts';
import { createCatalog } from '../../../topics/catalog.ts';
import { playDialogue } from '../../../topics/dialogues/playDialogue.ts';
import { readYaml } from '../../../topics/validation/readYaml.ts';
import { topic } from './support/conversation.ts';

const empty = createCatalog([]);

describe('a text of the largest size is checked without holding up the server', () => {
  it('with 20,000 different keys', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => `key${at}: 1`);
    expect(checkDraft(keys.join('\n'), null, empty).topic).toBeNull();
  });

  it('with as many mistakes it tells the first hundred', () => {
    expect(checkDraft('a: 1\n'.repeat(20_000), null, empty).problems).toHaveLength(100);
    expect(checkDraft('&a '.repeat(20_000), null, empty).topic).toBeNull();
  });

  it('with more elements than a topic may have', () => {
    const elements = Array.from({ length: 600 }, (_, at) => ({ id: `e${at}`, kind: 'text', text: 'Hello' }));
    const text = JSON.stringify({ name: 'many', title: 'Many', type: 'topic', elements });
    expect(checkDraft(text, null, empty).problems[0]?.message).toMatch(/at most 500 entries/);
  });
});

it('a key twice is found in maps of both forms, where it stands the second time', () => {
  expect(readYaml('a: {b: 1, b: 2}\nc:\n  d: 1\n  d: 2\n')).toMatchObject({
    ok: false,
    problems: [{ offset: 10 }, { offset: 28 }],
  });
});

it('conversations go on while a dialogue plays', async () => {
  const elements = [
    { id: 'wait', kind: 'pause', seconds: 1 },
    { id: 'again', kind: 'text', text: '.', next: 'wait' },
  ];
  const tests = [{ name: 'long', steps: [{ after: '50 seconds' }] }];
  const waiting = topic(elements, { tests });
  let others = 0;
  const timer = setInterval(() => (others += 1), 0);
  await playDialogue(empty, waiting, waiting.tests[0]!, defaultSettings());
  clearInterval(timer);
  expect(others).toBeGreaterThan(5);
});
