import { playTopics } from '../../../topics/dialogues/playTopics.ts';
import { reportDialogues } from '../../../topics/dialogues/reportDialogues.ts';
import { readTopicFiles } from '../../../topics/readTopicFiles.ts';
import { checkTopics } from '../../../topics/validation/checkTopics.ts';
import { shippedTopics } from './support/conversation.ts';

it('every shipped topic carries dialogues, one of them in German', async () => {
  const without = (await shippedTopics()).filter(
    ({ tests }) => tests.length < 2 || !tests.some(({ locale }) => locale === 'de'),
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});

it('all of them pass', async () => {
  const { text, ok } = reportDialogues(await playTopics(await shippedTopics(), []));
  expect(ok ? '' : text).toBe('');
});

it('nothing is wrong with a shipped topic, and no text lacks its German', async () => {
  const root = new URL('../../../topics', import.meta.url).pathname;
  const problems = checkTopics(await readTopicFiles(root, root), [], { whole: true, shared: 'error' });
  expect(problems.map(({ file, path, message }) => `${file} ${path} ${message}`)).toEqual([]);
});
