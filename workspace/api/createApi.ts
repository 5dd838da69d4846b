import { CallFailed, type ProblemBody, problemOf } from './problem.ts';

export type QueryValue = string | number | boolean | null | undefined;

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Record<string, QueryValue>;
  body?: unknown;
  signal?: AbortSignal;
}

/** The HTTP interface under `/api/v1`. Every call throws `CallFailed` when it is refused or gets no answer. */
export interface Api {
  json<T>(path: string, request?: ApiRequest): Promise<T>;
  text(path: string, request?: ApiRequest): Promise<string>;
  blob(path: string, request?: ApiRequest): Promise<Blob>;
}

export interface ApiNeeds {
  fetch: typeof fetch;
  /** Read at each call, so that a new sign-in is taken up at once. */
  token: () => string | null;
  /** The server no longer takes the token that was sent. */
  onUnauthorized: () => void;
}

export function createApi(needs: ApiNeeds): Api {
  const send = async (path: string, request: ApiRequest = {}): Promise<Response> => {
    const token = needs.token();
    const headers = new Headers({ accept: 'application/json' });
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    if (request.body !== undefined) headers.set('content-type', 'application/json');
    let response: Response;
    try {
      response = await needs.fetch(`/api/v1${path}${queryString(request.query)}`, {
        method: request.method ?? 'GET',
        headers,
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: request.signal ?? null,
        cache: 'no-store',
      });
    } catch (cause) {
      if (request.signal?.aborted === true) throw cause;
      throw new CallFailed('network', '');
    }
    if (response.ok) return response;
    const problem = problemOf(
      response.status,
      await problemBody(response),
      response.headers.get('retry-after'),
    );
    // A wrong password is also a 401, but then no token was sent.
    if (response.status === 401 && token !== null && token === needs.token()) needs.onUnauthorized();
    throw problem;
  };
  return {
    async json<T>(path: string, request?: ApiRequest): Promise<T> {
      const response = await send(path, request);
      // The shape is the server's promise (contracts/); the page and the server are one build.
      const body: T = await response.json();
      return body;
    },
    async text(path, request) {
      return await (await send(path, request)).text();
    },
    async blob(path, request) {
      return await (await send(path, request)).blob();
    },
  };
}

/** `?a=1&b=x`, without what is empty; the empty string when nothing is left. */
export function queryString(query: Record<string, QueryValue> | undefined): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') pairs.set(name, String(value));
  }
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}

async function problemBody(response: Response): Promise<ProblemBody | null> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : null;
  } catch {
    // A proxy in between may answer with a page; the status alone has to do then.
    return null;
  }
}
