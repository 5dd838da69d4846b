import { keepDraft, readDraft } from '../../../workspace/desk/keepDraft.ts';
import { createSession } from '../../../workspace/signIn/session.ts';

/** A desk that several agents sign in at, one after the other. */
const number = 'IMS0000001';
const note = { text: 'a note about Rita', private: true };
const nothing = { text: '', private: false };

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

function desk() {
  const sessionStorage = storage();
  const login = (_path: unknown, init?: RequestInit) => {
    const { email } = JSON.parse(String(init?.body)) as { email: string };
    const user = { id: email, name: email, email, roles: ['agent'], domain: 'global' };
    const answer = { token: 't', expiresAt: new Date(Date.now() + 3_600_000).toISOString(), user };
    return Promise.resolve(new Response(JSON.stringify(answer), { status: 200 }));
  };
  const window = {
    sessionStorage,
    localStorage: storage(),
    fetch: login,
    addEventListener: () => undefined,
    setTimeout: () => 0,
    clearTimeout: () => undefined,
  } as unknown as Window;
  return { session: createSession(window), sessionStorage, window };
}

test('who signs out leaves no draft behind, and nobody finds the draft of another', async () => {
  const { session, sessionStorage } = desk();
  await session.signIn('ada', 'x', false);
  keepDraft(sessionStorage, 'ada', number, note);
  expect(readDraft(sessionStorage, 'ada', number)).toEqual(note);
  expect(readDraft(sessionStorage, 'ben', number)).toEqual(nothing);
  session.signOut();
  expect(readDraft(sessionStorage, 'ada', number)).toEqual(nothing);
  expect(sessionStorage).toHaveLength(0);
});

test('whose sign-in ran out goes on where they were, unless somebody else signs in there', async () => {
  const { session, sessionStorage, window } = desk();
  await session.signIn('ada', 'x', false);
  keepDraft(sessionStorage, 'ada', number, note);
  session.expire();
  await session.signIn('ada', 'x', false);
  expect(readDraft(sessionStorage, 'ada', number)).toEqual(note);
  createSession(window);
  expect(readDraft(sessionStorage, 'ada', number)).toEqual(note);
  session.expire();
  await session.signIn('ben', 'x', false);
  expect(readDraft(sessionStorage, 'ada', number)).toEqual(nothing);
});
