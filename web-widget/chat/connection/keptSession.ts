import type { SessionAnswer } from '../../../contracts/http.ts';
import type { KeptValues } from '../../keptValues.ts';

/** The conversation that this browser can take up again. */
export interface KeptSession extends SessionAnswer {
  /** Whose conversation it is, by the identity token's subject; empty for a guest. */
  subject: string;
  /** The last message that was read here. */
  readSeq: number;
  /** When it was seen to be over, in milliseconds since 1970. */
  endedAt?: number | undefined;
}

/** An ended conversation can be read again after a reload for so long; then the bubble opens a new one. */
const readableMilliseconds = 30 * 60_000;
const key = 'session';

/**
 * The conversation to resume, or undefined. Somebody else's is not: a shared computer must not show what the person
 * before wrote (domain.md F7 15). A guest's open one may be that of who signs in now: the server decides.
 */
export function readKeptSession(kept: KeptValues, subject: string, now: number): KeptSession | undefined {
  const text = kept.get(key);
  if (text === undefined) return undefined;
  const session = parse(text);
  const tooOld = session?.endedAt !== undefined && now - session.endedAt > readableMilliseconds;
  const mayBeTheirs =
    session?.subject === subject || (session?.subject === '' && session.endedAt === undefined);
  if (session === undefined || !mayBeTheirs || tooOld) {
    kept.remove(key);
    return undefined;
  }
  return session;
}

export function writeKeptSession(kept: KeptValues, session: KeptSession): void {
  kept.set(key, JSON.stringify(session));
}

/** The subject of an identity token. It is not verified here, only compared; the server verifies. */
export function subjectOf(identity: string | undefined): string {
  const payload = identity?.split('.')[1];
  if (payload === undefined) return identity ?? '';
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('sub' in claims)) return identity ?? '';
    return String(claims.sub);
  } catch {
    return identity ?? '';
  }
}

function parse(text: string): KeptSession | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isKeptSession(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKeptSession(value: unknown): value is KeptSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['token', 'resumeToken', 'conversationId', 'interactionNumber'].every(
      (name) => typeof Reflect.get(value, name) === 'string',
    ) &&
    'subject' in value &&
    typeof value.subject === 'string' &&
    'readSeq' in value &&
    typeof value.readSeq === 'number'
  );
}
