import type { InteractionLogEntry } from '../../../contracts/header.ts';
import { api, eventually, openRequester, type Requester } from '../../support/clients.ts';
import { type Errands, errandTopics, inTalk, openErrands } from './scene.ts';

/** The queue asks how a live conversation was. */
const { folder, remove } = errandTopics();
let scene: Errands;
beforeAll(async () => {
  scene = await openErrands(folder);
  const admin = await scene.login('admin@example.com');
  const survey = {
    question: { en: 'How was Ada?', de: 'Wie war Ada?' },
    comment: true,
  };
  const { status } = await api(scene.url, '/queues/service_desk', admin, {
    method: 'PATCH',
    body: { survey },
  });
  expect(status).toBe(200);
});
afterAll(async () => {
  scene.agent.leave();
  await scene.close();
  remove();
});

const answers = (requester: Requester, score: number, comment?: string) =>
  requester.socket
    .timeout(8_000)
    .emitWithAck('survey:answer', { score, ...(comment === undefined ? {} : { comment }) });
const asked = (requester: Requester) => eventually(() => requester.changes.at(-1)?.survey, 'the survey');

test('after the agent ended it, once; the answer stands in the record', async () => {
  const { requester, number } = await inTalk(scene);
  expect((await answers(requester, 3)).error?.code).toBe('conflict');
  await scene.agent.says(number, 'Done.');
  await scene.agent.ends(number, { shortDescription: 'A screen' });
  expect(await asked(requester)).toEqual({ question: 'How was Ada?', comment: true });
  expect((await answers(requester, 5, 'Very kind, mail me at rita@example.com')).error).toBeUndefined();
  await eventually(() => requester.changes.at(-1)?.survey === undefined, 'the survey to go');
  expect((await answers(requester, 1)).error?.code).toBe('conflict');
  const { body } = await api<{ items: InteractionLogEntry[] }>(
    scene.url,
    `/interactions/${number}/logs`,
    await scene.login('supervisor@example.com'),
  );
  expect(
    body.items.filter(({ kind }) => kind === 'survey').map(({ input, output }) => [input, output]),
  ).toEqual([
    ['How was Ada?', '5'],
    ['Comment', expect.stringContaining('Very kind')],
  ]);
});

test('after the requester ended it, in the requester’s language', async () => {
  const { requester } = await inTalk(scene, { locale: 'de' });
  await requester.ends();
  expect(await asked(requester)).toMatchObject({ question: 'Wie war Ada?' });
});

test('nobody is asked who did not meet an agent', async () => {
  const requester = await openRequester(scene.url);
  await requester.hears(/./);
  await requester.ends();
  const change = await requester.becomes('none');
  expect(change.survey).toBeUndefined();
});
