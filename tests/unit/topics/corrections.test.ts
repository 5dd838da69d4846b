import { readCorrection } from '../../../topics/readCorrection.ts';
import { converse, inSample, topic, withSetup } from './support/conversation.ts';

const urgency = {
  id: 'urgency',
  kind: 'choice_input',
  prompt: 'How urgent is it?',
  choices: [
    { value: 'urgent', label: 'Urgent' },
    { value: 'normal', label: 'Normal' },
  ],
};
const device = {
  id: 'device',
  kind: 'choice_input',
  prompt: 'Which device is it?',
  choices: [
    { value: 'laptop', label: 'Laptop' },
    { value: 'phone', label: 'Phone' },
  ],
};
const since = { id: 'since', kind: 'date_input', prompt: 'Since when?' };
const people = {
  id: 'people',
  kind: 'text_input',
  validation: 'number',
  prompt: 'How many people are affected?',
};
const email = { id: 'email', kind: 'text_input', validation: 'email', prompt: 'How can we reach you?' };
const words = { id: 'words', kind: 'text_input', prompt: 'Please describe it.' };
const sum = {
  id: 'sum',
  kind: 'text',
  text: '{{ vaDisplay.urgency }}/{{ vaDisplay.device }}/{{ vaInputs.since }}/{{ vaInputs.people }}/{{ vaInputs.email }}/{{ vaInputs.words }}',
};
const all = [urgency, device, since, people, email, words, sum];

/** The sample, answered up to the question named. */
async function upTo(question: string) {
  const talk = await inSample(all);
  for (const [id, answer] of [
    ['urgency', 'normal'],
    ['device', 'phone'],
    ['since', '2026-03-16'],
    ['people', '3'],
    ['email', 'old@example.com'],
  ] as const) {
    if (id === question) break;
    await talk.requester.says(answer);
  }
  return talk;
}

describe('correcting an earlier answer (dialog acts)', () => {
  it.each([
    ['device', 'actually it is urgent', 'urgency', 'Urgent', 'Which device is it?'],
    ['since', 'no, I meant laptop', 'device', 'Laptop', 'Since when?'],
    ['since', 'sorry, laptop not phone', 'device', 'Laptop', 'Since when?'],
    ['since', 'the laptop', 'device', 'Laptop', 'Since when?'],
    ['people', 'change the date to yesterday', 'since', 'Tuesday 17 March 2026', /How many/],
    ['people', 'actually it is urgent', 'urgency', 'Urgent', /How many/],
    ['people', 'change the device to laptop', 'device', 'Laptop', /How many/],
    ['email', 'correction: 5 people', 'people', '5', /reach you/],
    ['email', 'make that 5 people', 'people', '5', /reach you/],
    ['words', 'wait, my email is x@y.example', 'email', 'x@y.example', 'Please describe it.'],
    ['words', 'actually it is urgent', 'urgency', 'Urgent', 'Please describe it.'],
    ['words', 'ändere das Datum auf 2026-03-17', 'since', 'Tuesday 17 March 2026', 'Please describe it.'],
    ['words', 'Korrektur: 5 people', 'people', '5', 'Please describe it.'],
  ])('at %s, "%s" changes %s', async (at, said, element, to, question) => {
    const { requester, va, eventsOf } = await upTo(at);
    await requester.says(said);
    expect(eventsOf('answer_corrected')).toMatchObject([{ topic: 'sample', element, to }]);
    va.replies(`All right, I have changed that to “${to}”.`, question);
  });

  it.each([
    ['device', 'phone'],
    ['device', 'actually the phone'],
    ['words', 'it is a laptop from last year that keeps crashing'],
    ['words', 'no, nothing happened'],
    ['words', 'urgent'],
    ['words', 'actually two of them do not even start'],
    ['words', 'sorry, I do not know'],
  ])('at %s, "%s" is the answer to the question at hand', async (at, said) => {
    const { requester, eventsOf } = await upTo(at);
    await requester.says(said);
    expect(eventsOf('answer_corrected')).toEqual([]);
    expect(eventsOf('element_run').at(-1)).not.toMatchObject({ outcome: 'invalid' });
  });

  it.each([
    ['since', 'no'],
    ['since', '2'],
    ['since', 'blargh'],
    ['since', 'wait a second'],
    ['since', 'actually that is all'],
  ])('at %s, "%s" is asked about again', async (at, said) => {
    const { requester, eventsOf } = await upTo(at);
    await requester.says(said);
    expect(eventsOf('answer_corrected')).toEqual([]);
    expect(eventsOf('element_run')).toContainEqual(expect.objectContaining({ outcome: 'invalid' }));
  });

  it('keeps the other answers, and asks nothing twice', async () => {
    const { requester, va, state } = await upTo('words');
    await requester.says('change the device to laptop');
    expect(state().stack[0]?.inputs).toEqual({
      urgency: 'normal',
      device: 'laptop',
      since: '2026-03-16',
      people: 3,
      email: 'old@example.com',
    });
    await requester.says('It broke');
    va.replies('Normal/Laptop/2026-03-16/3/old@example.com/It broke');
  });

  it('can be corrected again, and gone back from', async () => {
    const { requester, va } = await upTo('people');
    await requester.says('actually it is urgent');
    await requester.says('no, I meant normal');
    va.replies(/“Normal”/, /How many/);
    await requester.says('go back');
    va.replies('Since when?');
  });

  it('a correction that corrects nothing is no correction', async () => {
    const { requester, eventsOf, va } = await upTo('since');
    await requester.says('phone');
    expect(eventsOf('answer_corrected')).toEqual([]);
    va.replies(/did not get that date/);
  });
});

describe('the flow after a correction', () => {
  const kind = { ...device, id: 'kind' };
  const branch = {
    id: 'branch',
    kind: 'decision',
    branches: [{ when: "vaInputs.kind == 'laptop'", next: 'lid' }],
    otherwise: 'sim',
  };
  const flow = [
    kind,
    branch,
    { id: 'lid', kind: 'yes_no_input', prompt: 'Is the lid open?', yes: 'where', no: 'where' },
    { id: 'sim', kind: 'yes_no_input', prompt: 'Is there a SIM card?' },
    { id: 'where', kind: 'text_input', prompt: 'Where are you?' },
    {
      id: 'end',
      kind: 'text',
      text: '{{ vaInputs.kind }} {{ vaInputs.lid }} {{ vaInputs.sim }} {{ vaInputs.where }}',
    },
  ].map((e) => (e.id === 'end' ? { ...e, id: 'over' } : e));

  it('takes the other way, and asks what it does not know', async () => {
    const { requester, va } = await inSample(flow);
    await requester.says('phone');
    await requester.says('yes');
    await requester.says('actually it is a laptop');
    va.replies(/“Laptop”/, 'Is the lid open?');
    await requester.says('no');
    va.replies('Where are you?');
    await requester.says('Berlin');
    va.replies('laptop false  Berlin');
  });

  it('says what is new, and does not repeat what was said', async () => {
    const { requester, result } = await inSample([
      device,
      { id: 'same', kind: 'text', text: 'Thank you for that.' },
      { id: 'new', kind: 'text', text: 'A {{ vaDisplay.device }}, then.' },
      since,
      people,
    ]);
    await requester.says('phone');
    await requester.says('yesterday');
    await requester.says('no, I meant the laptop');
    expect(result().messages.map(({ text }) => text)).toEqual([
      'All right, I have changed that to “Laptop”.',
      'A Laptop, then.',
      'How many people are affected?',
    ]);
  });

  it('works inside a block and across it', async () => {
    const block = topic([device, since], { name: 'ask', title: 'Ask', type: 'block', outputs: ['device'] });
    const call = { id: 'call', kind: 'block', block: 'ask', outputs: { device: 'device' } };
    const end = { id: 'over', kind: 'text', text: 'It is the {{ vaVars.device }}.' };
    const talk = converse({ catalog: await withSetup(topic([call, people, end]), block) });
    await talk.requester.says('run the sample');
    await talk.requester.says('phone');
    await talk.requester.says('actually the laptop');
    talk.va.replies(/“Laptop”/, 'Since when?');
    await talk.requester.says('yesterday');
    await talk.requester.says('no, I meant the phone');
    talk.va.replies(/“Phone”/, /How many/);
    await talk.requester.says('3');
    talk.va.replies('It is the phone.');
  });

  it('what was submitted is not done twice: it says so and goes on', async () => {
    const note = {
      id: 'note',
      kind: 'record_action',
      action: 'create',
      table: 'incident',
      fields: { short_description: 'x' },
    };
    const { requester, va, running, eventsOf } = await inSample([device, note, since]);
    await requester.says('phone');
    await requester.says('actually it is a laptop');
    va.replies(/submitted already/, 'Since when?');
    expect(running()).toEqual(['sample/since']);
    expect(eventsOf('record_created')).toHaveLength(1);
    expect(eventsOf('answer_corrected')).toEqual([]);
  });

  it('what comes behind the last submission can still be corrected', async () => {
    const note = {
      id: 'note',
      kind: 'record_action',
      action: 'create',
      table: 'incident',
      fields: { short_description: 'x' },
    };
    const { requester, va, eventsOf } = await inSample([note, device, since]);
    await requester.says('phone');
    await requester.says('actually it is a laptop');
    va.replies(/“Laptop”/, 'Since when?');
    expect(eventsOf('record_created')).toHaveLength(1);
  });

  it('with `corrections: confirm` it asks first', async () => {
    const { requester, va, eventsOf } = await inSample(
      [device, since, people],
      {},
      { corrections: 'confirm' },
    );
    await requester.says('phone');
    await requester.says('actually it is a laptop');
    va.replies('You answered “Which device is it?” before. Shall I change that to “Laptop”?');
    await requester.says('no');
    va.replies(/leave it as it was/, 'Since when?');
    await requester.says('actually it is a laptop');
    await requester.says('yes');
    va.replies(/“Laptop”/, 'Since when?');
    expect(eventsOf('answer_corrected')).toHaveLength(1);
  });

  it('with `corrections: refuse` the words are taken as any others', async () => {
    const { requester, va, eventsOf } = await inSample([device, since], {}, { corrections: 'refuse' });
    await requester.says('phone');
    await requester.says('actually it is a laptop');
    va.replies(/did not get that date/);
    expect(eventsOf('answer_corrected')).toEqual([]);
  });

  it('a secret is asked again rather than kept', async () => {
    const pin = { id: 'pin', kind: 'text_input', secure: true, prompt: 'Your PIN?' };
    const { requester, va, state } = await inSample([device, pin, since]);
    await requester.says('phone');
    await requester.says('4711 4711');
    await requester.says('no, I meant the laptop');
    va.replies(/“Laptop”/, 'Your PIN?');
    expect(JSON.stringify(state())).not.toContain('4711');
  });
});

describe('a free answer', () => {
  const where = {
    id: 'where',
    kind: 'choice_input',
    prompt: 'Where?',
    choices: [{ value: 'Berlin' }, { value: 'Paris' }],
  };
  it.each([
    ['no, I meant the scanner', 'the scanner'],
    ['correction: my scanner jams', 'my scanner jams'],
    ['change the description to my scanner jams', 'my scanner jams'],
  ])('is corrected by “%s”', async (said, to) => {
    const { requester, eventsOf } = await inSample([{ ...words, variable: 'description' }, where]);
    await requester.says('my printer jams');
    await requester.says(said);
    expect(eventsOf('answer_corrected')).toMatchObject([{ element: 'words', to }]);
  });

  it.each(['actually it is urgent', 'wait', 'it is loud'])('is not by “%s”', async (said) => {
    const { requester, eventsOf, va } = await inSample([words, where]);
    await requester.says('my printer jams');
    await requester.says(said);
    expect(eventsOf('answer_corrected')).toEqual([]);
    va.replies(/pick one of the options/);
  });
});

it('“no, I meant …” at Anything Else does not end the conversation', async () => {
  const talk = await inSample([{ id: 'a', kind: 'text', text: 'Done.' }]);
  await talk.requester.says('no, I meant the other thing with the lamp');
  expect(talk.outcome()).toEqual({ kind: 'waiting' });
  talk.va.replies(/not sure what you mean|did not quite follow/);
});

describe('correcting a topic that has just ended', () => {
  const done = { id: 'done', kind: 'text', text: '{{ vaDisplay.urgency }}, {{ vaDisplay.device }}.' };
  const note = {
    id: 'note',
    kind: 'record_action',
    action: 'create',
    table: 'incident',
    into: 'made',
    fields: { short_description: 'x' },
  };
  /** The sample, through to Anything Else. */
  async function through(elements: unknown[], more = {}, setting = {}) {
    const talk = await inSample(elements, setting, more);
    await talk.requester.says('normal');
    await talk.requester.says('phone');
    expect(talk.running()).toEqual(['anything_else/more']);
    return talk;
  }

  it.each([
    ['actually it is urgent', 'urgency', 'Urgent', 'Urgent, Phone.'],
    ['no, I meant the laptop', 'device', 'Laptop', 'Normal, Laptop.'],
    ['change the device to laptop', 'device', 'Laptop', 'Normal, Laptop.'],
  ])('at Anything Else, “%s” takes it up again', async (said, element, to, end) => {
    const { requester, va, eventsOf, running } = await through([urgency, device, done]);
    await requester.says(said);
    va.replies(`All right, I have changed that to “${to}”.`, end, /anything else/);
    expect(eventsOf('answer_corrected')).toMatchObject([{ topic: 'sample', element, to }]);
    expect(eventsOf('topic_started').at(-2)).toMatchObject({ topic: 'sample', by: 'correction' });
    expect(running()).toEqual(['anything_else/more']);
  });

  it('asks what the other way needs to know, and can be corrected again', async () => {
    const where = {
      id: 'where',
      kind: 'text_input',
      prompt: 'Where?',
      show_if: "vaInputs.device == 'laptop'",
    };
    const { requester, va } = await through([urgency, device, where, done]);
    await requester.says('no, I meant the laptop');
    va.replies(/“Laptop”/, 'Where?');
    await requester.says('Berlin');
    va.replies('Normal, Laptop.');
    await requester.says('actually it is urgent');
    va.replies(/“Urgent”/, 'Urgent, Laptop.');
  });

  it('also works when Anything Else has been answered', async () => {
    const { requester, va, state } = await through([urgency, device, done]);
    await requester.says('yes');
    expect(state().stack).toEqual([]);
    await requester.says('actually it is urgent');
    va.replies(/“Urgent”/, 'Urgent, Phone.', /anything else/);
  });

  it('a free answer is corrected where the words mean nothing else', async () => {
    const { requester, va, eventsOf } = await through([urgency, { ...words, id: 'device' }, done]);
    await requester.says('no, I meant the scanner in the hall');
    va.replies('All right, I have changed that to “the scanner in the hall”.', /anything else/);
    expect(eventsOf('answer_corrected')).toHaveLength(1);
  });

  it('what was submitted is told with its number, and nothing is done twice', async () => {
    const { requester, va, eventsOf, running } = await through([urgency, device, note, done]);
    const { number } = eventsOf('record_created')[0]!;
    for (const said of [
      'actually it is urgent',
      'no, I meant the other thing',
      'change the date to friday',
    ]) {
      await requester.says(said);
      va.replies(
        `That has been submitted already as ${number}, so I cannot change it any more. A person can: just say “agent”.`,
        /anything else/,
      );
    }
    expect(running()).toEqual(['anything_else/more']);
    expect(eventsOf('record_created')).toHaveLength(1);
    expect(eventsOf('answer_corrected')).toEqual([]);
  });

  it('what nobody asked is told as submitted, another matter is not', async () => {
    const { requester, va } = await through([
      { ...device, id: 'urgency', choices: [{ value: 'normal' }] },
      words,
      note,
    ]);
    await requester.says('actually it is urgent');
    va.replies(/submitted already as INC/, /anything else/);
    for (const said of ['actually that is all', 'wait a second', 'actually I also need a new lamp']) {
      const { messages } = await requester.says(said);
      expect(messages.filter(({ text }) => text.includes('submitted'))).toEqual([]);
    }
  });

  it('it is told in German, and also when nothing waits', async () => {
    const { requester, va, eventsOf } = await through([urgency, device, note, done], {}, { locale: 'de' });
    await requester.says('ja');
    await requester.says('nein, ich meinte Laptop');
    va.replies(new RegExp(`schon abgeschickt, als ${eventsOf('record_created')[0]!.number};`));
  });

  it('another wish is another wish', async () => {
    const vpn = topic([{ id: 'a', kind: 'text', text: 'About the VPN.' }], {
      name: 'vpn',
      title: 'VPN',
      utterances: { en: ['my vpn keeps dropping', 'the vpn is slow'] },
    });
    const sample = topic([urgency, { ...words, id: 'device' }]);
    const talk = converse({ catalog: await withSetup(sample, vpn) });
    await talk.requester.says('run the sample');
    await talk.requester.says('normal');
    await talk.requester.says('phone');
    await talk.requester.says('actually my vpn keeps dropping');
    talk.va.replies('About the VPN.');
    // Only the latest topic is meant.
    await talk.requester.says('actually it is urgent');
    expect(talk.eventsOf('answer_corrected')).toEqual([]);
  });

  it('with `corrections: confirm` it asks first', async () => {
    const { requester, va, eventsOf } = await through([urgency, device, done], { corrections: 'confirm' });
    await requester.says('actually it is urgent');
    va.replies('You answered “How urgent is it?” before. Shall I change that to “Urgent”?');
    await requester.says('no');
    va.replies(/leave it as it was/, /anything else/);
    await requester.says('actually it is urgent');
    await requester.says('yes');
    va.replies(/“Urgent”/, 'Urgent, Phone.');
    await requester.says('yes');
    await requester.says('no, I meant the laptop');
    va.replies('Which device is it?');
    expect(eventsOf('answer_corrected')).toHaveLength(1);
  });

  it('with `corrections: refuse` it stays as it is', async () => {
    const { requester, eventsOf } = await through([urgency, device, done], { corrections: 'refuse' });
    await requester.says('actually it is urgent');
    expect(eventsOf('answer_corrected')).toEqual([]);
  });

  it('“no” and “nothing, actually” end the conversation still', async () => {
    const { requester, outcome, state } = await through([urgency, device, done]);
    await requester.says('no thank you');
    expect(outcome()).toEqual({ kind: 'finished' });
    expect(state().ended).toBeUndefined();
  });

  it('a topic that holds much is not kept', async () => {
    const { state } = await through([urgency, device, done], { variables: { much: 'x'.repeat(24_000) } });
    expect(JSON.stringify(state().ended).length).toBeLessThan(1_000);
  });
});

describe('a choice of an earlier question, picked once more', () => {
  it.each([
    ['since', 'laptop', 'device', 'Laptop', 'Since when?'],
    ['words', 'urgent', 'urgency', 'Urgent', 'Please describe it.'],
  ])('at %s, picking %s corrects %s', async (at, value, element, to, question) => {
    const { requester, va, eventsOf } = await upTo(at);
    await requester.picks(value);
    expect(eventsOf('answer_corrected')).toMatchObject([{ element, to }]);
    va.replies(`All right, I have changed that to “${to}”.`, question);
  });

  it('the same one again changes nothing and counts as no attempt', async () => {
    const { requester, va, eventsOf } = await upTo('since');
    await requester.picks('phone');
    va.replies('Since when?');
    expect(eventsOf('answer_corrected')).toEqual([]);
    expect(eventsOf('element_run')).not.toContainEqual(expect.objectContaining({ outcome: 'invalid' }));
  });

  it('several at once', async () => {
    const which = { ...device, id: 'which', multiple: true };
    const { requester, va, eventsOf } = await inSample([which, since]);
    await requester.picks('laptop');
    await requester.picks('phone', 'laptop');
    va.replies('All right, I have changed that to “Phone, Laptop”.', 'Since when?');
    expect(eventsOf('answer_corrected')).toHaveLength(1);
  });

  it.each([
    ['a value that is no choice', 'Laptop'],
    ['a choice that two questions offered', 'same'],
  ])('%s is no answer', async (_what, value) => {
    const both = (id: string) => ({
      id,
      kind: 'choice_input',
      prompt: id,
      choices: [{ value: 'same' }, { value: id }],
    });
    const { requester, eventsOf } = await inSample([device, both('a'), both('b'), since]);
    for (const answer of ['phone', 'a', 'b']) await requester.picks(answer);
    await requester.picks(value);
    expect(eventsOf('answer_corrected')).toEqual([]);
    expect(eventsOf('element_run')).toContainEqual(expect.objectContaining({ outcome: 'invalid' }));
  });

  it('is refused after a submission, and asked about where the author wants it', async () => {
    const note = {
      id: 'note',
      kind: 'record_action',
      action: 'create',
      table: 'incident',
      fields: { priority: 3 },
    };
    const sent = await inSample([device, note, since]);
    await sent.requester.picks('phone');
    await sent.requester.picks('laptop');
    sent.va.replies(/submitted already as INC/, 'Since when?');
    const careful = await inSample([device, since], {}, { corrections: 'confirm' });
    await careful.requester.picks('phone');
    await careful.requester.picks('laptop');
    careful.va.replies(/Shall I change that to “Laptop”/);
  });

  it('works at Anything Else', async () => {
    const { requester, va } = await inSample([device, sum]);
    await requester.picks('phone');
    await requester.picks('laptop');
    va.replies(/“Laptop”/, '/Laptop////', /anything else/);
  });
});

it.each(['ja', 'weiß nicht', 'keins davon'])(
  '“%s” names no choice of an earlier question in German',
  async (said) => {
    const agree = {
      id: 'agree',
      kind: 'choice_input',
      prompt: 'Einverstanden?',
      choices: [
        { value: 'yes', label: 'Ja' },
        { value: 'none', label: 'Keins davon' },
        { value: 'no', label: 'Weiß nicht' },
        { value: 'x', label: 'Etwas' },
      ],
    };
    const { requester, eventsOf } = await inSample([agree, since], { locale: 'de' });
    await requester.picks('x');
    await requester.says(said);
    expect(eventsOf('answer_corrected')).toEqual([]);
  },
);

describe('reading a correction', () => {
  it.each([
    ['actually it is urgent', true, 'urgent'],
    ['no, I meant laptop', true, 'laptop'],
    ['change the date to friday', true, 'friday'],
    ['wait, my email is x@y.z', true, 'x@y.z'],
    ['correction: 5 people', true, '5 people'],
    ['make it 7 instead', true, '7'],
    ['not the phone but the laptop', true, 'the laptop'],
    ['nein, ich meinte Laptop', true, 'Laptop'],
    ['nicht das Telefon, sondern den Laptop', true, 'den Laptop'],
    ['no', false, 'no'],
    ['it keeps dropping', false, 'it keeps dropping'],
  ])('"%s"', (text, strong, value) => {
    const reading = readCorrection(text);
    expect(reading.strong).toBe(strong);
    expect(reading.readings[0]?.value).toBe(value);
  });
});
