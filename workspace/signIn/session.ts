import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { LoginAnswer, SignedInUser } from '../../contracts/http.ts';
import { type Api, createApi } from '../api/createApi.ts';
import { forgetDrafts } from '../desk/keepDraft.ts';
import { parseStored } from './parseStored.ts';

const storageKey = 'switchboard.session';

/** Why nobody is signed in. */
export type SignedOutBecause = 'never' | 'expired' | 'signed_out';

/** Who is signed in in this tab. A remembered sign-in is shared by the tabs, any other belongs to its tab. */
export interface Session {
  current: ReadonlySignal<LoginAnswer | null>;
  user: ReadonlySignal<SignedInUser | null>;
  because: ReadonlySignal<SignedOutBecause>;
  api: Api;
  signIn(email: string, password: string, remember: boolean): Promise<void>;
  signOut(): void;
  /** The server refused the token. */
  expire(): void;
}

export function createSession(window: Window): Session {
  const { sessionStorage, localStorage } = window;
  const found =
    parseStored(sessionStorage.getItem(storageKey), new Date()) ??
    parseStored(localStorage.getItem(storageKey), new Date());
  const current = signal<LoginAnswer | null>(found);
  const because = signal<SignedOutBecause>('never');
  let expiry = 0;

  const leave = (why: SignedOutBecause) => {
    if (current.value === null) return;
    window.clearTimeout(expiry);
    sessionStorage.removeItem(storageKey);
    localStorage.removeItem(storageKey);
    // Who has to sign in again goes on where they were; who leaves the desk leaves nothing there.
    if (why === 'signed_out') forgetDrafts(sessionStorage, null);
    because.value = why;
    current.value = null;
  };
  const watchExpiry = (answer: LoginAnswer) => {
    const left = Date.parse(answer.expiresAt) - Date.now();
    // A browser's timer holds 24 days at most; later than that the server's refusal is early enough.
    if (left < 2_147_483_647) expiry = window.setTimeout(() => leave('expired'), Math.max(0, left));
  };
  const api = createApi({
    fetch: window.fetch.bind(window),
    token: () => current.value?.token ?? null,
    onUnauthorized: () => leave('expired'),
  });

  // Signing out in one tab signs the others out that share the remembered sign-in.
  window.addEventListener('storage', (event) => {
    const token = current.value?.token;
    if (event.key !== storageKey || event.newValue !== null || token === undefined) return;
    if (parseStored(event.oldValue, new Date(0))?.token === token) leave('signed_out');
  });
  if (found !== null) {
    forgetDrafts(sessionStorage, found.user.id);
    watchExpiry(found);
  }

  return {
    current,
    user: computed(() => current.value?.user ?? null),
    because,
    api,
    async signIn(email, password, remember) {
      const answer = await api.json<LoginAnswer>('/auth/login', {
        method: 'POST',
        body: { email, password },
      });
      forgetDrafts(sessionStorage, answer.user.id);
      const text = JSON.stringify(answer);
      sessionStorage.setItem(storageKey, text);
      if (remember) localStorage.setItem(storageKey, text);
      watchExpiry(answer);
      current.value = answer;
    },
    signOut: () => leave('signed_out'),
    expire: () => leave('expired'),
  };
}
