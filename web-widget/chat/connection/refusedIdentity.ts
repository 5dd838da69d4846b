import type { KeptValues } from '../../keptValues.ts';
import type { WidgetSettings } from '../../settings.ts';

const key = 'guest-instead';

/** The requester goes on as a guest on every page that gives this token, which the server has refused. */
export function goAsGuest(settings: WidgetSettings, kept: KeptValues): void {
  const { identity } = settings;
  if (identity !== undefined) kept.set(key, markOf(identity));
  settings.identity = undefined;
}

/** The settings with the identity that counts: none while the page still gives a token that was refused. */
export function withUsableIdentity(settings: WidgetSettings, kept: KeptValues): WidgetSettings {
  const { identity } = settings;
  const refused = identity !== undefined && kept.get(key) === markOf(identity);
  return { ...settings, identity: refused ? undefined : identity };
}

/** Tells a token from others without keeping it: the end of its signature. */
function markOf(identity: string): string {
  return identity.slice(-24);
}
