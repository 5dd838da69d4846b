import { AppError } from '../../../contracts/errors.ts';
import { defaultSettings } from '../../../contracts/settings.ts';
import { runDialog } from '../../../topics/runDialog.ts';
import { catalogOf, converse, inSample, shippedTopics, topic, withSetup } from './support/conversation.ts';

const broken = [{ id: 'b', kind: 'decision', branches: [{ when: 'vaVars.n > 1', next: 'end' }] }];

describe('a failing element (design 3.7)', () => {
  it('is logged, and the Error topic hands over', async () => {
    const { eventsOf, outcome, va, running } = await inSample(
      [{ id: 'hi', kind: 'text', text: 'So far so good' }, ...broken],
      {},
      { variables: { n: 'x' } },
    );
    va.replies('So far so good', /something went wrong/);
    expect(eventsOf('element_run')).toContainEqual(
      expect.objectContaining({ topic: 'sample', element: 'b', outcome: 'failed' }),
    );
    expect(eventsOf('faulted')).toMatchObject([{ where: 'sample/b' }]);
    expect(eventsOf('topic_ended')[0]).toMatchObject({ topic: 'sample', outcome: 'failed' });
    expect(outcome().kind).toBe('handoff_requested');
    expect(running()).toEqual(['error/hand_over']);
  });

  it('hands over to where the topic would have', async () => {
    const { outcome } = await inSample(
      broken,
      {},
      { variables: { n: 'x' }, handoff: { queue: 'network', skills: ['vpn'] } },
    );
    expect(outcome()).toMatchObject({ queue: 'network', skills: ['vpn'], shortDescription: 'Sample' });
  });

  it('when nobody can take over, the conversation goes on', async () => {
    const { desk, va } = await inSample(broken, {}, { variables: { n: 'x' } });
    await desk.answers('no_agents');
    va.replies(/told about the error/, /anything else/);
  });

  it('a failure outside the topics runs the Error topic too', async () => {
    const talk = converse({ catalog: await withSetup() });
    await talk.desk.fails('the adapter broke');
    talk.va.replies(/something went wrong/);
    expect(talk.outcome().kind).toBe('handoff_requested');
  });

  it('P01: when the Error topic fails as well, the conversation is faulted', async () => {
    const error = topic(broken, { name: 'my_error', type: 'setup', role: 'error', variables: { n: 'x' } });
    const talk = converse({ catalog: await withSetup(topic(broken, { variables: { n: 'x' } }), error) });
    await talk.requester.says('run the sample');
    expect(talk.outcome()).toMatchObject({ kind: 'faulted', message: expect.stringContaining('overload') });
    expect(talk.state().stack).toEqual([]);
    talk.va.replies(/cannot go on/);
  });

  it('without an Error topic a person is asked for', async () => {
    const talk = converse({ catalog: catalogOf([topic(broken, { variables: { n: 'x' } })]) });
    await talk.requester.says('run the sample');
    expect(talk.outcome().kind).toBe('handoff_requested');
  });

  it('an unknown table is the author’s failure', async () => {
    const { eventsOf } = await inSample(
      [{ id: 'c', kind: 'card', record: 'vaVars.nothing' }],
      {},
      { variables: { nothing: null } },
    );
    expect(eventsOf('faulted')).toMatchObject([{ message: expect.stringContaining('is not a record') }]);
  });
});

describe('the store cannot be reached', () => {
  const failing = async (error: Error) => {
    const catalog = await withSetup(topic([{ id: 'l', kind: 'lookup', table: 'incident', into: 'x' }]));
    const ports = {
      now: () => new Date(0),
      newId: () => 'id',
      records: { find: () => Promise.reject(error), nextNumber: () => Promise.reject(error) },
      agentAvailability: () => Promise.reject(error),
      transcript: () => Promise.reject(error),
      callConnection: () => Promise.reject(error),
    };
    const requester = { id: 'u1', name: 'Ada', guest: false };
    const context = {
      conversationId: 'c',
      number: 'n',
      locale: 'en',
      channel: 'web',
      requester,
      settings: defaultSettings(),
    };
    return runDialog(catalog, ports, context, null, { kind: 'text', text: 'run the sample' });
  };

  it('rejects, so that the message can be sent again', async () => {
    const unreachable = Object.assign(new Error('connect ECONNREFUSED'), { name: 'MongoNetworkError' });
    await expect(failing(unreachable)).rejects.toBe(unreachable);
    const unavailable = new AppError('unavailable', 'try later');
    await expect(failing(unavailable)).rejects.toBe(unavailable);
  });

  it('other errors of a lookup belong to the Error topic', async () => {
    const result = await failing(new AppError('invalid', 'no such field'));
    expect(result.events).toContainEqual(
      expect.objectContaining({ type: 'faulted', message: 'no such field' }),
    );
  });
});

describe('limits', () => {
  it('elements per turn: an error with the path that led there', async () => {
    const loop = [
      { id: 'a', kind: 'set', values: { n: 1 } },
      { id: 'b', kind: 'set', values: { n: 2 }, next: 'a' },
    ];
    const { eventsOf, outcome } = await inSample(loop, { settings: (s) => (s.topics.elementsPerTurn = 20) });
    expect(eventsOf('faulted')[0]?.message).toMatch(/20 elements.*sample\/a → sample\/b → sample\/a/);
    expect(outcome().kind).toBe('handoff_requested');
  });

  it('depth of blocks: an error with the chain of calls', async () => {
    const ping = topic([{ id: 'x', kind: 'block', block: 'pong' }], {
      name: 'ping',
      title: 'Ping',
      type: 'block',
    });
    const pong = topic([{ id: 'x', kind: 'block', block: 'ping' }], {
      name: 'pong',
      title: 'Pong',
      type: 'block',
    });
    const start = topic([{ id: 'x', kind: 'block', block: 'ping' }]);
    const talk = converse({
      catalog: await withSetup(start, ping, pong),
      settings: (s) => (s.topics.blockDepth = 3),
    });
    await talk.requester.says('run the sample');
    expect(talk.eventsOf('faulted')[0]?.message).toMatch(/3 deep: sample → ping → pong → ping → pong/);
  });

  it('a condition does not loop over too much', async () => {
    const script = 'vaVars.list = []; for (var i = 0; i < 5000; i++) vaVars.list.push(i)';
    const when = 'vaVars.list.all(a, vaVars.list.all(b, a != b || a == b))';
    const { eventsOf } = await inSample([
      { id: 's', kind: 'script', script },
      { id: 'd', kind: 'decision', branches: [{ when, next: 'end' }] },
    ]);
    expect(eventsOf('faulted')).toMatchObject([
      { where: 'sample/d', message: expect.stringContaining('too much') },
    ]);
  });

  it('a template that loops is stopped', async () => {
    const text = '{% for i in (1..30000) %}{% for j in (1..30000) %}x{% endfor %}{% endfor %}';
    const { eventsOf } = await inSample([{ id: 'a', kind: 'text', text }]);
    expect(eventsOf('faulted')[0]?.message).toMatch(/limit exceeded/);
  });
});

describe('a broken setup topic', () => {
  it('Anything Else that is missing is passed over', async () => {
    const talk = converse({ catalog: catalogOf([topic([{ id: 'a', kind: 'text', text: 'Done' }])]) });
    await talk.requester.says('run the sample');
    talk.va.replies('Done');
    expect(talk.outcome()).toEqual({ kind: 'waiting' });
    await talk.requester.says('gibberish');
    talk.va.replies(/did not understand/);
  });

  it('an author’s own setup topic goes before the shipped one', async () => {
    const { createCatalog } = await import('../../../topics/catalog.ts');
    const { applyPlan, planVersions } = await import('../../../topics/planVersions.ts');
    const stored = applyPlan([], planVersions([], await shippedTopics()));
    const definition = topic([{ id: 'a', kind: 'text', text: 'Ahoy' }], {
      name: 'ahoy',
      type: 'setup',
      role: 'greeting',
    });
    const own = { name: 'ahoy', version: 1, hash: 'h', definition, source: 'studio', current: true } as const;
    const talk = converse({ catalog: createCatalog([...stored, own]) });
    await talk.requester.opens();
    talk.va.replies('Ahoy');
  });
});
