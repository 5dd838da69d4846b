import { randomUUID } from 'node:crypto';
import { agentPayloads } from '../../../contracts/sockets.ts';
import { type AgentClient, openAgent, openRequester, type Requester } from '../../support/clients.ts';
import { type Answered, openScene, type Scene } from './scene.ts';

/**
 * Every way to an interaction, and who gets through (design §8): its agent, another agent, reviewers, people of
 * another domain, requesters. A new route or event that takes an interaction fails here until it stands in a table.
 */
let scene: Scene;
let mine: Answered;
let theirs: Answered;
let requester: Requester;
beforeAll(async () => {
  scene = await openScene();
  mine = await scene.opens('agent1', 'Nora');
  theirs = await scene.opens('acmeagent', 'Kim');
  requester = await openRequester(scene.url);
});
afterAll(async () => {
  requester.leave();
  await scene.close();
});

interface Door {
  body?: unknown;
  query?: string;
  /** What an agent who does not hold it is answered. */
  other: number;
  /** What supervisors and VA admins are answered; not said: it would change something. */
  supervisor?: number;
  author?: number;
  /** What the requester of another conversation is answered. */
  stranger: number;
}
const reads = { other: 403, supervisor: 200, author: 200 };
const comment = { interaction: 'NUMBER', fields: { short_description: 'x' } };
/** Staff routes do not know requesters at all; shared ones do not show them what is not theirs. */
const staffOnly = { stranger: 401 };
const shared = { stranger: 404 };

const doors: Record<string, Door> = {
  'get /interactions/{number}': { ...reads, ...shared },
  'patch /interactions/{number}': { other: 403, body: { tags: ['x'] }, ...staffOnly },
  'get /interactions/{number}/transcript': { ...reads, ...shared },
  'post /interactions/{number}/transcript/mail': { other: 403, body: { to: 'x@example.com' }, ...staffOnly },
  'get /interactions/{number}/logs': { ...reads, ...staffOnly },
  'get /interactions/{number}/routing': { ...reads, ...staffOnly },
  'get /interactions/{number}/insights': { ...reads, ...staffOnly },
  'get /interactions/{number}/audit': { ...reads, ...staffOnly },
  'get /interactions/{number}/attachments': { ...reads, ...shared },
  'get /interactions/{number}/attachments/{id}': { other: 403, supervisor: 404, author: 404, ...shared },
  'post /interactions/{number}/attachments': { other: 403, supervisor: 403, author: 403, ...staffOnly },
  'get /interactions/{number}/related-tasks': { ...reads, ...staffOnly },
  'get /interactions/{number}/related-tasks/draft': {
    other: 403,
    supervisor: 200,
    author: 403,
    query: '?table=incident',
    ...staffOnly,
  },
  'post /interactions/{number}/related-tasks': {
    other: 403,
    author: 403,
    body: { table: 'incident', id: 'x' },
    ...staffOnly,
  },
  'delete /interactions/{number}/related-tasks/{table}/{id}': { other: 403, author: 403, ...staffOnly },
  'post /interactions/{number}/claim': { other: 409, author: 403, ...staffOnly },
  'post /interactions/{number}/close': { other: 403, author: 403, body: {}, ...staffOnly },
  'post /interactions/{number}/clone': { other: 403, author: 403, ...staffOnly },
  'post /interactions/{number}/hold': {
    other: 403,
    author: 403,
    body: { waitingReason: 'waiting_internal' },
    ...staffOnly,
  },
  'post /interactions/{number}/resume': { other: 403, author: 403, ...staffOnly },
  'post /interactions/{number}/transfer': {
    other: 403,
    author: 403,
    body: { to: { queue: 'service_desk' } },
    ...staffOnly,
  },
  'get /destinations': {
    other: 403,
    supervisor: 200,
    author: 403,
    query: '?interaction=NUMBER',
    ...staffOnly,
  },
  'post /interactions/{number}/wrap-up': { other: 403, author: 403, body: {}, ...staffOnly },
  'post /tables/{table}/records': { other: 403, body: comment, ...staffOnly },
  'patch /tables/{table}/records/{id}': { other: 403, body: comment, ...staffOnly },
  // Whoever may read the record reads it; that it is no work on the interaction leaves no trace there.
  'get /tables/{table}/records/{id}': { other: 200, supervisor: 200, author: 200, ...staffOnly },
};

let incident: string;
beforeAll(async () => {
  const { body } = await scene.ask('agent1', 'GET', '/tables/incident/records?limit=1');
  incident = String(body.items[0]?.id);
});

function call(who: string, door: string, number: string) {
  const [method = '', template = ''] = door.split(' ');
  const isRecord = template.startsWith('/tables');
  const query =
    isRecord && method === 'get'
      ? `?interaction=${number}`
      : (doors[door]?.query ?? '').replace('NUMBER', number);
  const path = template
    .replace('{number}', number)
    .replace('{table}', 'incident')
    .replace('{id}', isRecord ? incident : 'some-id');
  const body: unknown = JSON.parse(JSON.stringify(doors[door]?.body ?? null).replace('NUMBER', number));
  return scene.ask(who, method.toUpperCase(), `${path}${query}`, body ?? undefined);
}

test('every route that takes an interaction stands in the table', async () => {
  const api: unknown = await (await fetch(`${scene.url}/api/openapi.json`)).json();
  const { paths } = api as { paths: Record<string, Record<string, unknown>> };
  const taking = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(
        ([, operation]) =>
          path.includes('/interactions/{number}') ||
          /"interaction":\{|"name":"interaction"/.test(JSON.stringify(operation)),
      )
      .map(([method]) => `${method} ${path.replace('/api/v1', '')}`),
  );
  expect(taking.sort()).toEqual(Object.keys(doors).sort());
});

describe.each(Object.entries(doors))('%s', (door, { other, supervisor, author, stranger }) => {
  test('an agent who does not hold it', async () => {
    expect((await call('agent2', door, mine.number)).status).toBe(other);
  });
  test('supervisors and VA admins', async () => {
    const of = async (who: string, expected: number | undefined) =>
      expected === undefined ? undefined : (await call(who, door, mine.number)).status;
    expect([await of('supervisor', supervisor), await of('author', author)]).toEqual([supervisor, author]);
  });
  test('in another domain it does not exist, in the words of an unknown number', async () => {
    for (const who of ['acmeagent', 'acmesupervisor']) {
      const elsewhere = await call(who, door, mine.number);
      const nowhere = await call(who, door, 'IMS9999999');
      expect([who, elsewhere.status, elsewhere.body.detail]).toEqual([
        who,
        404,
        nowhere.body.detail?.replace('IMS9999999', mine.number),
      ]);
    }
  });
  test('requesters and nobody', async () => {
    expect((await call(requester.session.token, door, mine.number)).status).toBe(stranger);
    expect((await call(requester.session.resumeToken, door, mine.number)).status).toBe(401);
    expect((await call('', door, mine.number)).status).toBe(401);
  });
});

test('who works in a domain above sees what is below it, and the lists show each their own', async () => {
  expect((await scene.ask('supervisor', 'GET', `/interactions/${theirs.number}`)).status).toBe(200);
  const listed = async (who: string, path = '/interactions') =>
    (await scene.ask(who, 'GET', path)).body.items.map(({ number }) => number);
  expect(await listed('acmesupervisor')).toEqual([theirs.number]);
  expect(await listed('acmesupervisor', `/interactions?q=${mine.number}`)).toEqual([]);
  expect(await listed('acmesupervisor', '/interactions?domain=global')).toEqual([theirs.number]);
  expect(await listed('agent1')).toEqual(expect.arrayContaining([mine.number, theirs.number]));
  const { openedFor } = mine;
  const person = encodeURIComponent((openedFor as { id: string }).id);
  expect((await scene.ask('acmesupervisor', 'GET', `/people/${person}`)).status).toBe(404);
  expect(await listed('acmesupervisor', `/people/${person}/interactions`)).toEqual([]);
  const csv = await scene.ask('acmesupervisor', 'GET', '/interactions?format=csv');
  expect(String(csv.body)).toContain(theirs.number);
  expect(String(csv.body)).not.toContain(mine.number);
});

test('the id that a client makes for a new interaction leads to nobody else’s', async () => {
  const wish = { type: 'walk_up', openedFor: { name: 'Guess' }, id: mine.id };
  const guessed = await scene.ask('acmeagent', 'POST', '/interactions', wish);
  expect(guessed.status).not.toBe(201);
  expect(JSON.stringify(guessed.body)).not.toContain('Nora');
});

test('a requester reads their own, without how they were judged, what was noted and who closed it', async () => {
  const here = await openAgent(scene.url, scene.token('agent2'));
  await here.is('away');
  const person = await openRequester(scene.url);
  await person.says('talk to a person');
  await person.becomes('queue');
  const { interactionNumber, token } = person.session;
  const path = `/interactions/${interactionNumber}`;
  expect((await scene.ask('agent2', 'POST', `${path}/claim`, {})).status).toBe(200);
  expect((await scene.ask('supervisor', 'POST', `${path}/close`, {})).status).toBe(200);
  const { body } = await scene.ask(token, 'GET', path);
  expect(body).toMatchObject({
    number: interactionNumber,
    closedBy: { kind: 'system', name: 'System' },
    assignedTo: { name: 'Ben Okafor' },
  });
  expect(JSON.stringify(body)).not.toMatch(/Samir|agent2/);
  const shown = `number id type subtype direction channel locale state stateReason owner openedFor openedAt closedAt
    updatedAt queue shortDescription assignedTo closedBy`;
  expect(Object.keys(body).sort()).toEqual(shown.split(/\s+/).sort());
  here.leave();
  person.leave();
});

const events: Record<string, object> = {
  'work:claim': {},
  'message:send': { id: randomUUID(), text: 'hello' },
  'typing:set': { on: true },
  'conversation:open': {},
  'conversation:hold': { waitingReason: 'waiting_internal' },
  'conversation:resume': {},
  'conversation:end': { resolution: 'resolved', shortDescription: 'x' },
  'conversation:transfer': { to: { queue: 'service_desk' } },
  'transfer:complete': {},
  'transfer:cancel': {},
  'conversation:invite': { agent: 'agent2' },
  'invitation:cancel': { agent: 'agent2' },
  'invitation:answer': { accept: true },
  'conversation:view': { mode: 'observe' },
  'conversation:leave': {},
  'conversation:return': {},
  'help:set': { on: true },
  'topic:start': { topic: 'find_article' },
  'topic:stop': {},
  'receipt:read': { seq: 1 },
};

test('every event that takes an interaction stands in the table', () => {
  const taking = Object.entries(agentPayloads)
    .filter(([, payload]) => 'interaction' in payload.shape)
    .map(([name]) => name);
  expect(taking.sort()).toEqual(Object.keys(events).sort());
});

describe.each(Object.entries(events))('%s', (event, payload) => {
  const emit = (client: AgentClient, interaction: string): Promise<{ error?: { code: string } }> =>
    client.socket.timeout(8_000).emitWithAck(event as 'work:claim', { ...payload, interaction });

  test('is not for an agent who does not hold it, and in another domain there is nothing', async () => {
    const other = await openAgent(scene.url, scene.token('agent2'));
    const codes: Record<string, string[]> = {
      'work:claim': ['conflict', 'forbidden'],
      'invitation:answer': ['gone'],
    };
    expect(codes[event] ?? ['forbidden']).toContain((await emit(other, mine.number)).error?.code);
    other.leave();
    for (const who of ['acmeagent', 'acmesupervisor']) {
      const client = await openAgent(scene.url, scene.token(who));
      for (const name of [mine.number, mine.id, 'IMS9999999'])
        expect((await emit(client, name)).error?.code).toBe('not_found');
      client.leave();
    }
  });
});

test('work from a domain that an agent does not see is not offered to them', async () => {
  const outsider = await openAgent(scene.url, scene.token('acmeagent'));
  await outsider.is('available');
  const wish = { type: 'walk_up', openedFor: { name: 'Ola' }, queue: 'service_desk', shortDescription: 'x' };
  const { body } = await scene.ask('supervisor', 'POST', '/interactions', wish);
  await scene.pass(1);
  expect(outsider.offers).toEqual([]);
  const insider = await openAgent(scene.url, scene.token('agent2'));
  await insider.is('available');
  await insider.isOffered(body.number);
  for (const one of [outsider, insider]) one.leave();
});
