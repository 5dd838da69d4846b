import { openScene, type Scene } from '../access/scene.ts';

/** `GET|PATCH|PUT /settings`: what is not named stays, and of two changes at once none is lost. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

type Values = Record<string, Record<string, unknown>>;

async function values(): Promise<Values> {
  const { body } = await scene.ask('admin', 'GET', '/settings');
  return body.values as Values;
}
const patch = (changes: object) => scene.ask('admin', 'PATCH', '/settings', changes);

test('what is named is changed, and the rest stays', async () => {
  const before = await values();
  const changed = await patch({ wrapUp: { seconds: 75 }, handoff: { universalCapacity: 6 } });
  expect(changed.status).toBe(200);
  const after = {
    ...before,
    wrapUp: { ...before.wrapUp, seconds: 75 },
    handoff: { ...before.handoff, universalCapacity: 6 },
  };
  expect(changed.body.values).toEqual(after);
  // Null is a value as any other.
  await patch({ handoff: { universalCapacity: null } });
  expect(await values()).toEqual({ ...after, handoff: before.handoff });
});

test.each([
  ['a group that there is not', { wrapup: { seconds: 75 } }, 'body'],
  ['a name that there is not', { wrapUp: { second: 75 } }, 'wrapUp'],
  ['a value that does not fit', { wrapUp: { seconds: -1 } }, 'wrapUp.seconds'],
  [
    'a presence that there is not',
    { handoff: { presenceAfterTimeout: 'asleep' } },
    'handoff.presenceAfterTimeout',
  ],
  ['something else than groups', { wrapUp: 75 }, 'wrapUp'],
])('%s changes nothing', async (_, changes, path) => {
  const before = await values();
  const { status, body } = await patch(changes);
  expect([status, body.errors?.[0]?.path]).toEqual([400, path]);
  expect(await values()).toEqual(before);
});

test('of changes at the same moment none that was confirmed is lost', async () => {
  const wishes = [
    { presence: { inactiveSeconds: 601 } },
    { callbacks: { attempts: 7 } },
    { wrapUp: { seconds: 91 } },
    { idle: { botSeconds: 602 } },
    { messaging: { promptAgentSeconds: 603 } },
  ];
  let left: object[] = wishes;
  for (let round = 0; left.length > 0; round += 1) {
    expect(round).toBeLessThan(wishes.length);
    const answers = await Promise.all(left.map(patch));
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    left = left.filter((_, at) => answers[at]?.status === 409);
  }
  expect(await values()).toMatchObject(Object.assign({}, ...wishes));
});
