import { createApi, queryString } from '../../../workspace/api/createApi.ts';
import { explainFailure } from '../../../workspace/api/explainFailure.ts';
import { CallFailed, problemOf } from '../../../workspace/api/problem.ts';
import { de } from '../../../workspace/messages/de.ts';
import { en } from '../../../workspace/messages/en.ts';

function api(answer: () => Promise<Response> | Response, token: string | null = 't') {
  const calls: { url: string; init: RequestInit }[] = [];
  let unauthorized = 0;
  const made = createApi({
    fetch: async (url, init) => {
      calls.push({ url: String(url), init: init ?? {} });
      return answer();
    },
    token: () => token,
    onUnauthorized: () => {
      unauthorized += 1;
    },
  });
  return { made, calls, unauthorized: () => unauthorized };
}
const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

test('a call carries the token, its query and its body', async () => {
  const { made, calls } = api(() => Response.json({ ok: true }));
  await made.json('/topics/discover', {
    method: 'POST',
    query: { a: 1, b: null, c: '' },
    body: { text: 'x' },
  });
  expect(calls[0]?.url).toBe('/api/v1/topics/discover?a=1');
  expect(new Headers(calls[0]?.init.headers).get('authorization')).toBe('Bearer t');
  expect(calls[0]?.init.body).toBe('{"text":"x"}');
});

test('a problem becomes a typed error with the words of the server', async () => {
  const errors = [{ path: 'limit', message: 'too much' }, { nonsense: true }];
  const { made } = api(() => problem(400, { code: 'invalid', detail: 'no good', errors }));
  await expect(made.json('/x')).rejects.toMatchObject({
    code: 'invalid',
    message: 'no good',
    status: 400,
    errors: [{ path: 'limit', message: 'too much' }],
  });
});

test('a 401 for a token that was sent ends the session, a wrong password does not', async () => {
  const expired = api(() => problem(401, { code: 'expired' }));
  await expect(expired.made.json('/x')).rejects.toMatchObject({ code: 'expired' });
  expect(expired.unauthorized()).toBe(1);
  const wrong = api(() => problem(401, { code: 'unauthorized' }), null);
  await expect(wrong.made.json('/auth/login')).rejects.toMatchObject({ code: 'unauthorized' });
  expect(wrong.unauthorized()).toBe(0);
});

test('a 429 says when to come back', async () => {
  const { made } = api(() => problem(429, { code: 'rate_limited' }, { 'retry-after': '90' }));
  await expect(made.json('/x')).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 90 });
});

test('no answer is a failure of the network', async () => {
  const { made } = api(() => Promise.reject(new TypeError('fetch failed')));
  await expect(made.json('/x')).rejects.toMatchObject({ code: 'network' });
});

test('an answer that is no problem document is judged by its status', async () => {
  const { made } = api(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(made.json('/x')).rejects.toMatchObject({ code: 'internal', status: 502 });
  expect(problemOf(403, null, null).code).toBe('forbidden');
  expect(problemOf(404, { code: 'made_up' }, null).code).toBe('not_found');
});

test('a query leaves out what is empty', () => {
  expect(queryString({ a: undefined, b: '', c: null })).toBe('');
  expect(queryString({ q: 'a b', flag: false })).toBe('?q=a+b&flag=false');
});

test.each([en, de])('every failure has words in every language', (messages) => {
  expect(explainFailure(new CallFailed('network', ''), messages)).toBe(messages.errors.network);
  expect(explainFailure(new CallFailed('rate_limited', '', { retryAfter: 90 }), messages)).toContain(
    '1 min 30 s',
  );
  expect(explainFailure(new CallFailed('closed', 'it is over'), messages)).toBe('it is over');
  expect(explainFailure(new Error('x'), messages)).toBe(messages.errors.server);
});
