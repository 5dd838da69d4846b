import { converse, inSample, topic, withSetup } from './support/conversation.ts';
import { record } from './support/records.ts';

const say = (text: string) => ({ id: 'said', kind: 'text', text });

describe('text', () => {
  it('is rendered with what is known', async () => {
    const { va } = await inSample([say('{{ requester.name }} on {{ conversation.channel }}')]);
    va.replies('Ada Lovelace on web');
  });

  it('says one of its alternates, in the same conversation always the same', async () => {
    const texts = ['one', 'two', 'three'];
    const said = new Set<string>();
    for (let i = 0; i < 30; i += 1) {
      const talk = await inSample([{ id: 'a', kind: 'text', text: texts }], { conversationId: `c${i}` });
      said.add(talk.result().messages[0]!.text);
    }
    expect([...said].sort()).toEqual(['one', 'three', 'two']);
  });

  it('has no way to prototypes, files or chance', async () => {
    const { va } = await inSample([say('[{{ requester.constructor }}{{ vaVars.__proto__ }}]')]);
    va.replies('[]');
  });
});

describe('text input', () => {
  const input = (more: object) => [
    { id: 'x', kind: 'text_input', prompt: 'Well?', ...more },
    say('Got {{ vaInputs.x }}'),
  ];
  it.each([
    ['email', 'Ada@Example.com', 'ada@example.com'],
    ['phone', '0044 20 7946-0000', '+442079460000'],
    ['url', 'https://example.com/a', 'https://example.com/a'],
    ['ip', '192.0.2.10', '192.0.2.10'],
    ['ip', '2001:DB8::1', '2001:db8::1'],
    ['number', '1,200', '1200'],
    ['number', 'three', '3'],
    ['number', 'about 5 people', '5'],
    ['number', 'just me', '1'],
    ['number', 'twelve', '12'],
  ])('%s takes %s', async (validation, said, got) => {
    const { requester, va } = await inSample(input({ validation }));
    await requester.says(said);
    va.replies(`Got ${got}`);
  });

  it.each([
    ['email', 'ada at example', /e-mail address/],
    ['phone', '12345', /country code/],
    ['url', 'example', /web address/],
    ['ip', '300.1.1.1', /IP address/],
    ['number', 'some', /need a number/],
  ])('%s refuses %s and asks again', async (validation, said, hint) => {
    const { requester, va, running } = await inSample(input({ validation }));
    await requester.says(said);
    va.replies(hint);
    expect(running()).toEqual(['sample/x']);
  });

  it('checks a pattern, which cannot run away', async () => {
    const { requester, va } = await inSample(input({ validation: 'pattern', pattern: '(a+)+b' }));
    await requester.says('a'.repeat(60));
    va.replies(/form I need/);
    await requester.says('aaab');
    va.replies('Got aaab');
  });

  it('checks the length', async () => {
    const { requester, va } = await inSample(input({ min_length: 5, max_length: 8 }));
    await requester.says('abc');
    va.replies(/at least 5/);
    await requester.says('abcdefghi');
    va.replies(/under 8/);
  });

  it('says its own words when it asks again', async () => {
    const { requester, va } = await inSample(input({ validation: 'number', reprompt: 'Just a number.' }));
    await requester.says('lots');
    va.replies('Just a number.');
  });

  it('logs what was asked, wrong and answered', async () => {
    const { requester, eventsOf } = await inSample(input({ validation: 'number' }));
    await requester.says('lots');
    await requester.says('7');
    const runs = eventsOf('element_run').filter(({ element }) => element === 'x');
    expect(runs).toMatchObject([
      { outcome: 'waiting', output: 'Well?' },
      { outcome: 'invalid', input: 'lots' },
      { outcome: 'answered', input: '7', output: '7' },
    ]);
  });
});

describe('number limits', () => {
  const people = { id: 'x', kind: 'text_input', validation: 'number', prompt: 'How many?' };
  it.each([
    [{ min: 1 }, '0', /1 or more/],
    [{ max: 5 }, '6', /5 or less/],
    [{ min: 1, max: 5 }, '6', /between 1 and 5/],
    [{ integer: true }, '2.5', /whole number/],
  ])('%j: %s', async (limits, said, hint) => {
    const { requester, va } = await inSample([
      { ...people, ...limits },
      { id: 'got', kind: 'text', text: '{{ vaInputs.x }}.' },
    ]);
    await requester.says(said);
    va.replies(hint);
    await requester.says('two');
    va.replies('2.');
  });
  it('are for numbers only', () => {
    expect(() => topic([{ ...people, validation: 'text', min: 1 }])).toThrow(/are for/);
  });
});

describe('a secret', () => {
  const pin = { id: 'pin', kind: 'text_input', prompt: 'Your PIN?', secure: true };
  it('is there for the same turn only, and nowhere in what is stored', async () => {
    const talk = await inSample([
      pin,
      {
        id: 'check',
        kind: 'decision',
        branches: [{ when: "vaInputs.pin == '48151623'", next: 'right' }],
        otherwise: 'wrong',
      },
      { id: 'wrong', kind: 'text', text: 'Wrong', next: 'end' },
      { id: 'right', kind: 'text', text: 'Right, {{ vaInputs.pin }}' },
    ]);
    const result = await talk.requester.says('48151623');
    talk.va.replies('Right, ••••••');
    expect(JSON.stringify(result)).not.toContain('48151623');
    expect(result.secureInput).toBe(true);
  });

  it('is never taken for another wish', async () => {
    const talk = await inSample([{ ...pin, min_length: 40 }]);
    const result = await talk.requester.says('run the sample');
    expect(result.events.some(({ type }) => type === 'topic_discovered')).toBe(false);
    expect(JSON.stringify(result.events)).not.toContain('run the sample');
  });
});

describe('choice input', () => {
  const choices = [
    { value: 'drops', label: 'It keeps dropping' },
    { value: 'slow', label: 'It is very slow' },
  ];
  const elements = [
    { id: 'what', kind: 'choice_input', prompt: 'What?', choices },
    say('{{ vaInputs.what }}: {{ vaDisplay.what }}'),
  ];

  it('offers its choices', async () => {
    const { result } = await inSample(elements);
    expect(result().messages[0]).toMatchObject({ type: 'choices', text: 'What?', choices });
  });

  it.each(['drops', 'It keeps dropping', 'it keeps droping', '1', 'the first one', 'dropping'])(
    'takes "%s"',
    async (words) => {
      const { requester, va } = await inSample(elements);
      await requester.says(words);
      va.replies('drops: It keeps dropping');
    },
  );

  it('takes a pick by its value', async () => {
    const { requester, va } = await inSample(elements);
    await requester.picks('slow');
    va.replies('slow: It is very slow');
  });

  it('takes several where several may be picked', async () => {
    const many = [{ ...elements[0], multiple: true }, say("{{ vaInputs.what | join: '+' }}")];
    const picked = await inSample(many);
    await picked.requester.picks('drops', 'slow');
    picked.va.replies('drops+slow');
    const typed = await inSample(many);
    await typed.requester.says('slow and dropping');
    typed.va.replies('slow+drops');
    const numbered = await inSample(many);
    await numbered.requester.says('1 2');
    numbered.va.replies('drops+slow');
  });

  it('makes its choices from records', async () => {
    const items = [
      record('catalog_item', 'CAT1', { name: 'Laptop', available: true }, 'i1'),
      record('catalog_item', 'CAT2', { name: 'Old phone', available: false }, 'i2'),
    ];
    const from = {
      table: 'catalog_item',
      where: [{ field: 'available', value: true }],
      label: '{{ item.fields.name }}',
    };
    const { requester, va } = await inSample(
      [
        { id: 'item', kind: 'choice_input', prompt: 'Which?', from },
        say('{{ vaInputs.item }} {{ vaDisplay.item }}'),
      ],
      { records: items },
    );
    expect(va.offers()).toEqual(['Laptop']);
    await requester.says('laptop');
    va.replies('i1 Laptop');
  });

  it('makes its choices from a list', async () => {
    const { requester, va } = await inSample(
      [
        {
          id: 'c',
          kind: 'choice_input',
          prompt: 'Which?',
          from: { list: 'vaVars.colors', value: '{{ item }}', label: 'The {{ item }} one' },
        },
        say('{{ vaInputs.c }}'),
      ],
      {},
      { variables: { colors: ['red', 'green'] } },
    );
    expect(va.offers()).toEqual(['The red one', 'The green one']);
    await requester.says('green');
    va.replies('green');
  });

  it('says that there is nothing, and goes where that leads', async () => {
    const from = { table: 'catalog_item', label: '{{ item.title }}' };
    const { va } = await inSample([
      {
        id: 'item',
        kind: 'choice_input',
        prompt: 'Which?',
        from,
        empty_text: 'Sold out.',
        when_empty: 'out',
      },
      say('not this'),
      { id: 'out', kind: 'text', text: 'Come back later.' },
    ]);
    va.replies('Sold out.', 'Come back later.');
  });
});

describe('yes/no input', () => {
  const elements = [
    { id: 'ok', kind: 'yes_no_input', prompt: 'OK?', yes: 'y', no: 'n' },
    { id: 'y', kind: 'text', text: 'So yes', next: 'end' },
    { id: 'n', kind: 'text', text: 'So no' },
  ];
  it.each([
    'yes',
    'Yep!',
    'sure',
    'yes please',
    'of course',
    '👍',
    'yeah it does',
    'yes since I restarted it',
  ])('"%s" is yes', async (words) => {
    const { requester, va } = await inSample(elements);
    await requester.says(words);
    va.replies('So yes');
  });
  it.each(['no', 'nope', 'No thanks', 'not really', "no it doesn't", 'nah'])('"%s" is no', async (words) => {
    const { requester, va } = await inSample(elements);
    await requester.says(words);
    va.replies('So no');
  });
  it.each(['maybe', 'yes and no', 'banana'])('"%s" is neither', async (words) => {
    const { requester, va } = await inSample(elements);
    await requester.says(words);
    va.replies(/yes or no/);
  });
});

describe('date input', () => {
  const elements = (more: object = {}) => [
    { id: 'd', kind: 'date_input', prompt: 'When?', ...more },
    say('{{ vaInputs.d }} {{ vaDisplay.d }}'),
  ];
  it('takes words, and shows the day', async () => {
    const { requester, va, result } = await inSample(elements());
    expect(result().messages[0]).toMatchObject({ type: 'date', mode: 'date' });
    await requester.says('next monday');
    va.replies('2026-03-23 Monday 23 March 2026');
  });
  it('takes what the picker sends', async () => {
    const { requester, va } = await inSample(elements({ mode: 'datetime' }));
    await requester.picks('2026-04-01T09:30');
    va.replies('2026-04-01T09:30 Wednesday 1 April 2026 at 09:30');
  });
  it('has limits, also in words', async () => {
    const { requester, va, result } = await inSample(elements({ min: 'today', max: 'in 7 days' }));
    expect(result().messages[0]).toMatchObject({ min: '2026-03-18', max: '2026-03-25' });
    await requester.says('yesterday');
    va.replies(/too early.*Wednesday 18 March/);
    await requester.says('in two weeks');
    va.replies(/too late/);
    await requester.says('tomorrow');
    va.replies(/2026-03-19/);
  });
  it('a span of time is in the past where the future is not allowed', async () => {
    const { requester, va } = await inSample(elements({ max: 'today' }));
    await requester.says('about two weeks');
    va.replies(/2026-03-04/);
  });
  it('asks rather than guesses which part is the day', async () => {
    const { requester, va } = await inSample(elements());
    await requester.says('03/04/2026');
    va.replies(/which part.*is the day/);
  });
});

describe('what inputs have in common (B4)', () => {
  const number = { id: 'n', kind: 'text_input', validation: 'number', prompt: 'How many?' };
  const after = say('Got {{ vaInputs.n }}');

  it('the answer goes where it is told', async () => {
    const { requester, va } = await inSample([
      { ...number, variable: 'people' },
      say('{{ vaInputs.people }}'),
    ]);
    await requester.says('4');
    va.replies('4');
  });
  it('skip_if passes on, with the default', async () => {
    const { va } = await inSample([{ ...number, skip_if: 'requester.email != null', default: 1 }, after]);
    va.replies('Got 1');
  });
  it('show_if passes on without it', async () => {
    const { va, eventsOf } = await inSample([{ ...number, show_if: 'requester.guest' }, after]);
    va.replies('Got ');
    expect(eventsOf('element_run')).toContainEqual(
      expect.objectContaining({ element: 'n', outcome: 'skipped' }),
    );
  });
  it('at the limit it can offer a person by way of the fallback', async () => {
    const limit = { max_attempts: 2, at_limit: 'fallback' };
    const { requester, va } = await inSample([{ ...number, ...limit }, after]);
    await requester.says('x');
    await requester.says('y');
    va.replies(/not sure what you mean|did not quite follow/);
    expect(va.offers()).toContain('Talk to a person');
  });
  it('at the limit it can ask for a person at once', async () => {
    const { requester, outcome } = await inSample([{ ...number, max_attempts: 1, at_limit: 'agent' }, after]);
    await requester.says('x');
    expect(outcome().kind).toBe('handoff_requested');
  });
  it('at the limit it can go on with the default', async () => {
    const { requester, va } = await inSample([
      { ...number, max_attempts: 1, at_limit: 'continue', default: 0 },
      after,
    ]);
    await requester.says('x');
    va.replies('Got 0');
  });
  it('at the limit it can go elsewhere', async () => {
    const { requester, va } = await inSample([
      { ...number, max_attempts: 1, at_limit: { next: 'help' } },
      { ...after, next: 'end' },
      { id: 'help', kind: 'text', text: 'Let me help' },
    ]);
    await requester.says('x');
    va.replies('Let me help');
  });
});

describe('decision and set', () => {
  const elements = [
    { id: 'count', kind: 'set', values: { n: { expr: 'vaVars.n + 1' }, words: 'n is {{ vaVars.n }}' } },
    {
      id: 'branch',
      kind: 'decision',
      branches: [
        { when: 'vaVars.n < 3', next: 'count' },
        { when: 'vaVars.n == 3', next: 'three' },
      ],
      otherwise: 'end',
    },
    { id: 'three', kind: 'text', text: '{{ vaVars.words }}' },
  ];
  it('takes the first branch that holds, and loops', async () => {
    const { va, eventsOf } = await inSample(elements, {}, { variables: { n: 0 } });
    va.replies('n is 3');
    expect(eventsOf('element_run').filter(({ element }) => element === 'count')).toHaveLength(3);
  });
  it('an unset variable is null, not an error', async () => {
    const { va } = await inSample([
      { id: 'd', kind: 'decision', branches: [{ when: 'vaVars.v == null', next: 'a' }], otherwise: 'end' },
      { id: 'a', kind: 'set', values: { v: 1 } },
      say('was null'),
    ]);
    va.replies('was null');
  });
});

describe('lookup', () => {
  const outage = record('incident', 'INC7', {
    short_description: 'Network down',
    state: 'new',
    priority: 1,
    opened_for: 'x',
  });
  const lookup = {
    id: 'l',
    kind: 'lookup',
    table: 'incident',
    where: [{ field: 'priority', op: 'lte', value: { expr: '1 + 1' } }],
    into: 'found',
  };

  it('reads into a variable and logs a related task (A1)', async () => {
    const { va, eventsOf } = await inSample(
      [{ ...lookup, limit: 1 }, say('{{ vaVars.found.number }}: {{ vaVars.found.title }}')],
      { records: [outage] },
    );
    va.replies('INC7: Network down');
    expect(eventsOf('record_viewed')).toEqual([
      {
        type: 'record_viewed',
        table: 'incident',
        id: 'inc7',
        number: 'INC7',
        title: 'Network down',
        state: 'new',
      },
    ]);
  });
  it('can show cards', async () => {
    const fields = [{ field: 'state', label: 'State' }];
    const { result } = await inSample([{ ...lookup, show: 'cards', card_fields: fields }], {
      records: [outage],
    });
    expect(result().messages[0]).toMatchObject({
      type: 'card',
      card: { number: 'INC7', fields: [{ label: 'State', value: 'new' }] },
    });
  });
  it('branches on finding nothing', async () => {
    const { va } = await inSample([
      { ...lookup, none: 'no', found: 'end' },
      { id: 'no', kind: 'text', text: 'Nothing' },
    ]);
    va.replies('Nothing');
  });
  it('values come from the conversation as data', async () => {
    const own = record('incident', 'INC8', { short_description: 'Mine', state: 'new', opened_for: 'u1' });
    const mine = { ...lookup, where: [{ field: 'opened_for', value: '{{ requester.id }}' }] };
    const { va } = await inSample([mine, say('{{ vaVars.found.size }} {{ vaVars.found[0].number }}')], {
      records: [outage, own],
    });
    va.replies('1 INC8');
  });
});

describe('record action and attach', () => {
  const create = {
    id: 'c',
    kind: 'record_action',
    action: 'create',
    table: 'incident',
    fields: { short_description: 'For {{ requester.name }}', priority: { expr: '2' }, state: 'new' },
    into: 'incident',
  };

  it('creates through an event with its id and number, and the record is known in the same turn', async () => {
    const { va, eventsOf, records } = await inSample([
      create,
      { id: 'a', kind: 'attach_record', record: 'vaVars.incident' },
      say('{{ vaVars.incident.number }}'),
    ]);
    va.replies('INC0010001');
    const [created] = eventsOf('record_created');
    expect(created).toMatchObject({
      table: 'incident',
      number: 'INC0010001',
      fields: { short_description: 'For Ada Lovelace', priority: 2, state: 'new' },
    });
    expect(eventsOf('record_attached')).toMatchObject([
      { id: created?.id, title: 'For Ada Lovelace', state: 'new' },
    ]);
    expect(records.all).toHaveLength(1);
  });
  it('updates through an event with the changes alone', async () => {
    const { eventsOf, va } = await inSample(
      [
        { id: 'l', kind: 'lookup', table: 'incident', limit: 1, into: 'one' },
        {
          id: 'u',
          kind: 'record_action',
          action: 'update',
          record: 'vaVars.one',
          fields: { state: 'resolved' },
          into: 'one',
        },
        say('{{ vaVars.one.state }}'),
      ],
      { records: [record('incident', 'INC7', { short_description: 'Old', state: 'new' })] },
    );
    va.replies('resolved');
    expect(eventsOf('record_updated')).toMatchObject([
      { number: 'INC7', title: 'Old', state: 'resolved', changes: { state: 'resolved' } },
    ]);
  });
  it('attaches by table and id', async () => {
    const { eventsOf } = await inSample(
      [{ id: 'a', kind: 'attach_record', table: 'incident', record_id: 'inc7' }],
      {
        records: [record('incident', 'INC7', { short_description: 'Old', state: 'new' })],
      },
    );
    expect(eventsOf('record_attached')).toMatchObject([{ number: 'INC7', via: 'attach' }]);
  });
});

describe('card and link', () => {
  it('shows a record', async () => {
    const { result } = await inSample(
      [
        { id: 'l', kind: 'lookup', table: 'incident', limit: 1, into: 'one' },
        {
          id: 'c',
          kind: 'card',
          record: 'vaVars.one',
          fields: [{ label: 'State', value: '{{ vaVars.one.state }}' }],
        },
      ],
      { records: [record('incident', 'INC7', { short_description: 'Old', state: 'new' })] },
    );
    expect(result().messages[0]).toMatchObject({
      type: 'card',
      card: { title: 'Old', fields: [{ label: 'State', value: 'new' }] },
    });
  });
  it('shows links', async () => {
    const links = [{ url: 'https://example.com/?q={{ requester.id }}', label: 'Look' }];
    const { result } = await inSample([{ id: 'l', kind: 'link', text: 'Here', links }]);
    expect(result().messages[0]).toMatchObject({
      type: 'link',
      text: 'Here',
      links: [{ url: 'https://example.com/?q=u1', label: 'Look' }],
    });
  });
});

describe('topic block', () => {
  const block = topic(
    [
      { id: 'ask', kind: 'text_input', prompt: '{{ vaVars.question }}' },
      { id: 'keep', kind: 'set', values: { shout: '{{ vaInputs.ask | upcase }}' } },
    ],
    {
      name: 'shouter',
      title: 'Shouter',
      type: 'block',
      inputs: { question: { default: 'Well?' } },
      outputs: ['shout'],
    },
  );
  const call = {
    id: 'b',
    kind: 'block',
    block: 'shouter',
    inputs: { question: 'Who, {{ requester.name }}?' },
    outputs: { loud: 'shout' },
  };

  it('maps inputs in and outputs out, over turns', async () => {
    const talk = converse({ catalog: await withSetup(topic([call, say('{{ vaVars.loud }}')]), block) });
    await talk.requester.says('run the sample');
    talk.va.replies('Who, Ada Lovelace?');
    expect(talk.running()).toEqual(['sample/b', 'shouter/ask']);
    await talk.requester.says('me');
    talk.va.replies('ME', /anything else/);
    expect(talk.eventsOf('topic_started')).toContainEqual(
      expect.objectContaining({ topic: 'shouter', by: 'block', topicKind: 'block' }),
    );
  });
  it('its own variables are not the caller’s', async () => {
    const talk = converse({
      catalog: await withSetup(topic([{ ...call, outputs: {} }, say('[{{ vaVars.shout }}]')]), block),
    });
    await talk.requester.says('run the sample');
    await talk.requester.says('me');
    talk.va.replies('[]');
  });
});

describe('switch topic', () => {
  const other = topic([say('Other here')], { name: 'other', title: 'Other', utterances: {} });
  it('goes over, and this topic ends', async () => {
    const talk = converse({
      catalog: await withSetup(
        topic([{ id: 's', kind: 'switch_topic', topic: 'other' }, say('not this')]),
        other,
      ),
    });
    await talk.requester.says('run the sample');
    talk.va.replies('Other here', /anything else/);
    expect(talk.eventsOf('topic_ended')[0]).toMatchObject({ topic: 'sample', outcome: 'interrupted' });
  });
  it('with resume this topic goes on afterwards', async () => {
    const talk = converse({
      catalog: await withSetup(
        topic([{ id: 's', kind: 'switch_topic', topic: 'other', resume: true }, say('Back again')]),
        other,
      ),
    });
    await talk.requester.says('run the sample');
    talk.va.replies('Other here', 'Back again', /anything else/);
  });
});

describe('end', () => {
  it('can wait instead of asking for more', async () => {
    const { va, state } = await inSample([say('Bye'), { id: 'e', kind: 'end', follow: 'wait' }]);
    va.replies('Bye');
    expect(state().stack).toEqual([]);
  });
  it('can finish the conversation', async () => {
    const { outcome } = await inSample([{ id: 'e', kind: 'end', follow: 'finish' }]);
    expect(outcome()).toEqual({ kind: 'finished' });
  });
});
