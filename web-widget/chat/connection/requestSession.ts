import type { ErrorCode } from '../../../contracts/errors.ts';
import type { SessionAnswer, SessionBody } from '../../../contracts/http.ts';

export type SessionResult =
  | { session: SessionAnswer }
  /** `refusal` is undefined when there was no answer that could be read: the server or the way to it is down. */
  | { session?: undefined; refusal: { code: ErrorCode; retryAfter?: number } | undefined };

/** Asks the server for a conversation, or for the one that a resume token names. Never rejects. */
export async function requestSession(origin: string, body: SessionBody): Promise<SessionResult> {
  try {
    const response = await fetch(`${origin}/api/v1/chat/sessions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.timeout(15_000),
    });
    const answer: unknown = await response.json();
    if (response.ok && isSession(answer)) return { session: answer };
    if (!isProblem(answer)) return { refusal: undefined };
    const seconds = Number(response.headers.get('Retry-After'));
    return { refusal: { code: answer.code, ...(seconds > 0 ? { retryAfter: seconds } : {}) } };
  } catch {
    return { refusal: undefined };
  }
}

function isSession(value: unknown): value is SessionAnswer {
  return isObject(value) && typeof value.token === 'string' && typeof value.resumeToken === 'string';
}

function isProblem(value: unknown): value is { code: ErrorCode } {
  return isObject(value) && typeof value.code === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
