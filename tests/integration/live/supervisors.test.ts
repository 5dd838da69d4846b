import { api, eventually, openRequester } from '../../support/clients.ts';
import { type Floor, inTalk, openFloor, opensOn, wordsOf } from './scene.ts';

/** What supervisors do in the conversations of others. */
let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

test('who looks on is seen by nobody, and leaves no mark', async () => {
  const { ada, samir } = floor;
  const { requester, number } = await inTalk(floor);
  await requester.says('can you help?');
  await ada.hears(number, /can you help/);
  const before = {
    ada: ada.changes.length,
    requester: requester.changes.length,
    words: requester.messages.length,
  };
  const adaReads = async () => {
    const path = `/interactions/${number}`;
    const asked = await ada.socket.timeout(8_000).emitWithAck('conversation:open', { interaction: number });
    return [
      (await api(floor.url, path, ada.token)).body,
      (await api(floor.url, '/interactions', ada.token)).body,
      asked.data?.header,
    ];
  };
  const read = await adaReads();
  floor.clock.advance(1_000);
  const live = await samir.did('conversation:view', { interaction: number, mode: 'observe' });
  expect(await adaReads()).toEqual(read);
  expect(live.members).toMatchObject([{ agent: { id: 'supervisor' }, role: 'observer', supervises: true }]);
  const opened = await opensOn(samir, number);
  expect(opened.messages.some(({ text }) => text === 'can you help?')).toBe(true);
  expect(samir.roleIn(number)).toBe('observer');
  await requester.says('hello?');
  await samir.hears(number, /hello\?/);
  expect((await samir.says(number, 'psst', { private: true })).error?.code).toBe('forbidden');
  expect((await samir.does('typing:set', { interaction: number, on: true })).error?.code).toBe('forbidden');
  await samir.does('receipt:read', { interaction: number, seq: 99 });

  // Neither a change of the conversation, nor a list, nor the log says it; the audit is not for agents.
  await ada.hears(number, /hello\?/);
  const asked = await ada.socket.timeout(8_000).emitWithAck('conversation:open', { interaction: number });
  expect(asked.data?.live.members).toEqual([]);
  expect(asked.data?.receipts.agentRead).toBe(0);
  expect(await floor.logOf(number, ada, 'member')).toEqual([]);
  expect(await floor.logOf(number, samir, 'member')).toEqual(['member: observer (Samir Haddad)']);
  await samir.did('conversation:leave', { interaction: number });
  await samir.did('conversation:view', { interaction: number, mode: 'observe' });
  expect(await floor.logOf(number, ada, 'member')).toEqual([]);
  const sent = JSON.stringify([
    ada.changes.slice(before.ada),
    ada.messages,
    requester.messages,
    requester.changes,
  ]);
  expect(sent).not.toContain('Samir');
  expect(ada.changes.slice(before.ada).filter(({ interaction }) => interaction === number)).toEqual([]);
  expect(requester.changes).toHaveLength(before.requester);
  expect((await floor.auditOf(number, samir)).map(({ action }) => action)).toContain('observe conversation');
  await samir.did('conversation:leave', { interaction: number });
});

test('from looking on to whispering to speaking there is no way back but leaving', async () => {
  const { ada, samir } = floor;
  const { requester, number } = await inTalk(floor);
  const views = (mode: 'observe' | 'whisper' | 'barge') =>
    samir.does('conversation:view', { interaction: number, mode });
  await views('observe');
  await views('whisper');
  await ada.hears(number, /Samir Haddad listens and can whisper/);
  await eventually(
    () =>
      ada.changes.findLast(({ interaction }) => interaction === number)?.live.members[0]?.role === 'whisper',
    'who whispers',
  );
  await samir.says(number, 'Offer a refund', { private: true });
  await ada.hears(number, /Offer a refund/);
  expect((await samir.says(number, 'hello')).error?.code).toBe('forbidden');
  expect((await views('observe')).error?.code).toBe('conflict');
  await requester.says('well?');
  await ada.hears(number, /^well\?$/);
  expect(wordsOf(requester).join()).not.toMatch(/Samir|refund/);

  await views('barge');
  await requester.hears(/Samir Haddad has joined/);
  await samir.says(number, 'I am the boss');
  await requester.hears(/I am the boss/);
  for (const mode of ['whisper', 'observe'] as const)
    expect((await views(mode)).error?.code).toBe('conflict');
  await samir.did('conversation:leave', { interaction: number });
  await requester.hears(/Samir Haddad has left/);
  expect((await views('observe')).error).toBeUndefined();
  await samir.did('conversation:leave', { interaction: number });
});

test('what is the Virtual Agent’s, or waits, can be looked at and no more', async () => {
  const { ada, samir } = floor;
  await ada.is('away');
  const requester = await openRequester(floor.url);
  await requester.hears(/./);
  const interaction = requester.session.interactionNumber;
  expect((await samir.does('conversation:view', { interaction, mode: 'barge' })).error?.code).toBe(
    'conflict',
  );
  await samir.did('conversation:view', { interaction, mode: 'observe' });
  await requester.says('my laptop is slow');
  await samir.hears(interaction, /my laptop is slow/);
  await requester.says('agent');
  await requester.becomes('queue');
  await samir.hears(interaction, /^agent$/);
  expect((await samir.does('conversation:view', { interaction, mode: 'whisper' })).error?.code).toBe(
    'conflict',
  );
  await ada.is('available');
  await ada.accepts(await ada.isOffered(interaction));
  await requester.hears(/Ada Moreno has joined/);
  expect((await opensOn(ada, interaction)).live.members).toEqual([]);
  expect(samir.roleIn(interaction)).toBe('observer');
  await requester.ends();
});

test('only supervisors look on', async () => {
  const { number } = await inTalk(floor);
  const interaction = number;
  expect((await floor.ben.does('conversation:view', { interaction, mode: 'observe' })).error?.code).toBe(
    'forbidden',
  );
  expect((await floor.ada.does('conversation:view', { interaction, mode: 'observe' })).error?.code).toBe(
    'forbidden',
  );
});

test('a supervisor takes over: the former agent reads on, writes no more, and leaves', async () => {
  const { ada, ben, samir } = floor;
  const { requester, number } = await inTalk(floor);
  const held = ada.inbox()?.capacity.held ?? 0;
  expect((await ben.does('work:claim', { interaction: number })).error?.code).toBe('conflict');
  await samir.does('work:claim', { interaction: number });
  await requester.hears(/Samir Haddad has taken over the conversation/);
  await eventually(
    () => samir.roleIn(number) === 'holder' && ada.roleIn(number) === 'observer',
    'both desks',
  );
  expect(ada.inbox()?.capacity.held).toBe(held - 1);
  expect((await ada.says(number, 'but')).error?.code).toBe('forbidden');
  expect((await ada.says(number, 'but', { private: true })).error?.code).toBe('forbidden');
  await samir.says(number, 'I go on from here');
  await requester.hears(/I go on from here/);
  await ada.hears(number, /I go on from here/);
  // That the former agent still reads is no secret.
  expect((await opensOn(samir, number)).live.members).toMatchObject([
    { agent: { id: 'agent1' }, role: 'observer' },
  ]);
  await ada.did('conversation:leave', { interaction: number });
  await eventually(() => ada.roleIn(number) === undefined, 'the desk without it');
  expect(wordsOf(requester).join()).not.toContain('Ada Moreno has left');
  expect(await floor.logOf(number, samir, 'owner')).toEqual([
    expect.any(String),
    'owner: accepted (Ada Moreno)',
    'owner: taken_over (Samir Haddad)',
  ]);
  await samir.ends(number, { shortDescription: 'done' });
});

test('an agent asks for help: supervisors see it, the requester does not', async () => {
  const { ada, ben, samir } = floor;
  const { requester, number } = await inTalk(floor);
  const live = await ada.did('help:set', { interaction: number, on: true, note: 'They want money' });
  expect(live.help).toMatchObject({ note: 'They want money', by: { id: 'agent1' } });
  await ada.hears(number, /Ada Moreno asks for help: They want money/);
  await eventually(
    () => ada.inbox()?.conversations.find((one) => one.interaction === number)?.help,
    'the flag',
  );
  expect((await ben.does('help:set', { interaction: number, on: false })).error?.code).toBe('forbidden');
  await samir.did('conversation:view', { interaction: number, mode: 'observe' });
  expect((await opensOn(samir, number)).live.help).toMatchObject({ note: 'They want money' });
  expect((await ada.did('help:set', { interaction: number, on: false })).help).toBeNull();
  await samir.did('conversation:leave', { interaction: number });
  expect(wordsOf(requester).join()).not.toContain('help: They want');
});
