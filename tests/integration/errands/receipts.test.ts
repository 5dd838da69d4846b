import type { Receipts } from '../../../contracts/sockets.ts';
import { connectRequester, eventually, openAgent } from '../../support/clients.ts';
import { type Errands, errandTopics, inTalk, openErrands } from './scene.ts';

/** Both sides see how far their words have come. */
const { folder, remove } = errandTopics();
let scene: Errands;
beforeAll(async () => {
  scene = await openErrands(folder);
});
afterAll(async () => {
  scene.agent.leave();
  await scene.close();
  remove();
});

test('what has come to the requester and what was read is seen at the desk', async () => {
  const { requester, number } = await inTalk(scene);
  const seen: (Receipts & { interaction: string })[] = [];
  scene.agent.socket.on('receipt:changed', (receipts) => seen.push(receipts));
  const seq = (await scene.agent.says(number, 'Have a look.')).data?.seq ?? 0;
  await requester.hears(/Have a look/);
  await requester.socket.emitWithAck('receipt:delivered', { seq });
  await eventually(() => seen.at(-1)?.delivered === seq, 'delivered');
  expect(seen.at(-1)).toMatchObject({ interaction: number, read: 0 });
  await requester.socket.emitWithAck('receipt:read', { seq });
  await eventually(() => seen.at(-1)?.read === seq, 'read');
  // An older mark takes nothing back, and nobody reads what was not said.
  await requester.socket.emitWithAck('receipt:read', { seq: 1 });
  await requester.socket.emitWithAck('receipt:read', { seq: 9_999 });
  await eventually(() => seen.length >= 4, 'all of them');
  expect(seen.at(-1)?.read).toBe(seq);
  const opened = await scene.agent.socket.emitWithAck('conversation:open', { interaction: number });
  expect(opened.data?.receipts).toMatchObject({ delivered: seq, read: seq });
  await requester.ends();
});

test('the requester sees that the agent has read, also after coming back', async () => {
  const { requester, number } = await inTalk(scene);
  const seq = await requester.says('My screen is black');
  await scene.agent.hears(number, /screen is black/);
  const read: number[] = [];
  requester.socket.on('receipt:changed', ({ readSeq }) => read.push(readSeq));
  await scene.agent.socket.emitWithAck('receipt:read', { interaction: number, seq });
  await eventually(() => read.at(-1) === seq, 'the mark');
  requester.leave();
  const again = await connectRequester(scene.url, requester.session, seq);
  const marks: number[] = [];
  again.socket.on('receipt:changed', ({ readSeq }) => marks.push(readSeq));
  await eventually(() => marks.at(-1) === seq, 'the mark again');
  await again.ends();
});

test('a supervisor who listens leaves no mark', async () => {
  const { requester, number } = await inTalk(scene);
  const seq = await requester.says('Hello?');
  const read: number[] = [];
  requester.socket.on('receipt:changed', ({ readSeq }) => read.push(readSeq));
  const supervisor = await openAgent(scene.url, await scene.login('supervisor@example.com'));
  const listens = await supervisor.socket.emitWithAck('conversation:view', {
    interaction: number,
    mode: 'observe',
  });
  expect(listens.error).toBeUndefined();
  expect(
    (await supervisor.socket.emitWithAck('receipt:read', { interaction: number, seq })).error,
  ).toBeUndefined();
  await scene.agent.says(number, 'Hello.');
  await requester.hears(/^Hello\.$/);
  expect(read).toEqual([]);
  supervisor.leave();
  await requester.ends();
});
