import type { ErrorCode } from '../../../contracts/errors.ts';
import type { MailOffer, SessionAnswer } from '../../../contracts/http.ts';

/** What can be asked for about the requester's own transcript (protocol §2). */
export interface TranscriptRequests {
  /** The whole of it as text; null: it could not be had. */
  file(): Promise<Blob | null>;
  /** null: nobody could say. */
  offer(): Promise<MailOffer | null>;
  /** Answers where it goes, masked, or why it does not. */
  mail(to: string | undefined): Promise<{ to: string } | { to?: undefined; code: ErrorCode | 'cut_off' }>;
}

const patienceMs = 30_000;

/** None of the calls rejects. */
export function createTranscriptRequests(origin: string, session: SessionAnswer): TranscriptRequests {
  const api = `${origin}/api/v1`;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(api + path, {
      ...init,
      headers: { Authorization: `Bearer ${session.token}`, 'Content-Type': 'application/json' },
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
    });
  return {
    async file() {
      try {
        const response = await ask(`/interactions/${session.interactionNumber}/transcript?format=text`);
        return response.ok ? await response.blob() : null;
      } catch {
        return null;
      }
    },
    async offer() {
      try {
        const response = await ask('/chat/transcript/mail');
        const answer: unknown = await response.json();
        return response.ok && isOffer(answer) ? answer : null;
      } catch {
        return null;
      }
    },
    async mail(to) {
      try {
        const body = JSON.stringify(to === undefined ? {} : { to });
        const answer: unknown = await (await ask('/chat/transcript/mail', { method: 'POST', body })).json();
        if (isSent(answer)) return answer;
        return { code: isProblem(answer) ? answer.code : 'internal' };
      } catch {
        return { code: 'cut_off' };
      }
    },
  };
}

function isOffer(value: unknown): value is MailOffer {
  return isObject(value) && typeof value.available === 'boolean';
}

function isSent(value: unknown): value is { to: string } {
  return isObject(value) && typeof value.to === 'string';
}

function isProblem(value: unknown): value is { code: ErrorCode } {
  return isObject(value) && typeof value.code === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
