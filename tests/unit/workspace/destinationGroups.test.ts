import { destinationGroups } from '../../../workspace/desk/live/destinationGroups.ts';
import { de } from '../../../workspace/messages/live.de.ts';
import { en } from '../../../workspace/messages/live.en.ts';
import { de as routerDe } from '../../../workspace/messages/router.de.ts';
import { en as routerEn } from '../../../workspace/messages/router.en.ts';

const counts = { waiting: 0, agents: 2, waitSeconds: null };
const destinations = {
  queues: [
    { id: 'network', name: 'Network', open: false, why: 'closed' as const, ...counts },
    { id: 'hr', name: 'HR', open: false, why: null, ...counts },
    { id: 'desk', name: 'Desk', open: true, why: null, ...counts },
  ],
  agents: [
    { id: 'a1', name: 'Cleo', presence: 'busy', why: 'is not connected' },
    { id: 'a2', name: 'Ben', presence: 'away', why: null },
  ],
};
const shown = (texts: typeof en, words: (why: string) => string) =>
  destinationGroups(destinations, undefined, (state) => state, texts.transfer, words).flatMap(({ choices }) =>
    choices.map(({ label, hint, disabled }) => [label, hint, disabled]),
  );

test('what cannot be chosen says why, in the language of the page; who can be asked comes first', () => {
  expect(shown(en, routerEn.words)).toEqual([
    ['Network', 'Closed now: nobody can wait there · 0 waiting · 2 agents there', true],
    ['HR', 'Closed now · 0 waiting · 2 agents there', false],
    ['Desk', 'Open · 0 waiting · 2 agents there', false],
    ['Ben', 'away', false],
    ['Cleo', 'busy · Not now: is not connected', true],
  ]);
  const [network, , , , cleo] = shown(de, routerDe.words);
  expect(network?.[1]).toMatch(/^Jetzt geschlossen: dort kann niemand warten ·/);
  expect(cleo?.[1]).toBe('busy · Jetzt nicht: ist nicht verbunden');
});
