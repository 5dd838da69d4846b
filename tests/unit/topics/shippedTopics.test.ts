import type { Catalog } from '../../../topics/catalog.ts';
import { converse, type Setting, shippedCatalog, shippedTopics } from './support/conversation.ts';
import { record } from './support/records.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await shippedCatalog();
});
const talk = (setting: Partial<Setting> = {}) => converse({ catalog, ...setting });

const outage = record('incident', 'INC0000007', {
  short_description: 'VPN gateway Frankfurt drops connections',
  category: 'network',
  priority: 2,
  known_outage: true,
  state: 'in_progress',
  opened_for: 'somebody',
});

describe('VPN trouble', () => {
  it('reports an incident, attaches it and says its number when nothing helps', async () => {
    const { requester, va, eventsOf, records, result } = talk();
    await requester.opens();
    va.replies(/virtual agent/, /pick one/);
    await requester.says('my vpn keeps dropping');
    va.replies(/What happens with your VPN/);
    await requester.says('it keeps dropping');
    va.replies(/Since when/);
    await requester.says('since yesterday');
    va.replies(/How many people/);
    await requester.says('3');
    va.replies(/usual cure/, /Does it work now/);
    await requester.says('nope');
    va.replies(/INC0010001/, /anything else/i);
    expect(eventsOf('record_attached')).toMatchObject([{ number: 'INC0010001', via: 'attach' }]);
    expect(records.all[0]?.fields).toMatchObject({
      short_description: 'VPN: it keeps dropping (since 2026-03-17)',
      category: 'network',
      priority: 3,
      opened_for: 'u1',
    });
    expect(result().shortDescription).toBe('VPN: It keeps dropping');
  });

  it('links the conversation to a known outage', async () => {
    const { requester, va, eventsOf } = talk({ records: [outage] });
    await requester.says('VPN');
    await requester.picks('no_connection');
    await requester.says('today');
    await requester.says('1');
    va.replies(/known outage.*INC0000007/s, /link your conversation/);
    await requester.says('yes');
    va.replies(/linked to INC0000007/, /cover what you wanted/);
    await requester.says('yes');
    va.replies(/anything else/);
    expect(eventsOf('deflected')).toMatchObject([{ what: 'ticket' }]);
    expect(eventsOf('record_viewed')).toHaveLength(1);
    expect(eventsOf('record_attached')).toMatchObject([{ number: 'INC0000007' }]);
  });

  it.each(['it is broken', 'not working', 'something is broken'])(
    '"%s" is no change of subject',
    async (words) => {
      const { requester, va, running } = talk();
      await requester.says('VPN');
      await requester.says(words);
      expect(running()).toEqual(['vpn_trouble/what']);
      await requester.says('drops');
      await requester.says(words);
      va.replies(/did not get that date/);
      await requester.says('today');
      await requester.says(words);
      va.replies(/I need a number/);
      await requester.says('1');
      await requester.says('still not working');
      va.replies(/INC0010001/);
    },
  );

  it('what is named still changes the subject', async () => {
    const { requester, va } = talk();
    await requester.says('VPN');
    await requester.says('I forgot my password');
    va.replies(/instead of “VPN trouble”/);
    await requester.says('yes please');
    va.replies(/Which sign-in/);
  });

  it('"it still does not work" does not close the conversation', async () => {
    const { requester, va, outcome } = talk();
    for (const words of ['VPN', 'slow', 'today', '1', 'no']) await requester.says(words);
    va.replies(/anything else/);
    await requester.says('it still does not work');
    expect(outcome()).toEqual({ kind: 'waiting' });
  });

  it('is glad when the cure helps', async () => {
    const { requester, va, records } = talk();
    await requester.says('VPN');
    await requester.says('very slow');
    await requester.says('last monday');
    await requester.says('one');
    await requester.says('yes it does, thanks');
    va.replies(/works again|back on/, /anything else/);
    expect(records.all).toEqual([]);
  });

  it('hands a password question over to the topic for passwords', async () => {
    const { requester, va } = talk();
    await requester.says('VPN');
    await requester.says('it does not accept my password');
    va.replies(/Which sign-in/);
  });
});

describe('Reset a password', () => {
  it('shows the self-service page', async () => {
    const { requester, va, result } = talk();
    await requester.says('forgot my pasword');
    va.replies(/Which sign-in/);
    await requester.says('email');
    await requester.says('yes');
    expect(result().messages.some(({ type }) => type === 'link')).toBe(true);
    await requester.says('yes it worked');
    va.replies(/Wonderful/, /anything else/);
  });

  it('opens a ticket for who cannot use it', async () => {
    const { requester, va, records } = talk();
    await requester.says('cant log in');
    await requester.says('Something else');
    va.replies(/Which system/);
    await requester.says('the payroll system');
    await requester.says('no');
    va.replies(/confirm who you are/, /reach you\? I have ada@example.com/);
    await requester.says('no');
    va.replies(/Which e-mail address/);
    await requester.says('ada@home');
    va.replies(/does not look like an e-mail/);
    await requester.says('ada@home.example');
    va.replies(/INC0010001.*ada@home.example/s);
    expect(records.all[0]?.fields).toMatchObject({
      short_description: 'Password reset needed: the payroll system',
    });
  });
});

describe('Report an issue', () => {
  it('opens a ticket', async () => {
    const { requester, va, records } = talk({ records: [outage] });
    await requester.says('my laptop wont start');
    va.replies(/sorry/, /What is it about/);
    await requester.says('hardware');
    await requester.says('I can work, but not as usual');
    await requester.says('yes');
    va.replies(/INC0010001/, /anything else/);
    expect(records.all[1]?.fields).toMatchObject({
      short_description: 'my laptop wont start',
      category: 'hardware',
      priority: 3,
      urgency: '3',
      contact: 'ada@example.com',
    });
  });

  it.each(['I want to report an issue', 'open a ticket', 'report a problem'])(
    '"%s" says nothing yet',
    async (words) => {
      const { requester, va } = talk();
      await requester.says(words);
      va.replies(/in one sentence/);
    },
  );

  it('recognises what is known already', async () => {
    const { requester, va, eventsOf } = talk({ records: [outage] });
    await requester.says('open a ticket');
    await requester.says('The network is gone');
    await requester.picks('network');
    va.replies(/we know of already/);
    expect(va.offers()).toEqual(['VPN gateway Frankfurt drops connections', 'No, mine is another one']);
    await requester.says('yes');
    va.replies(/linked you to INC0000007/, /cover what you wanted/);
    expect(eventsOf('record_attached')).toHaveLength(1);
    await requester.says('yes');
    va.replies(/anything else/);
  });

  it('offers every known outage, and linking to one swallows no report', async () => {
    const wifi = record('incident', 'INC0000008', { ...outage.fields, short_description: 'Wi-Fi slow' });
    const { requester, va, eventsOf } = talk({ records: [outage, wifi] });
    await requester.says('open a ticket');
    await requester.says('The network is gone');
    await requester.picks('network');
    expect(va.offers()).toHaveLength(3);
    await requester.says('Wi-Fi slow');
    va.replies(/linked you to INC0000008/, /cover what you wanted/);
    await requester.says('no');
    va.replies(/hold you up/);
    expect(eventsOf('record_attached')).toHaveLength(1);
  });

  it.each(['none of these', "I don't know", 'no, mine is another one'])(
    '"%s" goes on to a ticket',
    async (words) => {
      const { requester, va } = talk({ records: [outage] });
      await requester.says('open a ticket');
      await requester.says('The network is gone');
      await requester.picks('network');
      await requester.says(words);
      va.replies(/hold you up/);
    },
  );

  it.each(['open a ticket', 'VPN'])('announces nothing that staff did not mark (%s)', async (words) => {
    const planted = record('incident', 'INC0000666', {
      ...outage.fields,
      short_description: 'Call this number and tell your password',
      priority: 1,
      known_outage: null,
    });
    const { requester, result, va } = talk({ records: [planted] });
    await requester.says(words);
    for (const answer of words === 'VPN' ? ['drops', 'today', '1'] : ['The network is gone', 'network']) {
      await requester.says(answer);
      expect(JSON.stringify(result().messages)).not.toContain('Call this number');
    }
    va.replies(words === 'VPN' ? /usual cure/ : /hold you up/);
  });

  it('no topic marks an outage', async () => {
    for (const { name, elements } of await shippedTopics())
      for (const element of elements)
        if (element.kind === 'record_action')
          expect({ [name]: Object.keys(element.fields) }).toEqual({
            [name]: expect.not.arrayContaining(['known_outage']),
          });
  });

  it('offers a person when it is urgent', async () => {
    const { requester, va, outcome } = talk();
    await requester.says('report an issue');
    await requester.says('My computer is on fire');
    await requester.says('hardware');
    await requester.says('I cannot work at all');
    await requester.says('yes');
    va.replies(/find a person/);
    await requester.says('yes please');
    expect(outcome()).toMatchObject({
      kind: 'handoff_requested',
      queue: 'service_desk',
      shortDescription: 'My computer is on fire',
    });
  });
});

describe('Check a ticket', () => {
  const mine = record('incident', 'INC0010009', {
    short_description: 'Printer jams',
    state: 'in_progress',
    priority: 3,
    opened_for: 'u1',
    work_notes: 'Part ordered',
  });

  it.each(['INC0010009', 'inc 10009 please', 'it is INC0010009'])(
    'finds my ticket by "%s"',
    async (number) => {
      const { requester, va, result } = talk({ records: [mine] });
      await requester.says('what is the status of my ticket');
      await requester.says(number);
      va.replies('INC0010009 is in progress.', /Somebody is working on it/);
      expect(result().messages[0]).toMatchObject({
        type: 'card',
        card: {
          fields: expect.arrayContaining([
            { label: 'Priority', value: 'Moderate' },
            { label: 'Last note', value: 'Part ordered' },
          ]),
        },
      });
    },
  );

  it('does not ask for a number that was said', async () => {
    const { requester, va } = talk({ records: [mine] });
    await requester.says('what is the status of my ticket inc10009?');
    va.replies('INC0010009 is in progress.');
  });

  const theirs = record('incident', 'INC0000009', { ...outage.fields, known_outage: false });

  it.each(['show my tickets', 'show my open tickets', 'list my incidents'])(
    '"%s" shows them',
    async (words) => {
      const { requester, va } = talk({ records: [mine, theirs] });
      await requester.says(words);
      expect(va.offers()).toEqual(['INC0010009: Printer jams', 'None of these']);
      await requester.says('none of these');
      va.replies(/could not find that one/);
    },
  );

  it('tells everybody the number, title and state of a known outage, and no more', async () => {
    const known = record('incident', 'INC0000007', {
      ...outage.fields,
      work_notes: 'Line card',
      contact: 'x@y.z',
    });
    const { requester, va, result } = talk({ records: [known] });
    await requester.says('what is the status of INC0000007');
    va.replies(/INC0000007 is a known outage: VPN gateway Frankfurt.* It is in progress/);
    expect(JSON.stringify(result().messages)).not.toMatch(/Line card|x@y/);
  });

  it('never shows the ticket of somebody else', async () => {
    const { requester, va, result } = talk({ records: [theirs] });
    await requester.says('ticket status');
    await requester.says('INC0000009');
    va.replies(/cannot find INC0000009 among your tickets/, /no open tickets/);
    expect(JSON.stringify(result().messages)).not.toContain('Frankfurt');
  });

  it('a requester cannot talk the lookup into somebody else’s records', async () => {
    const { requester, result } = talk({ records: [theirs], requester: { name: '{{ requester.id }}' } });
    await requester.says('ticket status');
    await requester.says('{{ "INC0000009" }} or $ne');
    expect(JSON.stringify(result().messages)).not.toContain('Frankfurt');
  });

  it('offers my open incidents when there is no number', async () => {
    const { requester, va } = talk({ records: [mine, outage] });
    await requester.says('ticket status');
    await requester.says('none');
    expect(va.offers()).toEqual(['INC0010009: Printer jams', 'None of these']);
    await requester.says('yes');
    va.replies(/is in progress/);
  });

  it('finds what this conversation has just opened', async () => {
    const { requester, va } = talk();
    await requester.says('VPN');
    await requester.says('slow');
    await requester.says('today');
    await requester.says('1');
    await requester.says('no');
    va.replies(/INC0010001/);
    await requester.says('what is the status of my ticket');
    await requester.says('INC0010001');
    va.replies('INC0010001 is new.', /nobody has started/);
  });
});

describe('Request hardware', () => {
  const items = [
    record(
      'catalog_item',
      'CAT1',
      { name: 'Headset', description: 'Quiet', price: 145, category: 'accessory', available: true },
      'i1',
    ),
    record(
      'catalog_item',
      'CAT2',
      { name: 'Laptop', description: 'Light', price: 1350, category: 'laptop', available: true },
      'i2',
    ),
  ];
  it('orders from the catalog', async () => {
    const { requester, va, records } = talk({ records: items });
    await requester.says('i need a new laptop');
    expect(va.offers()).toEqual(['Headset', 'Laptop', 'None of these']);
    await requester.says('laptop');
    for (const wrong of ['51', '0', '-1']) {
      await requester.says(wrong);
      va.replies(/between 1 and 50/);
      await requester.says('thanks');
    }
    await requester.says('2');
    await requester.says('next friday');
    await requester.says('Mine is six years old');
    va.replies('So that is 2 × Laptop at 1350 each, needed by Friday 20 March 2026. Shall I order it?');
    await requester.says('yes');
    va.replies(/REQ0010001/);
    expect(records.all.at(-1)?.fields).toMatchObject({
      catalog_item: 'Laptop',
      quantity: 2,
      needed_by: '2026-03-20',
      opened_for: 'u1',
    });
  });

  it('orders nothing against the requester’s will', async () => {
    const { requester, va, records } = talk({ records: items });
    await requester.says('order a headset');
    for (const words of ['headset', '1', 'tomorrow', 'For calls', 'no']) await requester.says(words);
    va.replies(/not ordered anything/);
    expect(records.all).toHaveLength(2);
  });
});

describe('New starter access', () => {
  it('collects everything and makes one request', async () => {
    const { requester, va, records } = talk();
    await requester.says('a new colleague starts next week');
    await requester.says('yes');
    va.replies(/little more than that/);
    await requester.says('Grace Hopper');
    await requester.says('in 2 years');
    va.replies(/too late/);
    await requester.says('tomorrow');
    await requester.says('powerful');
    await requester.picks('email', 'source');
    va.replies(
      /Grace Hopper starts on Thursday 19 March 2026, with: Powerful laptop; E-mail and calendar, Source code/,
    );
    await requester.says('yes');
    va.replies(/REQ0010001.*urgent/s);
    expect(records.all[0]?.fields).toMatchObject({
      person_name: 'Grace Hopper',
      start_date: '2026-03-19',
      access: 'email, source',
      priority: 2,
    });
  });
});

describe('Find an article', () => {
  const articles = [
    record('kb_article', 'KB1', {
      short_description: 'Set up e-mail on a phone',
      keywords: 'mail phone',
      body: 'Open the settings …',
      category: 'email',
    }),
    record('kb_article', 'KB2', {
      short_description: 'Book a meeting room',
      keywords: 'room calendar',
      body: 'In the calendar …',
      category: 'office',
    }),
  ];
  it('ranks, shows one and asks whether it helped', async () => {
    const { requester, va, state, eventsOf } = talk({ records: articles });
    await requester.says('search the knowledge base');
    await requester.says('email on my phone');
    expect(va.offers()[0]).toBe('Set up e-mail on a phone');
    expect(JSON.stringify(state())).not.toContain('In the calendar');
    await requester.says('1');
    va.replies(/Open the settings/, /answer your question/);
    expect(eventsOf('record_viewed')).toMatchObject([{ table: 'kb_article', number: 'KB1' }]);
    await requester.says('yes');
    va.replies(/Good to hear/, /anything else/);
  });

  it('looks for what was said to find the topic', async () => {
    const { requester, va } = talk({ records: articles });
    await requester.says('how can I book a meeting room in outlook');
    expect(va.offers()).toEqual(['Book a meeting room', 'None of these']);
  });

  it('offers a person when nothing fits', async () => {
    const { requester, va, outcome } = talk({ records: articles });
    await requester.says('find an article');
    await requester.says('quantum chromodynamics');
    va.replies(/Shall I find a person/);
    await requester.says('yes');
    expect(outcome().kind).toBe('handoff_requested');
  });
});

describe('Search', () => {
  const articles = [
    record('kb_article', 'KB1', { short_description: 'Water the plants', body: 'On Fridays.' }),
  ];
  const words = 'the plants look thirsty';

  it('looks for what nobody understood, when the settings say so', async () => {
    const { requester, va, running } = talk({
      records: articles,
      settings: ({ discovery }) => {
        discovery.searchFallback = true;
      },
    });
    await requester.says(words);
    va.replies(/may be what you are looking for/, 'Water the plants', /Did that help/);
    await requester.says('no');
    expect(running()).toEqual(['fallback/what_now']);
  });

  it('does not, when they do not', async () => {
    const { requester, running } = talk({ records: articles });
    await requester.says(words);
    expect(running()).toEqual(['fallback/what_now']);
  });
});

describe('A guest without an address', () => {
  const guest = { guest: true, email: undefined, name: 'Guest' };
  it.each([
    ['VPN', ['slow', 'today', '1', 'it did not work']],
    ['I need software installed', ['Photoshop', 'Pictures', 'tomorrow']],
  ])('is asked for one before anything is promised (%s)', async (words, answers) => {
    const { requester, va, records } = talk({ requester: guest });
    await requester.says(words);
    for (const answer of answers) await requester.says(answer);
    va.replies(/best e-mail address/);
    expect(records.all).toEqual([]);
    await requester.says('me@example.com');
    expect(records.all[0]?.fields).toMatchObject({ contact: 'me@example.com' });
  });
});

describe('Get software', () => {
  it('makes a request', async () => {
    const { requester, va, records } = talk();
    await requester.says('I need a license for photoshop');
    va.replies(/use Photoshop for/);
    await requester.says('Pictures for the intranet');
    await requester.says('in two weeks');
    va.replies(/REQ0010001/);
    expect(records.all[0]?.fields).toMatchObject({
      short_description: 'Software: Photoshop',
      needed_by: '2026-04-01',
    });
  });
});

it.each([
  ['could you install zoom', /use Zoom for/],
  ['can you install visual studio for me', /use Visual studio for/],
  ['I need adobe acrobat', /use Adobe acrobat for/],
  ['I need software installed', /Which program/],
  ['install a program on my computer', /Which program/],
  ['request software', /Which program/],
])('Get software hears the program in "%s"', async (words, reply) => {
  const { requester, va } = talk();
  await requester.says(words);
  va.replies(reply);
});

describe('Talk to a person', () => {
  it.each([
    'can I please speak to a real person',
    'I don’t want to talk to a bot',
    'put me through to the help desk',
  ])('"%s"', async (words) => {
    const { requester, outcome, eventsOf } = talk();
    await requester.says(words);
    expect(outcome().kind).toBe('handoff_requested');
    expect(eventsOf('topic_started').at(-1)).toMatchObject({ role: 'live_agent' });
  });
});

it('no two shipped topics have the same title', async () => {
  const titles = (await shippedTopics()).map(({ title }) => title);
  expect(titles).toEqual([...new Set(titles)]);
});

describe('Thanks', () => {
  it('is no change of subject', async () => {
    const { requester, va } = talk();
    await requester.says('VPN');
    await requester.says('thank you');
    va.replies(/welcome|Any time/, /Back to “VPN trouble”/, /your VPN/);
  });
});
