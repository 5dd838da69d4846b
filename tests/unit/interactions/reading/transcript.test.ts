import { transcriptLines, transcriptText } from '../../../../interactions/reading/transcript.ts';
import { conversation, toAgent, toQueue } from '../support.ts';

const requester = { kind: 'requester', name: 'Robin Vale' } as const;

/** Said to the Virtual Agent, then to an agent, with a private note between. */
function talked() {
  const talk = conversation();
  talk.at(1, {
    cause: { kind: 'requester', action: 'message' },
    events: [],
    messages: [{ type: 'text', text: 'this is terrible', from: requester }],
    sentiment: {
      score: -3,
      normalized: -0.3,
      label: 'negative',
      decidedBy: [],
      neutralBand: 0.05,
    },
  });
  talk.botSays(2, 'How content were you with us?');
  talk.happens(3, toQueue());
  talk.happens(4, toAgent);
  talk.requesterSays(5, 'hello');
  talk.agentSays(6, 'third call this week', { private: true });
  talk.agentSays(7, 'hi Robin');
  return talk;
}

test('D4: the internal transcript has everything, notes marked as private, and how the words sounded', () => {
  const lines = talked().log.flatMap((turn) => transcriptLines(turn, 'internal', false));
  expect(lines.map(transcriptText)).toEqual([
    '[2026-11-21T09:00:01.000Z] Robin Vale (negative): this is terrible',
    '[2026-11-21T09:00:02.000Z] Virtual Agent: How content were you with us?',
    '[2026-11-21T09:00:05.000Z] Robin Vale: hello',
    '[2026-11-21T09:00:06.000Z] [PRIVATE] Ada Moreno: third call this week',
    '[2026-11-21T09:00:07.000Z] Ada Moreno: hi Robin',
  ]);
});

test('D4: the external transcript is what requester and agents said to each other, and no more', () => {
  const [said, asked, , , ...live] = talked().log;
  const external = [
    ...[said, asked].flatMap((turn) => (turn === undefined ? [] : transcriptLines(turn, 'external', false))),
    ...live.flatMap((turn) => transcriptLines(turn, 'external', true)),
  ];
  expect(external.map(({ text }) => text)).toEqual(['hello', 'hi Robin']);
});

test('A1: the fold knows how long the internal transcript is', () => {
  const talk = talked();
  const text = talk.log
    .flatMap((turn) => transcriptLines(turn, 'internal', false))
    .map(transcriptText)
    .join('\n');
  expect(talk.state.transcriptChars).toBe(text.length);
});
