import { idleTurn } from '../../../bot/idleTurn.ts';
import { defaultSettings } from '../../../contracts/settings.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';

const opened = '2026-03-18T10:00:00Z';
const muchLater = new Date('2026-03-19T10:00:00Z');

it.each([
  ['en', /nothing (more )?(is|was) said/],
  ['de-CH', /nichts mehr k/],
])('who is silent reads it in the language of the conversation (%s)', (locale, words) => {
  const state = emptyConversation('c1', 'IMS0000001', opened);
  const turn = idleTurn({ ...state, header: { ...state.header, locale } }, muchLater, defaultSettings().idle);
  expect(turn?.messages[0]?.text).toMatch(words);
});
