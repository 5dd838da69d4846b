import type { ConnectionAnswer, ConnectionRequest } from '../../../topics/dialog.ts';
import { inSample, topic } from './support/conversation.ts';
import { record } from './support/records.ts';

const say = (text: string, more = {}) => ({ id: 'said', kind: 'text', text, ...more });
const faults = (talk: Awaited<ReturnType<typeof inSample>>) =>
  talk.eventsOf('faulted').map(({ message }) => message);
const logged = (talk: Awaited<ReturnType<typeof inSample>>, element: string) =>
  talk.eventsOf('element_run').find((event) => event.element === element)?.output;

describe('lookup', () => {
  const incidents = [
    ['INC1', 'VPN is slow', 'New', 2],
    ['INC2', 'Printer is on fire', 'Closed', 1],
    ['INC3', 'VPN is down', 'New', 1],
    ['INC4', 'No Wi-Fi', 'On Hold', 3],
  ].map(([number, short_description, state, priority]) =>
    record('incident', String(number), {
      short_description: String(short_description),
      state: String(state),
      priority: Number(priority),
    }),
  );
  const found = async (lookup: object) => {
    const talk = await inSample(
      [
        { id: 'find', kind: 'lookup', table: 'incident', into: 'found', ...lookup },
        say("{{ vaVars.found | map: 'number' | join: ' ' }}."),
      ],
      { records: incidents },
    );
    return { talk, numbers: talk.result().messages[0]?.text };
  };
  it.each([
    [[{ field: 'state', value: 'New' }], 'INC1 INC3.'],
    [[{ field: 'state', op: 'ne', value: 'New' }], 'INC2 INC4.'],
    [[{ field: 'state', op: 'in', value: ['Closed', 'On Hold'] }], 'INC2 INC4.'],
    [[{ field: 'state', op: 'in', value: { expr: "['Closed', 'New']" } }], 'INC1 INC2 INC3.'],
    [[{ field: 'short_description', op: 'contains', value: 'vpn' }], 'INC1 INC3.'],
    [[{ field: 'short_description', op: 'starts_with', value: 'print' }], 'INC2.'],
    [[{ field: 'priority', op: 'gt', value: 1 }], 'INC1 INC4.'],
    [[{ field: 'priority', op: 'gte', value: { expr: '1 + 1' } }], 'INC1 INC4.'],
    [[{ field: 'priority', op: 'lt', value: 2 }], 'INC2 INC3.'],
    [[{ field: 'priority', op: 'lte', value: 2 }], 'INC1 INC2 INC3.'],
    [
      [
        { field: 'state', value: 'New' },
        { field: 'priority', value: 1 },
      ],
      'INC3.',
    ],
  ])('%j finds %s', async (where, numbers) => expect((await found({ where })).numbers).toBe(numbers));

  it('sorts, and takes so many', async () => {
    const sort = { field: 'priority', order: 'desc' };
    expect((await found({ sort, limit: 2 })).numbers).toBe('INC4 INC1.');
  });

  it('logs what it found as related tasks, unless it only makes a list (domain A1)', async () => {
    const where = [{ field: 'state', value: 'New' }];
    const seen = (await found({ where })).talk.eventsOf('record_viewed');
    expect(seen.map(({ number }) => number)).toEqual(['INC1', 'INC3']);
    expect((await found({ where, related: false })).talk.eventsOf('record_viewed')).toEqual([]);
  });

  it('shows what it found as cards', async () => {
    const { talk } = await found({
      limit: 1,
      show: 'cards',
      card_fields: [{ field: 'state', label: 'State' }],
    });
    expect(talk.result().messages[0]).toMatchObject({
      type: 'card',
      card: { number: 'INC1', title: 'VPN is slow', fields: [{ label: 'State', value: 'New' }] },
    });
  });

  it.each([
    ['New', 'found'],
    ['Resolved', 'none'],
  ])('%s: goes on where it says for %s', async (state, way) => {
    const talk = await inSample(
      [
        {
          id: 'find',
          kind: 'lookup',
          table: 'incident',
          into: 'x',
          where: [{ field: 'state', value: state }],
          found: 'found',
          none: 'none',
        },
        { id: 'found', kind: 'text', text: 'found', next: 'end' },
        { id: 'none', kind: 'text', text: 'none' },
      ],
      { records: incidents },
    );
    talk.va.replies(way);
  });
});

describe('record action', () => {
  const incident = record('incident', 'INC1', { short_description: 'VPN is down', state: 'New' }, 'i1');
  const find = { id: 'find', kind: 'lookup', table: 'incident', limit: 1, into: 'incident' };

  it('creates and updates; the log says which record', async () => {
    const talk = await inSample([
      {
        id: 'make',
        kind: 'record_action',
        action: 'create',
        table: 'incident',
        fields: { short_description: 'By {{ requester.name }}', priority: { expr: '1 + 1' } },
        into: 'made',
      },
      {
        id: 'change',
        kind: 'record_action',
        action: 'update',
        record: 'vaVars.made',
        fields: { state: 'On Hold' },
      },
      say('{{ vaVars.made.number }}'),
    ]);
    talk.va.replies('INC0010001');
    expect(talk.records.all[0]?.fields).toEqual({
      short_description: 'By Ada Lovelace',
      priority: 2,
      state: 'On Hold',
    });
    expect([logged(talk, 'make'), logged(talk, 'change')]).toEqual([
      'created INC0010001',
      'updated INC0010001',
    ]);
  });

  it('writes only what the table has: what would fail after the commit fails before', async () => {
    const make = { id: 'make', kind: 'record_action', action: 'create', table: 'incident' };
    const unknown = await inSample([{ ...make, fields: { colour: 'red' } }]);
    expect(faults(unknown)).toEqual(['the table “incident” has no field “colour”']);
    const list = await inSample([{ ...make, fields: { state: { expr: '[1]' } } }]);
    expect(faults(list)[0]).toMatch(/a field holds text/);
    expect(unknown.eventsOf('record_created')).toEqual([]);
  });

  describe('attach_file', () => {
    const attach = {
      id: 'attach',
      kind: 'record_action',
      action: 'attach_file',
      record: 'vaVars.incident',
      files: 'vaInputs.files',
    };
    const files = { id: 'files', kind: 'file_input', prompt: 'Your files?', multiple: true };
    it('links the files of an input to the record', async () => {
      const talk = await inSample([find, { ...files, multiple: false }, attach, say('done')], {
        records: [incident],
      });
      await talk.requester.sends('a.png');
      expect(talk.eventsOf('file_attached')).toEqual([
        {
          type: 'file_attached',
          table: 'incident',
          id: 'i1',
          number: 'INC1',
          attachmentId: 'file-a.png',
          name: 'a.png',
        },
      ]);
      expect(logged(talk, 'attach')).toBe('attached a.png to INC1');
      talk.va.replies('done');
    });
    it('does nothing without files', async () => {
      const talk = await inSample([find, { ...attach, files: 'null' }, say('done')], { records: [incident] });
      expect(talk.eventsOf('file_attached')).toEqual([]);
      talk.va.replies('done');
    });
    it('takes files only', async () => {
      const talk = await inSample([find, { ...attach, files: "'a.png'" }], { records: [incident] });
      expect(faults(talk)).toEqual(['“files” is not the answer of a file input']);
    });
  });
});

describe('attach record', () => {
  const article = record('kb_article', 'KB1', { short_description: 'VPN for beginners' }, 'k1');
  it.each([[{ table: 'kb_article', record_id: 'k1' }], [{ record: "{'table': 'kb_article', 'id': 'k1'}" }]])(
    '%j becomes a related task',
    async (what) => {
      const talk = await inSample([{ id: 'attach', kind: 'attach_record', ...what }], { records: [article] });
      expect(talk.eventsOf('record_attached')).toMatchObject([
        { number: 'KB1', title: 'VPN for beginners', via: 'attach' },
      ]);
    },
  );
  it('fails when there is no such record', async () => {
    const talk = await inSample([
      { id: 'attach', kind: 'attach_record', table: 'kb_article', record_id: 'k9' },
    ]);
    expect(faults(talk)).toEqual(['there is no record k9 in kb_article']);
  });
});

describe('deflection', () => {
  it('marks what was saved', async () => {
    const talk = await inSample([{ id: 'mark', kind: 'deflection', what: 'ticket' }]);
    expect(talk.eventsOf('deflected')).toMatchObject([{ topic: 'sample', what: 'ticket' }]);
  });
});

describe('agent availability', () => {
  const ask = (more = {}) => ({ id: 'ask', kind: 'agent_availability', into: 'desk', ...more });
  it.each([
    ['offered', 'true'],
    ['queued', 'true'],
    ['no_agents', 'false'],
    ['closed_hours', 'false'],
    ['refused', 'false'],
  ] as const)('%s: available is %s', async (agents, available) => {
    const talk = await inSample(
      [ask(), say('{{ vaVars.desk.available }} {{ vaVars.desk.outcome }} {{ vaVars.desk.wait_seconds }}')],
      { agents },
    );
    talk.va.replies(`${available} ${agents} 60`);
  });
  it('goes on where it says', async () => {
    const elements = [
      ask({ available: 'yes', unavailable: 'no' }),
      { id: 'yes', kind: 'text', text: 'somebody', next: 'end' },
      { id: 'no', kind: 'text', text: 'nobody' },
    ];
    (await inSample(elements, { agents: 'queued' })).va.replies('somebody');
    (await inSample(elements, { agents: 'closed_hours' })).va.replies('nobody');
  });
  it('asks for the queue of the element, else for that of the topic', async () => {
    const agents = ({ queue }: { queue?: string }) => (queue === 'hardware' ? 'queued' : 'no_agents');
    const elements = (more = {}) => [ask(more), say('{{ vaVars.desk.outcome }}')];
    (await inSample(elements({ queue: 'hardware' }), { agents })).va.replies('queued');
    (await inSample(elements(), { agents }, { handoff: { queue: 'hardware' } })).va.replies('queued');
    (await inSample(elements(), { agents })).va.replies('no_agents');
  });
});

describe('http action', () => {
  const answers = (...list: Partial<ConnectionAnswer>[]) => {
    const requests: ConnectionRequest[] = [];
    const callConnection = async (request: ConnectionRequest): Promise<ConnectionAnswer> => {
      requests.push(structuredClone(request));
      const answer = list[Math.min(requests.length, list.length) - 1];
      return { status: 200, body: { name: 'Ada' }, failure: null, ...answer };
    };
    return { requests, callConnection };
  };
  const call = (more = {}) => ({
    id: 'call',
    kind: 'http_action',
    connection: 'erp',
    into: 'answer',
    ...more,
  });

  it('sends what the author says, each value escaped where it stands', async () => {
    const { requests, callConnection } = answers({});
    const talk = await inSample(
      [
        call({
          method: 'POST',
          path: 'people/{{ vaContext.who }}/mail',
          query: {
            q: '{{ vaContext.who }}',
            all: true,
            n: { expr: '1 + 1' },
            none: null,
            list: { expr: "['a', 'b']" },
          },
          headers: { 'X-Who': '{{ vaContext.who }}' },
          body: { who: '{{ vaContext.who }}', tags: { expr: "['x']" }, n: 1 },
          timeout_seconds: 3,
          retries: 0,
        }),
        say('{{ vaVars.answer.status }} {{ vaVars.answer.ok }} {{ vaVars.answer.body.name }}'),
      ],
      { context: { who: '../a b?c' }, callConnection },
    );
    talk.va.replies('200 true Ada');
    const who = '../a b?c';
    expect(requests).toEqual([
      {
        connection: 'erp',
        method: 'POST',
        path: 'people/..%2Fa%20b%3Fc/mail',
        query: { q: who, all: 'true', n: '2', list: 'a,b' },
        headers: { 'X-Who': who },
        body: { who, tags: ['x'], n: 1 },
        timeoutSeconds: 3,
        retries: 0,
        idempotencyKey: expect.stringMatching(/^[0-9a-f]{40}$/),
      },
    ]);
  });

  it('logs where it called and what came of it, never what went over the wire', async () => {
    const { callConnection } = answers({ body: 'body-of-the-answer' });
    const talk = await inSample(
      [
        call({
          path: 'x',
          query: { q: 'query-0815' },
          headers: { 'X-A': 'header-0816' },
          body: { b: 'body-0817' },
        }),
      ],
      { callConnection },
    );
    expect(talk.eventsOf('action_called')).toEqual([
      { type: 'action_called', connection: 'erp', method: 'GET', path: 'x', status: 200, ms: 0 },
    ]);
    expect(JSON.stringify(talk.events)).not.toMatch(/0815|0816|0817|body-of/);
    expect(logged(talk, 'call')).toBe('GET erp x: 200');
  });

  const ways = [
    { id: 'fine', kind: 'text', text: 'fine', next: 'end' },
    { id: 'bad', kind: 'text', text: 'bad {{ vaVars.answer.status }} {{ vaVars.answer.body.detail }}' },
  ];
  it.each([
    [{ status: 204 }, 'fine'],
    [{ status: 404, body: { detail: 'nobody' } }, 'bad 404 nobody'],
    [{ status: 302, body: null }, 'bad 302 '],
    [{ status: null, body: null, failure: 'there was no answer in time' }, 'bad  '],
  ])('%j: %s', async (answer, text) => {
    const { callConnection } = answers(answer);
    (await inSample([call({ ok: 'fine', failed: 'bad' }), ...ways], { callConnection })).va.replies(text);
  });

  it('without a way for failures, one is an error of the topic', async () => {
    const { callConnection } = answers({ status: null, failure: 'there was no answer in time' });
    const talk = await inSample([call({ path: 'x' })], { callConnection });
    expect(faults(talk)).toEqual(['GET erp x: there was no answer in time']);
    expect(talk.eventsOf('action_called')).toMatchObject([{ status: null }]);
  });

  it('has the same key when the turn is decided again, and another one in the next round of a loop', async () => {
    const elements = [
      { id: 'each', kind: 'loop', over: '[1, 2]', as: 'n', do: 'call', next: 'end' },
      call({ method: 'POST', next: 'each' }),
    ];
    const first = answers({});
    const again = answers({});
    await inSample(elements, { callConnection: first.callConnection });
    await inSample(elements, { callConnection: again.callConnection });
    const keys = first.requests.map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(2);
    expect(again.requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual(keys);
    const elsewhere = answers({});
    await inSample(elements, { callConnection: elsewhere.callConnection, conversationId: 'c2' });
    expect(keys).not.toContain(elsewhere.requests[0]?.idempotencyKey);
  });

  it('a secret may be sent, and is masked in what is kept', async () => {
    const { requests, callConnection } = answers({ body: { echo: 'a b/c-4711' } });
    const talk = await inSample(
      [
        { id: 'pin', kind: 'text_input', prompt: 'PIN?', secure: true },
        call({ method: 'POST', path: 'pins/{{ vaInputs.pin }}', body: { pin: '{{ vaInputs.pin }}' } }),
      ],
      { callConnection },
    );
    const result = await talk.requester.says('a b/c-4711');
    expect(requests[0]).toMatchObject({ path: 'pins/a%20b%2Fc-4711', body: { pin: 'a b/c-4711' } });
    expect(JSON.stringify(result)).not.toContain('4711');
  });

  it.each([
    [{ path: 'x?y=1' }],
    [{ path: 'x#y' }],
    [{ path: '../x' }],
    [{ path: 'a/../x' }],
    [{ path: 'a\\b' }],
    [{ path: 'a b' }],
    [{ headers: { Host: 'x' } }],
    [{ headers: { Cookie: 'x' } }],
    [{ headers: { 'Content-Length': '1' } }],
  ])('%j is found when it is authored', (wrong) => expect(() => topic([call(wrong)])).toThrow());
});

describe('callback', () => {
  const refusing = (callback: object, settings: object) =>
    inSample(
      [
        { id: 'call', kind: 'callback', phone: "'+41446681800'", refused: 'no', ...callback },
        say('We will call.', { next: 'end' }),
        { id: 'no', kind: 'text', text: 'We cannot.' },
      ],
      { settings: ({ callbacks }) => void Object.assign(callbacks, settings) },
    );
  it.each([
    ['to a country that the settings do not name', {}, { countries: ['+49', '+43'] }, 'We cannot.'],
    ['to one that they name', {}, { countries: ['+49', '+41'] }, 'We will call.'],
    ['too far ahead', { at: "'2099-01-01T10:00'" }, {}, 'We cannot.'],
  ])('%s', async (_, callback, settings, said) => {
    const talk = await refusing(callback, settings);
    expect(talk.result().messages[0]?.text).toBe(said);
    expect(talk.eventsOf('callback_requested')).toHaveLength(said === 'We cannot.' ? 0 : 1);
  });
});
