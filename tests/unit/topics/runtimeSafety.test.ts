import { createCatalog } from '../../../topics/catalog.ts';
import { applyPlan, planVersions } from '../../../topics/planVersions.ts';
import { readDialogState } from '../../../topics/readDialogState.ts';
import { converse, shippedTopics, topic } from './support/conversation.ts';

const elements = [
  {
    id: 'color',
    kind: 'choice_input',
    prompt: 'Which color?',
    choices: [{ value: 'red' }, { value: 'blue' }],
  },
  { id: 'when', kind: 'date_input', prompt: 'When?' },
  { id: 'done', kind: 'text', text: '{{ vaInputs.color }} on {{ vaInputs.when }}.' },
];
const other = topic([{ id: 'told', kind: 'text', text: 'The canteen opens at noon.' }], {
  name: 'canteen',
  title: 'Canteen',
  utterances: { en: ['when does the canteen open'] },
});

/** In the middle of a topic whose next version has other questions. */
async function inTheMiddle() {
  const shipped = await shippedTopics();
  const sample = topic(elements, {
    resume_after_switch: true,
    translations: { de: { 'when.prompt': 'Wann?' } },
  });
  const first = applyPlan([], planVersions([], [...shipped, sample, other]));
  const next = topic([{ id: 'shape', kind: 'text_input', prompt: 'Which shape?' }]);
  const second = applyPlan(first, planVersions(first, [...shipped, next, other]));
  const talk = converse({ catalog: createCatalog(first) });
  await talk.requester.says('run the sample');
  await talk.requester.says('red');
  return { ...talk, first, second };
}

describe('a conversation in the middle of a topic survives', () => {
  it('the publishing of a new version, a switch away and back, and a change of language', async () => {
    const { requester, va, publish, second } = await inTheMiddle();
    publish(createCatalog(second));
    await requester.says('when does the canteen open');
    await requester.says('yes');
    va.replies('The canteen opens at noon.', 'Back to “Sample”.', 'When?');
    await requester.says('auf Deutsch bitte');
    va.replies('Wann?');
    await requester.says('2026-04-01');
    va.replies('red on 2026-04-01.');
  });

  it('a correction after the publishing keeps its version', async () => {
    const { requester, va, publish, second, state } = await inTheMiddle();
    publish(createCatalog(second));
    await requester.says('actually blue');
    va.replies(/“blue”/, 'When?');
    expect(state().stack[0]).toMatchObject({ version: 1, inputs: { color: 'blue' } });
  });

  it('the retirement of its topic', async () => {
    const { requester, va, publish, first } = await inTheMiddle();
    publish(createCatalog(first.map((one) => (one.name === 'sample' ? { ...one, current: false } : one))));
    await requester.says('tomorrow');
    va.replies('red on 2026-03-19.');
  });
});

describe('the stored state', () => {
  it('of version 1 is read', () => {
    const old = {
      v: 1,
      stack: [],
      pending: null,
      completed: true,
      surveyed: false,
      lastTopic: 'VPN',
      context: {},
    };
    expect(readDialogState(JSON.parse(JSON.stringify(old)))).toEqual({
      ...old,
      v: 2,
      experience: null,
      languageKnown: true,
      unlabelled: null,
    });
  });

  it('of another shape is none', () => {
    expect([null, 'x', { v: 3, stack: [] }, { v: 1 }].map(readDialogState)).toEqual([null, null, null, null]);
  });
});
