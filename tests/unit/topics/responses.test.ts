import { htmlToText } from '../../../topics/html/htmlToText.ts';
import { sanitise } from '../../../topics/html/sanitise.ts';
import { inSample, topic } from './support/conversation.ts';
import { record } from './support/records.ts';

const ada = { id: 'u1', name: '<img src=x onerror=alert(1)>', guest: false };
const after = { id: 'after', kind: 'text', text: 'And so on.' };
/** What the sample's elements say, up to its end. */
const said = async (elements: unknown[], setting = {}) => {
  const { messages } = (await inSample([...elements, after], setting)).result();
  const end = messages.findIndex(({ text }) => text === after.text);
  expect(end).not.toBe(-1);
  return messages.slice(0, end);
};

describe('text', () => {
  it('may be an expression', async () => {
    const text = { expr: "requester.guest ? 'Hello guest' : 'Hello ' + requester.name" };
    expect(await said([{ id: 'hi', kind: 'text', text }])).toMatchObject([{ text: 'Hello Ada Lovelace' }]);
  });
});

describe('image', () => {
  const image = {
    id: 'map',
    kind: 'image',
    image_url: '/static/map.png',
    alt: 'The way to room {{ vaContext.room }}',
  };
  it('says what it shows to those who do not see it', async () => {
    const [message] = await said([image], { context: { room: '12' } });
    const alt = 'The way to room 12';
    expect(message).toMatchObject({ type: 'image', text: alt, imageUrl: '/static/map.png', alt });
  });
  it('may say something with it', async () =>
    expect(await said([{ ...image, text: 'Come this way.' }])).toMatchObject([{ text: 'Come this way.' }]));
  it('needs the words', () => expect(() => topic([{ ...image, alt: undefined }])).toThrow(/alt/));
});

describe('video', () => {
  it('is shown with what it is about', async () => {
    const video = {
      id: 'how',
      kind: 'video',
      video_url: 'https://videos.example.com/{{ 7 }}.mp4',
      text: 'How to reset',
    };
    expect(await said([video])).toMatchObject([
      { type: 'video', text: 'How to reset', videoUrl: 'https://videos.example.com/7.mp4' },
    ]);
  });
});

describe('link', () => {
  const link = (...urls: string[]) => ({
    id: 'links',
    kind: 'link',
    text: 'Read this',
    links: urls.map((url, at) => ({ url, label: `Link ${at + 1}` })),
  });
  it('shows up to three', async () => {
    const links = ['https://example.com/a', 'mailto:help@example.com', '/help'];
    expect(await said([link(...links)])).toMatchObject([
      { type: 'link', links: links.map((url) => ({ url })) },
    ]);
    expect(() => topic([link(...links, 'tel:+4912345')])).toThrow();
  });
});

describe('an address that a browser would run, or that leads to another server than it says', () => {
  const addresses = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,hi',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example/x',
    '/\\evil.example/x',
    'evil.example',
  ];
  const elements = {
    link: (url: string) => ({ id: 'x', kind: 'link', text: 'x', links: [{ url, label: 'x' }] }),
    image: (url: string) => ({ id: 'x', kind: 'image', image_url: url, alt: 'x' }),
    video: (url: string) => ({ id: 'x', kind: 'video', video_url: url, text: 'x' }),
    'card picture': (url: string) => ({ id: 'x', kind: 'card', card_title: 'x', image_url: url, alt: 'x' }),
    'card video': (url: string) => ({ id: 'x', kind: 'card', card_title: 'x', video_url: url }),
    'card link': (url: string) => ({ id: 'x', kind: 'card', card_title: 'x', links: [{ url, label: 'x' }] }),
    'part picture': (url: string) => ({ id: 'x', kind: 'multi', parts: [{ image_url: url, alt: 'x' }] }),
  };
  describe.each(Object.entries(elements))('%s', (_kind, element) => {
    it('is refused when it is authored', () => {
      for (const url of addresses) expect(() => topic([element(url)])).toThrow(/must begin with/);
    });
    it('is refused when it comes from a value', async () => {
      for (const url of [...addresses, 'java\tscript:alert(1)', '/\t/evil.example', '']) {
        const talk = await inSample([element('{{ vaContext.url }}')], { context: { url } });
        expect(talk.eventsOf('faulted')[0]?.message).toMatch(/is not an address to/);
        expect(JSON.stringify(talk.result().messages)).not.toContain('evil');
      }
    });
  });
  it('media are not loaded from mail or calls', () => {
    for (const url of ['mailto:a@example.com', 'tel:+49123'])
      expect(() => topic([elements.image(url)])).toThrow();
  });
});

describe('html', () => {
  const html = (source: string, more = {}) => ({ id: 'rich', kind: 'html', html: source, ...more });
  it('escapes values: what people write is text', async () => {
    const [message] = await said([html('<p>Hello <b>{{ requester.name }}</b></p>')], { requester: ada });
    expect(message).toMatchObject({
      type: 'html',
      html: '<p>Hello <b>&lt;img src=x onerror=alert(1)&gt;</b></p>',
      text: 'Hello <img src=x onerror=alert(1)>',
    });
  });
  it.each(['{{ requester.name | raw }}', '{% echo requester.name %}', '{% cycle requester.name %}'])(
    '%s is no way past it',
    async (source) => {
      const talk = await inSample([html(source)], { requester: ada });
      expect(JSON.stringify(talk.result().messages)).not.toContain('<img');
      expect(talk.eventsOf('faulted')).toHaveLength(1);
    },
  );
  it('a value cannot leave the attribute it stands in', async () => {
    const context = { url: 'https://example.com/" onclick="alert(1)' };
    const [message] = await said([html('<a href="{{ vaContext.url }}">x</a>')], { context });
    expect(message).toMatchObject({
      html: '<a href="https://example.com/&quot; onclick=&quot;alert(1)">x</a>',
    });
  });
  it('says its own words where HTML cannot be shown', async () =>
    expect(await said([html('<p>Rich</p>', { text: 'Plain' })])).toMatchObject([{ text: 'Plain' }]));
  it('hides a secret in it', async () => {
    const { requester, result } = await inSample([
      { id: 'pin', kind: 'text_input', prompt: 'PIN?', secure: true },
      html('<p>{{ vaInputs.pin }}</p>'),
    ]);
    await requester.says('a<b&c>d');
    expect(JSON.stringify(result())).not.toMatch(/a<b|a&lt;b/);
  });
});

describe('what is left of HTML', () => {
  it.each([
    ['<p onclick="x()" style="color:red" class="a" id="b">Hi</p>', '<p>Hi</p>'],
    ['<script>alert(1)</script><style>p{}</style>Hi', 'Hi'],
    ['<svg onload=alert(1)><circle/></svg><math><mi>x</mi></math>Hi', 'Hi'],
    ['<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x">Hi', 'Hi'],
    ['<form action="https://evil.example"><input name="pin"><button>Go</button></form>', 'Go'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="java&#9;script:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="data:text/html,x">x</a>', '<a>x</a>'],
    ['<a href="//evil.example">x</a>', '<a>x</a>'],
    [
      '<a href="https://example.com" target="_blank" onmouseover="x()">x</a>',
      '<a href="https://example.com">x</a>',
    ],
    [
      '<a href="mailto:a@example.com">x</a><a href="tel:+49">y</a><a href="/help">z</a>',
      '<a href="mailto:a@example.com">x</a><a href="tel:+49">y</a><a href="/help">z</a>',
    ],
    ['<img src="data:image/svg+xml,x" alt="A plan">', '<img alt="A plan" />'],
    ['<img src="/plan.png" alt="A plan" onerror="x()">', '<img src="/plan.png" alt="A plan" />'],
    ['<h1>Big</h1><div>Block</div>', '<h3>Big</h3><p>Block</p>'],
    ['<!-- --><p>Hi<!--[if IE]><script>x</script><![endif]--></p>', '<p>Hi</p>'],
    ['<b>open', '<b>open</b>'],
  ])('%s', (html, left) => expect(sanitise(html)).toBe(left));
  it('is not nested for ever', () => {
    const deep = sanitise(`${'<b>'.repeat(2_000)}x`);
    expect(deep.match(/<b>/g)?.length ?? 0).toBeLessThan(50);
  });
});

test('the text of HTML: lines, lists, tables, links and pictures in words', () => {
  const html = sanitise(`<h2>Steps</h2>
    <ul><li>Open &amp; read</li><li>See <a href="https://example.com/?a=1&b=2">this</a></li></ul>
    <table><tr><th>Name</th><th>State</th></tr><tr><td>VPN</td><td>&lt;down&gt;</td></tr></table>
    <p>Look:<br><img src="/a.png" alt="a plan"></p>`);
  expect(htmlToText(html)).toBe(
    [
      'Steps',
      '• Open & read',
      '• See this (https://example.com/?a=1&b=2)',
      'Name | State',
      'VPN | <down>',
      'Look:',
      'a plan',
    ].join('\n'),
  );
});

describe('card', () => {
  const incident = record('incident', 'INC0010001', { short_description: 'VPN is down', state: 'New' }, 'i1');
  const find = { id: 'find', kind: 'lookup', table: 'incident', limit: 1, into: 'incident' };
  it('shows a record, with what the author adds', async () => {
    const card = {
      id: 'show',
      kind: 'card',
      record: 'vaVars.incident',
      subtitle: 'Since today',
      fields: [
        { label: 'State', value: '{{ vaVars.incident.state }}' },
        { label: 'Priority', value: '{{ vaVars.incident.fields.priority }}' },
      ],
      image_url: '/vpn.png',
      image_size: 'large',
      alt: 'A tunnel',
      video_url: 'https://example.com/vpn.mp4',
      links: [{ url: 'https://example.com/status', label: 'Status page' }],
    };
    expect(await said([find, card], { records: [incident] })).toMatchObject([
      {
        type: 'card',
        text: 'INC0010001: VPN is down',
        card: {
          table: 'incident',
          id: 'i1',
          number: 'INC0010001',
          title: 'VPN is down',
          subtitle: 'Since today',
          fields: [{ label: 'State', value: 'New' }],
          image: { url: '/vpn.png', alt: 'A tunnel', size: 'large' },
          videoUrl: 'https://example.com/vpn.mp4',
          links: [{ url: 'https://example.com/status', label: 'Status page' }],
        },
      },
    ]);
  });
  it('shows something of the topic’s own', async () => {
    const card = {
      id: 'show',
      kind: 'card',
      card_title: 'Hello {{ requester.name }}',
      text: 'Look at this.',
    };
    expect(await said([card])).toMatchObject([
      {
        text: 'Look at this.',
        card: { table: '', id: '', number: '', title: 'Hello Ada Lovelace', fields: [] },
      },
    ]);
  });
  it('needs a record or a title, and words for a picture', () => {
    const card = { id: 'show', kind: 'card' };
    expect(() => topic([card])).toThrow(/needs a .*record.* or a .*card_title/);
    expect(() => topic([{ ...card, card_title: 'x', image_url: '/a.png' }])).toThrow(/go together/);
  });
});

describe('table', () => {
  const rows = ['A', 'B', 'C'].map((name, at) =>
    record('catalog_item', `CAT000000${at}`, { name, price: at * 10 }),
  );
  const table = {
    id: 'list',
    kind: 'table',
    text: 'What we have',
    rows: 'vaVars.items',
    columns: [
      { label: 'Name', value: '{{ item.fields.name }}' },
      { label: 'Price', value: '{{ item.fields.price }} €' },
    ],
    empty_text: 'We have nothing.',
  };
  const find = { id: 'find', kind: 'lookup', table: 'catalog_item', into: 'items', sort: { field: 'name' } };
  it('shows a row for each item', async () =>
    expect(await said([find, table], { records: rows })).toMatchObject([
      {
        type: 'table',
        text: 'What we have',
        columns: ['Name', 'Price'],
        rows: [
          ['A', '0 €'],
          ['B', '10 €'],
          ['C', '20 €'],
        ],
      },
    ]));
  it('shows so many rows and no more; the log says so', async () => {
    const talk = await inSample([find, { ...table, max_rows: 2 }], { records: rows });
    expect(talk.result().messages[0]).toMatchObject({ rows: [{}, {}] });
    expect(talk.eventsOf('element_run')).toContainEqual(
      expect.objectContaining({ element: 'list', output: '2 rows, 1 left out' }),
    );
  });
  it('says that there is nothing', async () =>
    expect(await said([find, table])).toMatchObject([{ type: 'text', text: 'We have nothing.' }]));
  it('takes a list only', async () => {
    const talk = await inSample([{ ...table, rows: 'requester.name' }]);
    expect(talk.eventsOf('faulted')[0]?.message).toBe('“requester.name” is not a list');
  });
});

describe('multi', () => {
  const parts = (...pauses: number[]) => pauses.map((pause, at) => ({ text: `Part ${at + 1}`, pause }));
  it('says its parts at once when there is no pause', async () => {
    const messages = await said([
      { id: 'm', kind: 'multi', parts: [...parts(0, 0), { image_url: '/a.png', alt: 'A plan' }] },
    ]);
    expect(messages.map(({ text }) => text)).toEqual(['Part 1', 'Part 2', 'A plan']);
  });

  it('pauses between them, and goes on where it was', async () => {
    const talk = await inSample([{ id: 'm', kind: 'multi', parts: parts(0, 3, 0, 5) }, after]);
    const texts = () => talk.result().messages.map(({ text }) => text);
    expect([texts(), talk.outcome()]).toEqual([['Part 1'], { kind: 'paused', seconds: 3 }]);
    await talk.pauseEnds();
    expect([texts(), talk.outcome()]).toEqual([['Part 2', 'Part 3'], { kind: 'paused', seconds: 5 }]);
    await talk.pauseEnds();
    expect(texts().slice(0, 2)).toEqual(['Part 4', 'And so on.']);
  });

  it('in a loop it starts with its first part each time', async () => {
    const talk = await inSample([
      { id: 'each', kind: 'loop', over: '[1, 2]', as: 'n', do: 'm', next: 'after' },
      { id: 'm', kind: 'multi', parts: parts(0, 1), next: 'each' },
      after,
    ]);
    const heard = [...talk.result().messages];
    for (let turns = 0; turns < 2; turns += 1) heard.push(...(await talk.pauseEnds()).messages);
    expect(heard.map(({ text }) => text).slice(0, 5)).toEqual([
      'Part 1',
      'Part 2',
      'Part 1',
      'Part 2',
      'And so on.',
    ]);
  });

  describe('with a button', () => {
    const guided = { id: 'm', kind: 'multi', parts: parts(0, 0, 0), next_label: 'Show me more' };
    it('offers it with every part but the last', async () => {
      const talk = await inSample([guided, after]);
      expect(talk.va.offers()).toEqual(['Show me more']);
      await talk.requester.picks('next');
      expect(talk.result().messages).toMatchObject([{ type: 'choices', text: 'Part 2' }]);
      await talk.requester.picks('next');
      expect(talk.result().messages.slice(0, 2)).toMatchObject([
        { type: 'text', text: 'Part 3' },
        { text: 'And so on.' },
      ]);
    });
    it.each(['next', 'Next please?', 'show me more', 'weiter', 'ok', 'Go on!'])(
      'takes “%s” for it',
      async (words) => {
        const talk = await inSample([guided, after]);
        await talk.requester.says(words);
        talk.va.replies('Part 2');
      },
    );
    it('a picture gets its button, too', async () => {
      const talk = await inSample([
        { ...guided, parts: [{ image_url: '/a.png', alt: 'A plan' }, ...parts(0)] },
      ]);
      expect(talk.result().messages).toMatchObject([
        { type: 'image', text: 'A plan' },
        { type: 'choices', choices: [{ value: 'next', label: 'Show me more' }] },
      ]);
    });
    it('a wish for a person is heard', async () => {
      const talk = await inSample([guided, after]);
      await talk.requester.says('agent');
      expect(talk.outcome().kind).toBe('handoff_requested');
    });
  });
});

describe('script response', () => {
  const script = (source: string) => ({ id: 'calc', kind: 'script_response', script: source });
  it('says what the script returns', async () => {
    expect(
      await said([script('return "You are " + vaContext.who;')], { context: { who: 'Ada' } }),
    ).toMatchObject([{ type: 'text', text: 'You are Ada' }]);
  });
  it('says a list as messages of their own', async () =>
    expect((await said([script('return ["One", "", 2];')])).map(({ text }) => text)).toEqual(['One', '2']));
  it('may say nothing', async () => expect(await said([script('return null;')])).toEqual([]));
  it('fails when it returns something else, or far too much', async () => {
    for (const source of ['return {a: 1};', 'return Array(21).fill("x");', 'throw new Error("no")'])
      expect((await inSample([script(source)])).eventsOf('faulted')).toHaveLength(1);
  });
});
