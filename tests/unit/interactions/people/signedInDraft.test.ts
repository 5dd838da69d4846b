import { emptyConversation } from '../../../../interactions/conversationState.ts';
import { signedInDraft } from '../../../../interactions/people/signedInDraft.ts';

const opened = '2026-03-02T09:00:00.000Z';
const state = emptyConversation('c', 'IMS0000001', opened);
const mia = { id: 'user-mia', name: 'Mia Roth' };
const draft = (seconds: number, keepSeconds: number, of = state) =>
  signedInDraft(of, mia, 'web:user-mia', new Date(Date.parse(opened) + seconds * 1_000), keepSeconds);

test('a guest who acted at most so long ago keeps the conversation, to the second', () => {
  expect(draft(600, 600)?.events).toEqual([
    {
      type: 'person_identified',
      from: state.header.openedFor,
      to: mia,
      channelUserProfile: 'web:user-mia',
      by: null,
    },
  ]);
  expect(draft(600.001, 600)).toBeNull();
});

test('0 never keeps one', () => {
  expect(draft(0, 0)).toBeNull();
});

test('what is over, or a known person’s, is not kept', () => {
  const over = { ...state, header: { ...state.header, state: 'wrap_up' as const } };
  const known = { ...state, header: { ...state.header, openedFor: { id: 'user-ben', name: 'Ben Otto' } } };
  expect(draft(0, 600, over)).toBeNull();
  expect(draft(0, 600, known)).toBeNull();
});
