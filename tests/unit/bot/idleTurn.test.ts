import { guestGoneTurn, idleTurn } from '../../../bot/idleTurn.ts';
import { settingsSchema } from '../../../contracts/settings.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import type { TurnDraft } from '../../../interactions/turn.ts';
import { conversation, opened, start, toAgent, toQueue } from '../interactions/support.ts';

const settings = settingsSchema.parse({ wrapUp: { enabled: true } });
const at = (seconds: number): Date => new Date(start + seconds * 1_000);
const guest = { id: 'guest:1', name: 'Guest', guest: true };

/** Does what is due, as the sweeper would, and again, until nothing is. */
function silence(talk: ReturnType<typeof conversation>, seconds: number): TurnDraft[] {
  const drafts: TurnDraft[] = [];
  for (;;) {
    const draft = idleTurn(talk.state, at(seconds), settings);
    if (draft === null || drafts.length === 10) return drafts;
    drafts.push(draft);
    talk.at(seconds, draft);
  }
}

function live(more: Parameters<typeof opened>[0] = {}) {
  const talk = conversation();
  talk.happens(0, opened(more), toQueue());
  talk.happens(10, toAgent);
  return talk;
}
const publicWords = ({ messages }: TurnDraft): string[] =>
  messages.filter((message) => message.private !== true).map(({ text }) => text);
const notes = ({ messages }: TurnDraft): string[] =>
  messages.filter((message) => message.private === true).map(({ text }) => text);

test.each([
  ['en', /still there/, /nothing was said/],
  ['de-CH', /Sind Sie noch da/, /nichts mehr kam/],
])(
  'T1: who is silent reads the nudge and the close in the language of the conversation (%s)',
  (locale, nudge, end) => {
    const talk = conversation();
    talk.happens(0, opened({ locale }));
    const [first] = silence(talk, 6_700);
    expect(first?.messages[0]?.text).toMatch(nudge);
    const [second] = silence(talk, 7_300);
    expect(second?.messages[0]?.text).toMatch(end);
    expect(talk.state.header.state).toBe('closed_abandoned');
  },
);

test.each([
  ['en', /timing out/, /was reminded/],
  ['de', /läuft bald ab/, /wurde daran erinnert/],
])(
  'T3: the requester is reminded and the agent told, in a note of the agent’s own (%s)',
  (locale, words, note) => {
    const talk = live({ locale });
    const [reminder] = silence(talk, 200);
    expect(reminder === undefined ? [] : publicWords(reminder)).toEqual([expect.stringMatching(words)]);
    expect(reminder === undefined ? [] : notes(reminder)).toEqual([expect.stringMatching(note)]);
  },
);

test('in the queue there is nobody to tell of the nudge', () => {
  const talk = conversation();
  talk.happens(0, opened(), toQueue());
  const [reminder] = silence(talk, 6_700);
  expect(reminder?.messages).toMatchObject([{ text: expect.stringMatching(/place in the queue/) }]);
});

test('T6: the prompt is the agent’s alone, and comes once', () => {
  const talk = live({ interactionType: 'messaging' });
  talk.requesterSays(20, 'hello');
  const drafts = silence(talk, 2_000);
  expect(drafts).toHaveLength(1);
  expect(drafts.flatMap(publicWords)).toEqual([]);
  expect(drafts.flatMap(notes)).toEqual([expect.stringMatching(/waiting for an answer/)]);
});

test('T7: the messaging action closes by its own row, after a nudge', () => {
  const talk = live({ interactionType: 'messaging' });
  talk.agentSays(20, 'which model is it?');
  expect(silence(talk, 90_000).flatMap(publicWords)).toEqual([expect.stringMatching(/not heard from you/)]);
  silence(talk, 180_000);
  expect(talk.state.header).toMatchObject({
    state: 'wrap_up',
    closeRule: 'P10',
    stateReason: 'no_user_response',
  });
  silence(talk, 180_100);
  expect(talk.state.header).toMatchObject({ state: 'closed_abandoned', systemWrapUp: true });
});

test('T5: a guest who is gone hears of it, the agent too, then the chat is over', () => {
  const talk = live({ openedFor: guest });
  const turn = (seconds: number): TurnDraft | null =>
    guestGoneTurn(talk.state, at(20), at(seconds), settings);
  expect(turn(160)).toBeNull();
  const nudge = turn(180);
  expect(nudge === null ? [] : publicWords(nudge)).toEqual([expect.stringMatching(/connection was lost/)]);
  expect(nudge === null ? [] : notes(nudge)).toEqual([expect.stringMatching(/connection is lost/)]);
  if (nudge !== null) talk.at(180, nudge);
  expect(turn(300)).toBeNull();
  const close = turn(330);
  if (close !== null) talk.at(330, close);
  expect(talk.state.header).toMatchObject({ state: 'wrap_up', closeRule: 'P13' });
});

test('T11: the timer ends the wrap-up and says so in the record', () => {
  const talk = live();
  silence(talk, 200);
  silence(talk, 400);
  expect(talk.state.header).toMatchObject({
    state: 'wrap_up',
    stateReason: 'no_activity',
    wrapUpDuration: null,
  });
  silence(talk, 460);
  expect(talk.state.header).toMatchObject({
    state: 'closed_abandoned',
    stateReason: 'no_activity',
    systemWrapUp: true,
    wrapUpDuration: 60,
  });
});

test('nothing is due before its time', () => {
  const state: ConversationState = conversation().state;
  expect(idleTurn(state, at(10), settings)).toBeNull();
});
