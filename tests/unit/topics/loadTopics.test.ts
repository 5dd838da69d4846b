import { shippedTopics } from './support/conversation.ts';

it('loads every shipped topic', async () => {
  const topics = await shippedTopics();
  expect(
    topics
      .filter(({ type }) => type === 'setup')
      .map(({ role }) => role)
      .sort(),
  ).toEqual([
    'anything_else',
    'closing',
    'error',
    'explore_help',
    'fallback',
    'greeting',
    'live_agent',
    'search',
    'survey',
  ]);
  expect(topics.filter(({ type }) => type === 'topic').length).toBeGreaterThanOrEqual(8);
});
