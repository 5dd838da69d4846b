import { defaultSettings } from '../../../contracts/settings.ts';
import { topicSchema } from '../../../contracts/topic.ts';
import { playDialogue } from '../../../topics/dialogues/playDialogue.ts';
import { labelledDiscoveries } from '../../../workspace/studio/try/labelledDiscoveries.ts';
import { shippedCatalog, topic } from './support/conversation.ts';

/** Plays the first dialogue of a topic and says how each step went. */
async function play(
  dialogue: Record<string, unknown>,
  elements: unknown[],
  more: Record<string, unknown> = {},
) {
  const definition = topic(elements, { tests: [{ name: 'it', ...dialogue }], ...more });
  const [test] = topicSchema.parse(definition).tests;
  return playDialogue(await shippedCatalog(), definition, test!, defaultSettings());
}
const failureOf = async (...args: Parameters<typeof play>) => {
  const { steps, ok } = await play(...args);
  expect(ok).toBe(false);
  const last = steps.find((step) => !step.ok);
  return `${last?.step} · ${last?.failure}`;
};

const report = [
  {
    id: 'what',
    kind: 'choice_input',
    prompt: 'What happens?',
    choices: [
      { value: 'drops', label: 'It drops' },
      { value: 'slow', label: 'It is slow' },
    ],
  },
  { id: 'name', kind: 'text_input', prompt: 'Who are you?' },
  {
    id: 'make',
    kind: 'record_action',
    action: 'create',
    table: 'incident',
    into: 'made',
    fields: { short_description: 'VPN: {{ vaDisplay.what }}', priority: 3 },
  },
  { id: 'link', kind: 'attach_record', record: 'vaVars.made' },
  { id: 'done', kind: 'text', text: 'Your ticket is {{ vaVars.made.number }}.' },
];

it('plays a topic from its start to its end', async () => {
  const played = await play(
    {
      steps: [
        { replies: 'What happens?' },
        { offers: ['It drops', '*slow'] },
        { picks: 'It drops' },
        { replies: '/who (are|is)/' },
      ],
    },
    report,
  );
  expect(played.steps.map(({ step, failure }) => [step, failure])).toEqual([
    ['start: topic', null],
    ['replies: What happens?', null],
    ['offers: ["It drops","*slow"]', null],
    ['picks: It drops', null],
    ['replies: /who (are|is)/', 'expected “/who (are|is)/”, but “Who are you?” was said'],
  ]);
});

it('knows the records that were made, what was asked and what is known', async () => {
  const played = await play(
    {
      steps: [
        { picks: 'drops' },
        { expects: { topic: 'sample', inputs: { what: 'drops' } } },
        { says: 'Ada' },
        { replies: ['Your ticket is INC*.', '*anything else*'] },
        {
          expects_record: {
            table: 'incident',
            fields: { short_description: 'VPN: It*', priority: 3 },
            attached: true,
          },
        },
        { expects: { topic: 'anything_else', inputs: { name: 'Ada' }, handoff: false, finished: false } },
        { says: 'no' },
        { expects: { finished: true, topic: null } },
      ],
    },
    report,
  );
  expect(played.steps.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(played.ok).toBe(true);
  const pick = played.steps[1];
  expect(pick?.messages).toMatchObject([
    { from: 'requester', text: 'It drops' },
    { from: 'virtual_agent', text: 'Who are you?' },
  ]);
  expect(pick?.log.map(({ detail }) => detail)).toContainEqual(
    expect.stringContaining('sample/what choice_input answered'),
  );
  expect(played.steps.at(-1)?.inputs).toMatchObject({ what: 'drops', name: 'Ada' });
});

describe('a failing dialogue says what was expected and what came', () => {
  it.each([
    [
      'silence',
      [{ replies: ['What happens?', 'And now?'] }],
      'replies: ["What happens?","And now?"] · expected “And now?”, but nothing more was said',
    ],
    [
      'other choices',
      [{ offers: ['Yes', 'No'] }],
      'offers: ["Yes","No"] · expected the choices “Yes”, “No”, but “It drops”, “It is slow” were offered',
    ],
    [
      'a choice that is not there',
      [{ picks: 'Maybe' }],
      'picks: Maybe · there is no choice “Maybe”; “It drops”, “It is slow” were offered',
    ],
    [
      'a record that nobody made',
      [{ expects_record: { table: 'incident' } }],
      'expects_record: {"table":"incident","fields":{}} · expected a record of incident, but none was made, changed or attached',
    ],
    [
      'another record',
      [
        { picks: 'slow' },
        { says: 'Ada' },
        { expects_record: { table: 'incident', fields: { priority: 1 } } },
      ],
      expect.stringContaining('INC0010001: priority is 3 instead of 1'),
    ],
    [
      'another place',
      [{ expects: { topic: null, handoff: true } }],
      'expects: {"topic":null,"handoff":true} · expected the running topic to be null, but it is “sample”; expected a handoff to be true, but it is false',
    ],
  ])('%s', async (_what, steps, failure) => {
    expect(await failureOf({ steps }, report)).toEqual(failure);
  });

  it('what nobody expected to be said', async () => {
    const elements = [
      { id: 'a', kind: 'text', text: 'One' },
      { id: 'b', kind: 'text', text: 'Two' },
      { id: 'c', kind: 'text_input', prompt: 'Three?' },
    ];
    expect(await failureOf({ steps: [{ replies: 'One' }, { says: 'yes' }] }, elements)).toBe(
      'replies: One · “Two” and “Three?” was said too, and no "replies" expects it',
    );
    expect((await play({ steps: [{ says: 'yes' }, { says: 'no' }] }, elements)).ok).toBe(true);
  });

  it('a pattern that cannot be read', async () => {
    expect(await failureOf({ steps: [{ replies: '/(/' }] }, report)).toMatch(
      /^replies: \/\(\/ · \/\(\/ cannot be read: /,
    );
  });

  it('an element that fails', async () => {
    const elements = [{ id: 'a', kind: 'set', values: { x: { expr: '1 / 0' } } }];
    expect(await failureOf({ steps: [{ says: 'hello' }] }, elements)).toMatch(
      /^start: topic · sample\/a failed: .*1 \/ 0/,
    );
  });
});

it('a block is called with the inputs and shows its outputs', async () => {
  const elements = [
    { id: 'ask', kind: 'yes_no_input', prompt: 'Is {{ vaVars.address }} right?' },
    { id: 'keep', kind: 'set', values: { good: { expr: 'vaInputs.ask' } } },
  ];
  const played = await play(
    {
      inputs: { address: '{{ada}}@example.com' },
      steps: [
        { replies: 'Is {{ada}}@example.com right?' },
        { says: 'yes' },
        { expects: { variables: { good: true }, topic: null } },
      ],
    },
    elements,
    { type: 'block', inputs: { address: {} }, outputs: ['good'] },
  );
  expect(played.steps.flatMap(({ failure }) => failure ?? [])).toEqual([]);
});

it('a setup topic takes the place of the shipped one', async () => {
  const greeting = [{ id: 'hi', kind: 'text', text: 'Good day' }];
  const more = { type: 'setup', role: 'greeting', name: 'my_greeting' };
  expect((await play({ steps: [{ replies: 'Good day' }] }, greeting, more)).ok).toBe(true);
  const started = await play({ start: 'conversation', steps: [{ replies: 'Good day' }] }, greeting, more);
  expect(started.ok).toBe(true);
});

it('a conversation finds the topic by what is said', async () => {
  const steps = [{ says: 'run the sample' }, { replies: 'One' }];
  const played = await play({ start: 'conversation', steps }, [{ id: 'a', kind: 'text', text: 'One' }]);
  expect(played.steps.flatMap(({ failure }) => failure ?? [])).toEqual([]);
});

it('silence has its consequences when the clock moves', async () => {
  const steps = [
    { says: 'Ada' },
    { after: '3 minutes' },
    { expects: { finished: false } },
    { after: '2 hours' },
    { expects: { finished: true } },
  ];
  const elements = [
    { id: 'a', kind: 'text_input', prompt: 'Who?' },
    { id: 'b', kind: 'text_input', prompt: 'What?' },
  ];
  const played = await play({ steps }, elements);
  expect(played.steps.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(played.seconds).toBe(7_380);
  const further = await play({ steps: [...steps, { says: 'hello?' }] }, elements);
  expect(further.steps.at(-1)?.failure).toBe('the conversation is over');
});

it('the outcome of a handoff is the dialogue’s', async () => {
  const elements = [
    { id: 'a', kind: 'transfer', text: 'One moment.', queue: 'it', short_description: 'VPN' },
    { id: 'b', kind: 'text', text: 'bye' },
  ];
  const more = { handoff: { queue: 'it' } };
  const queued = await play(
    {
      steps: [
        { replies: 'One moment.' },
        { expects: { handoff: { queue: 'it', short_description: 'V*' } } },
        { says: 'anybody?' },
      ],
    },
    elements,
    more,
  );
  expect(queued.steps.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(queued.steps.at(-1)?.messages).toEqual([{ from: 'requester', text: 'anybody?', type: 'text' }]);
  const nobody = await play(
    { agents: 'no_agents', steps: [{ expects: { handoff: false } }] },
    elements,
    more,
  );
  expect(nobody.steps.flatMap(({ failure }) => failure ?? [])).toEqual([]);
});

it('shows how many choices may be picked, and takes several', async () => {
  const which = {
    id: 'which',
    kind: 'choice_input',
    prompt: 'Which of them?',
    multiple: true,
    min_choices: 2,
    max_choices: 3,
    none: 'end',
    choices: ['a', 'b', 'c'].map((value) => ({ value })),
  };
  const played = await play(
    { steps: [{ picks: ['a', 'c'] }, { expects: { inputs: { which: ['a', 'c'] } } }] },
    [which],
  );
  expect(played.ok).toBe(true);
  expect(played.steps[0]?.messages).toMatchObject([
    {
      multiple: true,
      min: 2,
      max: 3,
      choices: [{ value: 'a' }, { value: 'b' }, { value: 'c' }, { control: 'none' }],
    },
  ]);
});

it('what a discovery turned out to be can be told from the log', async () => {
  const played = await play({ start: 'conversation', steps: [{ says: 'run the sample' }, { says: 'Ada' }] }, [
    { id: 'name', kind: 'text_input', prompt: 'Who are you?' },
  ]);
  const log = played.steps.flatMap((step) => step.log);
  expect(labelledDiscoveries(log)).toMatchObject([
    { detail: expect.stringContaining('run the sample'), label: 'correct' },
  ]);
  expect(labelledDiscoveries(log.filter(({ what }) => what !== 'label'))).toMatchObject([{ label: null }]);
});

it('a language that was heard is spoken in the same turn, also when nobody could take over', async () => {
  const { steps, ok } = await play(
    {
      start: 'conversation',
      agents: 'no_agents',
      steps: [
        { says: 'ich möchte das Beispiel starten' },
        { replies: ['Ich suche jemanden.', 'Niemand ist da.', '*'] },
        { expects: { language: 'de' } },
      ],
    },
    [
      { id: 'ask', kind: 'transfer', text: 'I am looking.', on: { no_agents: 'alone' } },
      { id: 'alone', kind: 'text', text: 'Nobody is there.' },
    ],
    {
      utterances: { en: ['run the sample'], de: ['ich möchte das Beispiel starten', 'starte das Beispiel'] },
      translations: { de: { 'ask.text': 'Ich suche jemanden.', 'alone.text': 'Niemand ist da.' } },
    },
  );
  expect({ ok, failures: steps.map(({ failure }) => failure).filter((one) => one !== null) }).toEqual({
    ok: true,
    failures: [],
  });
});
