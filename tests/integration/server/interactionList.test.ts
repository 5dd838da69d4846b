import { randomUUID } from 'node:crypto';
import type { InteractionHeader } from '../../../contracts/header.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { createInteractions, type Interactions } from '../../../interactions/interactions.store.ts';
import { connectStore, type StoreConnection } from '../../../store/connect.ts';
import { type InProcess, startInProcess } from '../../support/inProcess.ts';

let app: InProcess;
let connection: StoreConnection;
let interactions: Interactions;
let agent: string;
let supervisor: string;
let admin: string;
let next = 5_000_000;

beforeAll(async () => {
  app = await startInProcess();
  connection = await connectStore(app.store.uri);
  interactions = createInteractions(connection);
  [agent, supervisor, admin] = (await Promise.all(
    ['agent1@example.com', 'supervisor@example.com', 'admin@example.com'].map(app.login),
  )) as [string, string, string];
});
afterAll(async () => {
  await connection.close();
  await app.close();
});

async function add(header: Partial<InteractionHeader>, said: string[] = []): Promise<string> {
  next += 1;
  const number = `IMS${next}`;
  const state = emptyConversation(
    randomUUID(),
    number,
    new Date(1_700_000_000_000 + next * 1_000).toISOString(),
  );
  await interactions.create(state, null);
  await interactions.save({ ...state, lastSeq: 1, header: { ...state.header, ...header } }, null, true, said);
  return number;
}

async function call(token: string, path: string, init: { method?: string; body?: unknown } = {}) {
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method: init.method ?? 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, text, body: json ? JSON.parse(text) : null, headers: response.headers };
}

async function numbers(token: string, query: string): Promise<string[]> {
  const { body } = await call(token, `/interactions?${query}`);
  return body.items.map(({ number }: InteractionHeader) => number);
}

describe('the list of interactions', () => {
  it('is filtered by any field, by several values, and by words in either spelling', async () => {
    const one = await add({
      disposition: 'Refund, partial',
      channel: 'kiosk',
      shortDescription: 'Drucker für Köln',
    });
    const two = await add({ disposition: 'Exchange', channel: 'kiosk', account: 'ACME' });
    expect(await numbers(agent, 'channel=kiosk')).toEqual([two, one]);
    expect(await numbers(agent, 'channel=kiosk&disposition=refund%5C,%20partial')).toEqual([one]);
    expect(await numbers(agent, 'account=acme&disposition=exchange,other')).toEqual([two]);
    expect(await numbers(agent, 'channel=kiosk&q=koeln')).toEqual([one]);
    expect(await numbers(agent, `q=${two.toLowerCase()}`)).toEqual([two]);
    expect(await numbers(agent, 'channel=kiosk&q=druck')).toEqual([one]);
    expect(await numbers(agent, 'channel=kiosk&owner=agent')).toEqual([]);
  });

  it('refuses columns and values that there are not', async () => {
    for (const query of [
      'fields=number,password',
      'state=broken',
      'state=new,broken',
      'sort=name',
      'from=yesterday',
    ])
      expect([query, (await call(agent, `/interactions?${query}`)).status]).toEqual([query, 400]);
  });

  it('shows work notes to those alone who ask for them', async () => {
    const number = await add({ workNotes: ['called back'], channel: 'pigeon' });
    const plain = await call(agent, '/interactions?channel=pigeon');
    expect(plain.body.items[0]).toMatchObject({ number });
    expect(plain.body.items[0]).not.toHaveProperty('workNotes');
    const asked = await call(agent, '/interactions?channel=pigeon&fields=workNotes');
    expect(asked.body.items).toEqual([{ number, workNotes: ['called back'] }]);
  });

  it('finds by what was said only for those who may read it', async () => {
    const number = await add({}, ['unobtainium']);
    expect(await numbers(supervisor, 'q=unobtainium')).toEqual([number]);
    expect(await numbers(agent, 'q=unobtainium')).toEqual([]);
  });

  it('shows what a conversation said once it is closed', async () => {
    const session = await call('', '/chat/sessions', { method: 'POST', body: {} });
    const { conversationId, interactionNumber } = session.body;
    expect(conversationId).toBeDefined();
    expect(await numbers(supervisor, `q=${interactionNumber}`)).toEqual([interactionNumber]);
  });
});

describe('the list as CSV', () => {
  it('holds all rows of the filter, not a page of them, and is audited', async () => {
    for (let index = 0; index < 620; index += 1)
      await add({ channel: 'bulk', shortDescription: `=row ${index}` });
    const { status, text, headers } = await call(
      supervisor,
      '/interactions?format=csv&channel=bulk&fields=number,shortDescription&bom=true&limit=5',
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/csv');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="interactions-[\d-]+\.csv"$/);
    const lines = text.split('\r\n');
    // `fetch` takes the byte order mark away when it decodes.
    expect(lines[0]?.replace('\uFEFF', '')).toBe('number,shortDescription');
    expect(lines).toHaveLength(622);
    expect(lines[1]).toMatch(/^IMS\d+,'=row 619$/);
    expect(new Set(lines).size).toBe(622);
    const audit = await call(admin, '/audit?target=interactions');
    expect(audit.body.items[0]).toMatchObject({
      details: { channel: ['bulk'], fields: ['number', 'shortDescription'] },
    });
  });
});

describe('saved views', () => {
  const view = {
    name: 'Open in IT',
    filters: { state: 'new,on_hold', q: 'vpn' },
    fields: ['number', 'state'],
  };
  const save = (token: string, body: unknown) => call(token, '/views', { method: 'POST', body });
  const names = async (token: string): Promise<string[]> =>
    (await call(token, '/views')).body.items.map(({ name }: { name: string }) => name);

  it('are kept for their owner, changed and deleted', async () => {
    const made = await save(agent, view);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...view, sort: '-openedAt', shared: false, isDefault: false });
    expect(await names(agent)).toContain('Open in IT');
    expect(await names(supervisor)).not.toContain('Open in IT');
    const path = `/views/${made.body.id}`;
    expect((await call(supervisor, path, { method: 'PUT', body: view })).status).toBe(404);
    const changed = await call(agent, path, {
      method: 'PUT',
      body: { ...view, name: 'Mine', sort: 'number' },
    });
    expect(changed.body).toMatchObject({ id: made.body.id, name: 'Mine', sort: 'number' });
    expect((await call(agent, path, { method: 'DELETE' })).status).toBe(200);
    expect(await names(agent)).not.toContain('Mine');
  });

  it('are shared by supervisors, and read by everybody who works here', async () => {
    expect((await save(agent, { ...view, shared: true })).status).toBe(403);
    const { body } = await save(supervisor, { ...view, name: 'For all', shared: true });
    expect(await names(agent)).toContain('For all');
    expect((await call(agent, `/views/${body.id}`, { method: 'DELETE' })).status).toBe(403);
    expect((await call(admin, `/views/${body.id}`, { method: 'DELETE' })).status).toBe(200);
  });

  it('one of them is where a user begins', async () => {
    const { body: shared } = await save(supervisor, { ...view, name: 'Begin here', shared: true });
    const { body: own } = await save(agent, { ...view, name: 'Own', isDefault: true });
    const defaults = async () =>
      (await call(agent, '/views')).body.items.filter(({ isDefault }: { isDefault: boolean }) => isDefault);
    expect(await defaults()).toMatchObject([{ id: own.id }]);
    await call(agent, '/views/default', { method: 'PUT', body: { id: shared.id } });
    expect(await defaults()).toMatchObject([{ id: shared.id }]);
    await call(agent, '/views/default', { method: 'PUT', body: { id: null } });
    expect(await defaults()).toEqual([]);
    expect((await call(agent, '/views/default', { method: 'PUT', body: { id: 'nothing' } })).status).toBe(
      404,
    );
  });

  it('hold only filters and columns that there are', async () => {
    for (const wrong of [
      { filters: { colour: 'red' } },
      { filters: { state: 'broken' } },
      { fields: ['number', 'password'] },
      { fields: ['number', 'number'] },
      { fields: [] },
      { name: ' ' },
    ])
      expect([wrong, (await save(agent, { ...view, ...wrong })).status]).toEqual([wrong, 400]);
  });
});
