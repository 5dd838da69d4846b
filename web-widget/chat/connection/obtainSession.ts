import type { SessionBody } from '../../../contracts/http.ts';
import type { KeptValues } from '../../keptValues.ts';
import type { WidgetSettings } from '../../settings.ts';
import { judgeRefusal } from '../conversation/judgeRefusal.ts';
import { readKeptSession, subjectOf, writeKeptSession } from './keptSession.ts';
import { requestSession, type SessionResult } from './requestSession.ts';

export interface ObtainSession {
  settings: WidgetSettings;
  kept: KeptValues;
  now: () => number;
  /** The ended conversation that the requester leaves for a new one. */
  leave: string | undefined;
  /** The server no longer takes the token that we have. */
  renew: boolean;
}

/**
 * One try to resume the kept conversation, or to begin one. Tabs that open the chat in the same moment take turns, so
 * that they end up in one conversation (domain.md E18).
 */
export function obtainSession(request: ObtainSession): Promise<SessionResult> {
  const name = `switchboard:${request.settings.origin}`;
  // Web Locks exist on secure pages only; elsewhere two tabs opened at once may begin two conversations.
  const { locks } = navigator as { locks?: LockManager };
  return locks === undefined ? tryOnce(request) : locks.request(name, () => tryOnce(request));
}

async function tryOnce({ settings, kept, now, leave, renew }: ObtainSession): Promise<SessionResult> {
  const subject = subjectOf(settings.identity);
  const known = readKeptSession(kept, subject, now());
  const over = known?.endedAt !== undefined;
  // The server begins a new conversation for one that is over. Whoever only comes back to read it shall not get one.
  if (known !== undefined && over && known.conversationId !== leave && !renew) return { session: known };

  let result = await requestSession(settings.origin, bodyOf(settings, known?.resumeToken));
  // On a page that stood open long the identity may have run out; the conversation that goes on does not need it.
  if (known !== undefined && !over && isDistrusted(result) && settings.identity !== undefined)
    result = await requestSession(
      settings.origin,
      bodyOf({ ...settings, identity: undefined }, known.resumeToken),
    );
  if (result.session === undefined) return result;
  const same = known?.conversationId === result.session.conversationId;
  writeKeptSession(kept, { ...result.session, subject, readSeq: same ? known.readSeq : 0 });
  return result;
}

function isDistrusted(result: SessionResult): boolean {
  return result.session === undefined && judgeRefusal(result.refusal).step === 'renew';
}

function bodyOf({ locale, identity, context }: WidgetSettings, resumeToken: string | undefined): SessionBody {
  return {
    channel: 'web',
    ...(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale) ? { locale } : {}),
    // So that “tomorrow at 3” is the requester's (topics/elements/dateInput.ts).
    context: { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...context },
    ...(resumeToken === undefined ? {} : { resumeToken }),
    ...(identity === undefined ? {} : { identity }),
  };
}
