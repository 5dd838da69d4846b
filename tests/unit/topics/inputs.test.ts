import { inSample } from './support/conversation.ts';
import { record } from './support/records.ts';

const got = { id: 'got', kind: 'text', text: 'Got {{ vaInputs.x }} as {{ vaDisplay.x }}' };
const colours = 'red orange yellow green blue indigo violet'.split(' ').map((value) => ({ value }));

describe('a choice input with pages', () => {
  const paged = [
    { id: 'x', kind: 'choice_input', prompt: 'Which colour?', choices: colours, page_size: 3 },
    got,
  ];
  it('shows a page with a way to the next and back, and turning it is no failed attempt', async () => {
    const { requester, va } = await inSample([{ ...paged[0], max_attempts: 1 }, got]);
    expect(va.offers()).toEqual(['red', 'orange', 'yellow', 'More']);
    await requester.picks('more_choices');
    va.replies('Here are some more.');
    expect(va.offers()).toEqual(['green', 'blue', 'indigo', 'Back', 'More']);
    await requester.says('more');
    expect(va.offers()).toEqual(['violet', 'Back']);
    await requester.says('back');
    expect(va.offers()).toEqual(['green', 'blue', 'indigo', 'Back', 'More']);
    await requester.says('the second one');
    va.replies('Got blue as blue');
  });

  it('knows the choices of other pages by name; numbers count what is shown', async () => {
    const { requester, va } = await inSample(paged);
    await requester.says('5');
    va.replies(/pick one of the options/);
    await requester.says('violet');
    va.replies('Got violet as violet');
  });

  it('begins with the first page again when it is asked anew', async () => {
    const twice = [
      { ...paged[0], id: 'x' },
      { id: 'again', kind: 'yes_no_input', prompt: 'Again?', yes: 'x' },
    ];
    const { requester, va } = await inSample(twice);
    await requester.says('more');
    await requester.says('blue');
    await requester.says('yes');
    expect(va.offers()).toEqual(['red', 'orange', 'yellow', 'More']);
  });

  it('keeps what was picked on other pages, and counts it', async () => {
    const several = { ...paged[0], multiple: true, min_choices: 2, max_choices: 3 };
    const { requester, va, result } = await inSample([several, got]);
    expect(result().messages.at(-1)).toMatchObject({ multiple: true, min: 2, max: 3 });
    await requester.picks('red', 'yellow', 'more_choices');
    await requester.picks('green', 'blue');
    va.replies(/3 at most/);
    await requester.picks('previous_choices');
    expect(result().messages.at(-1)).toMatchObject({
      choices: [{ value: 'red', picked: true }, { value: 'orange' }, { value: 'yellow', picked: true }, {}],
    });
    await requester.picks('orange');
    va.replies(/at least 2/);
    await requester.says('orange and blue');
    va.replies('Got orangeblue as orange, blue');
  });
});

describe('several picks on a page that was left', () => {
  it('are the answer when nothing more is wanted', async () => {
    const { requester, va } = await inSample([
      { id: 'x', kind: 'choice_input', prompt: 'Which?', choices: colours, page_size: 3, multiple: true },
      got,
    ]);
    await requester.picks('red', 'yellow', 'more_choices');
    expect(va.offers()).toEqual(['green', 'blue', 'indigo', 'Back', 'More', 'Done']);
    await requester.picks('done');
    va.replies('Got redyellow as red, yellow');
  });
});

describe('choices that are made', () => {
  const ask = (from: object, more: object = {}) => [
    { id: 'x', kind: 'choice_input', prompt: 'Which?', from, ...more },
    got,
  ];
  it('come from a script', async () => {
    const script = 'return [{id: "a", name: "Anna"}, {id: "b", name: "Bert"}]';
    const { requester, va } = await inSample(ask({ script, label: '{{ item.name }}' }));
    expect(va.offers()).toEqual(['Anna', 'Bert']);
    await requester.says('bert');
    va.replies('Got b as Bert');
  });
  it('come from a list of plain values', async () => {
    const { requester, va } = await inSample(
      ask({ list: '["tea", "coffee"]', label: '{{ item | upcase }}' }),
    );
    expect(va.offers()).toEqual(['TEA', 'COFFEE']);
    await requester.says('1');
    va.replies('Got tea as TEA');
  });
  it('a script that returns no list is the Error topic’s', async () => {
    const { eventsOf } = await inSample(ask({ script: 'return 5', label: 'x' }));
    expect(eventsOf('faulted')[0]?.message).toMatch(/returned no list/);
  });
  it('says the author’s words when there is nothing, and goes where the author says', async () => {
    const { va } = await inSample([
      ...ask({ script: 'return []', label: 'x' }, { empty_text: 'Nothing there.', when_empty: 'out' }),
      { id: 'out', kind: 'text', text: 'Out.' },
    ]);
    va.replies('Nothing there.', 'Out.');
  });
});

describe('a grouped choice input', () => {
  it('shows choices under their groups and takes one by name or number', async () => {
    const groups = [
      { label: 'Computers', choices: [{ value: 'laptop', label: 'Laptop' }] },
      { label: 'Screens', choices: [{ value: 'big', label: 'Big screen' }] },
    ];
    const { requester, va, result } = await inSample([
      { id: 'x', kind: 'grouped_choice_input', prompt: 'What?', groups },
      got,
    ]);
    expect(result().messages.at(-1)).toMatchObject({
      type: 'choices',
      choices: [
        { value: 'laptop', group: 'Computers' },
        { value: 'big', group: 'Screens' },
      ],
    });
    await requester.says('2');
    va.replies('Got big as Big screen');
  });
  it('groups records by a field, the groups together', async () => {
    const incident = (number: string, state: string) =>
      record('incident', number, { short_description: `About ${number}`, state, opened_for: 'u1' });
    const { result } = await inSample(
      [
        {
          id: 'x',
          kind: 'grouped_choice_input',
          prompt: 'Which?',
          from: { table: 'incident', label: '{{ item.number }}', group: '{{ item.fields.state }}' },
        },
      ],
      { records: [incident('INC1', 'new'), incident('INC2', 'closed'), incident('INC3', 'new')] },
    );
    const message = result().messages.at(-1);
    const shown =
      message?.type === 'choices' ? message.choices.map(({ label, group }) => [label, group]) : [];
    expect(shown.map(([, group]) => group)).toEqual(['new', 'new', 'closed']);
  });
});

describe('a carousel input', () => {
  const cards = [
    { value: 'air', label: 'Air', image_url: 'https://pictures.example.com/air.png', alt: 'A thin laptop' },
    { value: 'pro', label: 'Pro', image_url: '/pictures/pro.png', alt: 'A thick laptop' },
  ];
  it('shows pictures with what they show', async () => {
    const { requester, va, result } = await inSample([
      { id: 'x', kind: 'carousel_input', prompt: 'Which one?', choices: cards },
      got,
    ]);
    expect(result().messages.at(-1)).toMatchObject({
      type: 'carousel',
      choices: [{ value: 'air', imageUrl: cards[0]!.image_url, alt: 'A thin laptop' }, { value: 'pro' }],
    });
    await requester.says('the pro please');
    va.replies('Got pro as Pro');
  });
  it('loads no address that runs something', async () => {
    const list = '[{"id": "a", "url": "javascript:alert(1)"}]';
    const { eventsOf } = await inSample([
      {
        id: 'x',
        kind: 'carousel_input',
        prompt: 'Which one?',
        from: { list, label: 'A', image_url: '{{ item.url }}', alt: 'A' },
      },
    ]);
    expect(eventsOf('faulted')).toHaveLength(1);
  });
});

describe('a yes or no input', () => {
  it('has the author’s labels and understands them', async () => {
    const { requester, va } = await inSample([
      { id: 'x', kind: 'yes_no_input', prompt: 'When?', yes_label: 'Right away', no_label: 'Later' },
      got,
    ]);
    expect(va.offers()).toEqual(['Right away', 'Later']);
    await requester.says('later');
    va.replies('Got false as Later');
  });
});

describe('a text input with a script', () => {
  const script = 'if (answer === "guess") return "Do not guess."; return answer.length === 3';
  const ask = [{ id: 'x', kind: 'text_input', prompt: 'Code?', validation: 'script', script }, got];
  it('takes what the script takes', async () => {
    const { requester, va } = await inSample(ask);
    await requester.says('abc');
    va.replies(/^Got abc/);
  });
  it('says what the script says is wrong', async () => {
    const { requester, va } = await inSample(ask);
    await requester.says('guess');
    va.replies('Do not guess.');
    await requester.says('abcd');
    va.replies(/form I need/);
  });
});

describe('phone numbers', () => {
  it.each([
    ['+49 (0)30 901820', '+4930901820'],
    ['0041 44 668 18 00', '+41446681800'],
    ['+1 (202) 456-1111', '+12024561111'],
  ])('%s', async (said, number) => {
    const { requester, va } = await inSample([
      { id: 'x', kind: 'text_input', prompt: 'Number?', validation: 'phone' },
      got,
    ]);
    await requester.says(said);
    va.replies(new RegExp(`Got \\${number} `));
  });
  it.each(['+999 123 4567', '+1 202 45', '030 901820', 'call +49 30 901820 or so'])(
    'not: %s',
    async (said) => {
      const { requester, va } = await inSample([
        { id: 'x', kind: 'text_input', prompt: 'Number?', validation: 'phone' },
        got,
      ]);
      await requester.says(said);
      va.replies(/country code/);
    },
  );
});

describe('a contact input', () => {
  const ask = (more: object) => [{ id: 'x', kind: 'contact_input', prompt: 'Where to?', ...more }, got];
  it('offers the known address and takes it', async () => {
    const { requester, va } = await inSample(ask({ channel: 'email' }));
    va.replies('Where to? I have ada@example.com. Is that right?');
    await requester.says('yes please');
    va.replies(/^Got ada@example.com/);
  });
  it('asks for another after a no', async () => {
    const { requester, va } = await inSample(ask({ channel: 'email' }));
    await requester.picks('no');
    va.replies(/Which e-mail address/);
    await requester.says('yes');
    va.replies(/e-mail address/);
    await requester.says('Grace@Example.com');
    va.replies(/^Got grace@example.com/);
  });
  it('takes another that is said at once', async () => {
    const { requester, va } = await inSample(ask({ channel: 'email' }));
    await requester.says('no, use grace@example.com.');
    va.replies(/^Got grace@example.com/);
  });
  it('just asks when nothing usable is known', async () => {
    const { requester, va } = await inSample(ask({ channel: 'phone', known: '"call me"' }));
    va.replies('Where to?');
    await requester.says('it is +49 30 901820');
    va.replies(/^Got \+4930901820/);
  });
});

describe('a file input', () => {
  const ask = (more: object = {}) => [
    { id: 'x', kind: 'file_input', prompt: 'The picture, please.', ...more },
    { id: 'got', kind: 'text', text: 'Got {{ vaDisplay.x }}' },
  ];
  it('takes a file', async () => {
    const { requester, va, result } = await inSample(ask({ types: ['image'], max_megabytes: 1 }));
    expect(result().messages.at(-1)).toMatchObject({
      text: 'The picture, please.',
      upload: { multiple: false, maxBytes: 1_000_000, accept: expect.arrayContaining(['image/png', '.png']) },
    });
    await requester.sends('a.png');
    va.replies('Got a.png');
  });
  it('says why it refuses one and asks again', async () => {
    const { requester, va, running } = await inSample(
      ask({ types: ['pdf'], max_megabytes: 1, max_attempts: 5 }),
    );
    await requester.sends('a.png');
    va.replies(/cannot take “a.png” here.*PDF files/);
    await requester.sends('b.pdf', { type: 'application/pdf', size: 2_000_000 });
    va.replies(/“b.pdf” is too large.*1 MB/);
    await requester.says('here you are');
    va.replies(/need a file/);
    expect(running()).toEqual(['sample/x']);
  });
  it('takes several until done is said', async () => {
    const { requester, va } = await inSample(ask({ multiple: true, max_attempts: 1 }));
    await requester.sends('a.png');
    va.replies(/I have “a.png”/);
    expect(va.offers()).toEqual(['Done']);
    await requester.sends('b.png');
    await requester.says('done');
    va.replies('Got a.png, b.png');
  });
  it('is done by itself when it has as many as it takes', async () => {
    const { requester, va, eventsOf } = await inSample(ask({ multiple: true, max_files: 2 }));
    await requester.sends('a.png');
    await requester.sends('b.png');
    va.replies('Got a.png, b.png');
    expect(eventsOf('element_run').filter(({ outcome }) => outcome === 'answered')).toHaveLength(1);
  });
});

describe('a date input', () => {
  const ask = (more: object) => [{ id: 'x', kind: 'date_input', prompt: 'When?', ...more }, got];
  it('counts days and hours on the requester’s clock', async () => {
    const { requester, va } = await inSample(ask({ mode: 'datetime' }), {
      now: '2026-03-18T23:30:00Z',
      context: { time_zone: 'Europe/Berlin' },
    });
    await requester.says('tomorrow at 3');
    va.replies('Got 2026-03-20T15:00 as Friday 20 March 2026 at 15:00');
  });
  it('counts in UTC where the page sends no time zone that exists', async () => {
    const { requester, va } = await inSample(ask({}), {
      now: '2026-03-18T23:30:00Z',
      context: { time_zone: 'Mars/Olympus' },
    });
    await requester.says('today');
    va.replies(/^Got 2026-03-18/);
  });
  it('looks back where the future makes no sense', async () => {
    const { requester, va } = await inSample(ask({ max: 'today' }));
    await requester.says('a week');
    va.replies(/^Got 2026-03-11/);
  });
});

describe('in German', () => {
  const german = { locale: 'de' };
  it('turns pages, picks and hints', async () => {
    const { requester, va } = await inSample(
      [{ id: 'x', kind: 'choice_input', prompt: 'Welche?', choices: colours, page_size: 3 }, got],
      german,
    );
    expect(va.offers().at(-1)).toBe('Mehr');
    await requester.says('weitere');
    await requester.says('das zweite');
    va.replies(/^Got blue/);
  });
  it('reads and shows dates', async () => {
    const { requester, va } = await inSample(
      [{ id: 'x', kind: 'date_input', prompt: 'Wann?', mode: 'datetime' }, got],
      german,
    );
    await requester.says('übermorgen um halb vier');
    va.replies('Got 2026-03-20T15:30 as Freitag, 20. März 2026 um 15:30');
  });
  it('understands the answers to the engine’s own questions', async () => {
    const { requester, va } = await inSample(
      [
        { id: 'x', kind: 'text_input', prompt: 'Name?', confirm: true },
        { id: 'got', kind: 'text', text: 'Got {{ vaInputs.x }}' },
      ],
      german,
    );
    await requester.says('Drucker');
    va.replies(/Stimmt das\?/);
    await requester.says('nein, Bildschirm');
    va.replies(/Bildschirm.*Stimmt das\?/);
    await requester.says('ja, genau');
    va.replies('Got Bildschirm');
  });
  it('knows the ways on from the limit by number', async () => {
    const { requester, va, running } = await inSample(
      [{ id: 'x', kind: 'text_input', prompt: 'Zahl?', validation: 'number', max_attempts: 1 }],
      german,
    );
    await requester.says('viele davon');
    await requester.says('das erste');
    va.replies('Zahl?');
    expect(running()).toEqual(['sample/x']);
  });
  it('understands yes and no', async () => {
    const { requester, va } = await inSample([{ id: 'x', kind: 'yes_no_input', prompt: 'Ja?' }, got], german);
    await requester.says('ja gerne');
    va.replies('Got true as Ja');
  });
});
