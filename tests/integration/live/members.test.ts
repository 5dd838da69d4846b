import { randomUUID } from 'node:crypto';
import { eventually } from '../../support/clients.ts';
import { type Floor, inTalk, joins, openFloor, opensOn, wordsOf } from './scene.ts';

/** Who else is in a conversation, and what they may do there. */
let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

test('who is invited comes, writes to the requester, types and leaves, and everybody reads it', async () => {
  const { ada, ben } = floor;
  const { requester, number } = await inTalk(floor);
  await ada.did('conversation:invite', {
    interaction: number,
    agent: 'Ben Okafor',
    note: 'You know routers',
  });
  const asked = await eventually(
    () => ben.invited.find((one) => one.interaction === number),
    'the invitation',
  );
  expect(asked).toMatchObject({ kind: 'invite', from: 'Ada Moreno', note: 'You know routers' });
  expect(ben.inbox()?.invitations).toHaveLength(1);
  expect((await ben.says(number, 'too early')).error?.code).toBe('forbidden');

  const live = await ben.did('invitation:answer', { interaction: number, accept: true });
  expect(live).toMatchObject({
    invitations: [],
    members: [{ agent: { id: 'agent2' }, role: 'public', supervises: false }],
  });
  await requester.hears(/Ben Okafor has joined/);
  const opened = await opensOn(ben, number);
  expect(opened.live.members).toHaveLength(1);
  expect(ben.roleIn(number)).toBe('public');
  expect(ben.uninvited).toContainEqual({ interaction: number, why: 'accepted' });
  await eventually(() => requester.changes.at(-1)?.others?.[0]?.name === 'Ben Okafor', 'who is there');

  await ben.says(number, 'Is the lamp green?');
  await requester.hears(/Is the lamp green/);
  await ada.hears(number, /Is the lamp green/);
  await ben.says(number, 'It is the cable', { private: true });
  await ada.hears(number, /It is the cable/);
  const typed = new Promise((resolve) => requester.socket.once('typing:changed', resolve));
  await ben.does('typing:set', { interaction: number, on: true });
  expect(await typed).toEqual({ from: { kind: 'agent', name: 'Ben Okafor' }, on: true });
  await eventually(() => ada.typings.some(({ from }) => from.name === 'Ben Okafor'), 'typing at the desk');
  expect(ben.typings.some(({ from }) => from.name === 'Ben Okafor')).toBe(false);
  await requester.says('It is red');
  await ben.hears(number, /It is red/);

  expect((await ben.ends(number, { shortDescription: 'x' })).error?.code).toBe('forbidden');
  expect(
    (await ben.does('conversation:transfer', { interaction: number, to: { agent: 'agent1' } })).error?.code,
  ).toBe('forbidden');
  expect((await ada.does('conversation:leave', { interaction: number })).error?.code).toBe('conflict');
  await ben.did('conversation:leave', { interaction: number });
  await requester.hears(/Ben Okafor has left/);
  await eventually(() => ben.roleIn(number) === undefined, 'the desk without it');
  expect((await ben.says(number, 'and')).error?.code).toBe('forbidden');
  expect(wordsOf(requester).join()).not.toMatch(/cable|routers/);
  // Who takes part reads without leaving a line in the audit.
  expect((await floor.auditOf(number, floor.samir)).map(({ actor }) => actor.name)).not.toContain(
    'Ben Okafor',
  );
  expect(await floor.logOf(number, ada, 'member')).toEqual([
    'member: invite (Ben Okafor)',
    'member: public (Ben Okafor)',
    'member: left (Ben Okafor)',
  ]);
});

test('an invitation is declined, withdrawn, or missed once', async () => {
  const { ada, ben } = floor;
  const { number } = await inTalk(floor);
  const seen = () => ben.uninvited.filter(({ interaction }) => interaction === number).length;
  const invites = () => ada.did('conversation:invite', { interaction: number, agent: 'agent2' });
  const [, again] = [await invites(), await invites()];
  expect(again.invitations).toHaveLength(1);
  await ben.did('invitation:answer', { interaction: number, accept: false, reason: 'In a meeting' });
  await ada.hears(number, /Ben Okafor cannot come: In a meeting/);
  await eventually(() => seen() === 1, 'the first gone');

  await invites();
  expect((await ada.did('invitation:cancel', { interaction: number, agent: 'agent2' })).invitations).toEqual(
    [],
  );
  await eventually(() => seen() === 2, 'the second gone');

  await invites();
  await floor.pass(59);
  expect(
    ada.messages.some(({ text, interaction }) => interaction === number && /not answered/.test(text)),
  ).toBe(false);
  await floor.pass(2);
  await ada.hears(number, /Ben Okafor has not answered/);
  await eventually(() => seen() === 3, 'the third gone');
  await floor.pass(2);
  expect((await ben.does('invitation:answer', { interaction: number, accept: true })).error?.code).toBe(
    'gone',
  );
  expect(await floor.logOf(number, ada, 'member')).toEqual(
    ['invite', 'declined', 'invite', 'withdrawn', 'invite', 'missed'].map(
      (what) => `member: ${what} (Ben Okafor)`,
    ),
  );
});

test('a talk in private, and then the other one has it: the requester reads that alone', async () => {
  const { ada, ben } = floor;
  const { requester, number } = await inTalk(floor);
  await ada.did('conversation:transfer', {
    interaction: number,
    to: { agent: 'agent2' },
    kind: 'consult',
    note: 'Yours?',
  });
  expect((await ada.does('transfer:complete', { interaction: number })).error).toMatchObject({
    code: 'conflict',
    message: /Ben Okafor has not answered yet/,
  });
  expect(
    (
      await ada.does('conversation:transfer', {
        interaction: number,
        to: { agent: 'supervisor' },
        kind: 'consult',
      })
    ).error?.code,
  ).toBe('conflict');
  await eventually(
    () => ben.invited.find(({ interaction, kind }) => interaction === number && kind === 'consult'),
    'the question',
  );
  await ben.did('invitation:answer', { interaction: number, accept: true });
  await ada.hears(number, /Ben Okafor is here for a private talk/);
  expect((await ben.says(number, 'hello')).error).toMatchObject({ code: 'forbidden', message: /private/ });
  expect((await ben.does('typing:set', { interaction: number, on: true })).error?.code).toBe('forbidden');
  await ben.says(number, 'I take it', { private: true });
  await ada.hears(number, /I take it/);

  const live = await ada.did('transfer:complete', { interaction: number });
  expect(live).toMatchObject({ members: [], invitations: [] });
  await requester.hears(/Ada Moreno has passed you on to Ben Okafor/);
  await eventually(
    () => ben.roleIn(number) === 'holder' && ada.roleIn(number) === undefined,
    'the new holder',
  );
  expect(ben.inbox()?.capacity.held).toBeGreaterThan(0);
  expect((await ada.says(number, 'bye')).error?.code).toBe('forbidden');
  await ben.says(number, 'Hello, I am Ben');
  await requester.hears(/I am Ben/);
  expect(wordsOf(requester).join()).not.toMatch(/private|I take it|Yours/);
  expect((await ada.does('transfer:complete', { interaction: number })).error?.code).toBe('forbidden');
  expect(await floor.header(number)).toMatchObject({ assignedTo: { id: 'agent2' } });
  await ben.ends(number, { shortDescription: 'done' });
});

test('a talk is cancelled before and after it began', async () => {
  const { ada, ben } = floor;
  const { requester, number } = await inTalk(floor);
  const consult = { interaction: number, to: { agent: 'agent2' }, kind: 'consult' } as const;
  await ada.did('conversation:transfer', consult);
  expect((await ada.did('transfer:cancel', { interaction: number })).invitations).toEqual([]);
  expect((await ada.does('transfer:cancel', { interaction: number })).error?.code).toBe('conflict');
  await joins(floor, number, 'consult');
  expect((await ada.did('transfer:cancel', { interaction: number })).members).toEqual([]);
  await eventually(() => ben.roleIn(number) === undefined, 'the desk without it');
  expect((await ben.says(number, 'still here?', { private: true })).error?.code).toBe('forbidden');
  expect((await ada.says(number, 'I am still here')).error).toBeUndefined();
  await requester.hears(/still here/);
});

test('the end of the conversation is the end for all of them', async () => {
  const { ada, ben, samir } = floor;
  const { requester, number } = await inTalk(floor);
  await joins(floor, number, 'invite');
  await ada.did('conversation:invite', { interaction: number, agent: 'supervisor' });
  await eventually(() => samir.inbox()?.invitations.length === 1, 'the other invitation');
  await requester.ends();
  await eventually(() => ben.roleIn(number) === undefined, 'the desk without it');
  await eventually(() => samir.inbox()?.invitations.length === 0, 'no invitation');
  await eventually(
    () => ben.changes.some((change) => change.interaction === number && change.owner === 'none'),
    'the end at the desk',
  );
});

test('somebody in it sends files; somebody who is not does not', async () => {
  const { ben, ada } = floor;
  const { requester, number } = await inTalk(floor);
  const upload = () => {
    const form = new FormData();
    form.append('file', new File(['the plan'], 'plan.txt', { type: 'text/plain' }));
    return fetch(`${floor.url}/api/v1/interactions/${number}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ben.token}` },
      body: form,
    });
  };
  expect((await upload()).status).toBe(403);
  await joins(floor, number, 'invite');
  const sent = await upload();
  expect(sent.status).toBe(201);
  const { attachmentId } = (await sent.json()) as { attachmentId: string };
  await ben.does('message:send', { interaction: number, id: randomUUID(), text: '', attachmentId });
  await requester.hears(/plan\.txt/);
  await ada.hears(number, /plan\.txt/);
});

test('who vanishes is no longer in it, and the others know', async () => {
  const { ada, ben } = floor;
  const { requester, number } = await inTalk(floor);
  await joins(floor, number, 'invite');
  ben.leave();
  for (let passed = 0; passed < 120; passed += 20) await floor.pass(20);
  await requester.hears(/Ben Okafor has left/);
  await eventually(
    () => ada.changes.findLast(({ interaction }) => interaction === number)?.live.members.length === 0,
    'nobody else',
  );
});
