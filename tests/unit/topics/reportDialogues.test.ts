import { playTopics } from '../../../topics/dialogues/playTopics.ts';
import { reportDialogues } from '../../../topics/dialogues/reportDialogues.ts';
import { shippedTopics, topic } from './support/conversation.ts';

it('the report shows what was said up to the step that failed', async () => {
  const asks = [{ id: 'a', kind: 'yes_no_input', prompt: 'Are you sure?' }];
  const tests = [
    { name: 'asks', steps: [{ replies: 'Are you*' }] },
    { name: 'thanks', steps: [{ says: 'perhaps' }, { replies: 'Thank you' }] },
  ];
  const topics = [
    ...(await shippedTopics()).filter(({ type }) => type === 'setup'),
    topic(asks, { tests }),
    topic(asks, { name: 'untried' }),
  ];
  const { text, ok } = reportDialogues(await playTopics(topics, ['sample', 'untried']));
  expect(ok).toBe(false);
  expect(text.split('\n')).toEqual([
    'sample',
    '  ✓ asks',
    '  ✗ thanks',
    '        0. start: topic',
    '            Are you sure? [Yes | No]',
    '        1. says: perhaps',
    '            A simple yes or no will do. [Yes | No]',
    '      ✗ 2. replies: Thank you',
    '        expected “Thank you”, but “A simple yes or no will do.” was said',
    '',
    'Without a dialogue: untried',
    '',
    '1 passed, 1 failed',
  ]);
});
