import {
  defaultSettings,
  type Settings,
  settingsPatchSchema,
  settingsSchema,
} from '../../contracts/settings.ts';
import type { HandoffDefinitions } from '../../handoff/routing/definitions.store.ts';
import { type AuditDeps, actorOf, audited } from '../audited.ts';
import { checkPresences } from '../routing/checkPresences.ts';
import type { StoredSettings } from '../settings.store.ts';
import { invalid } from './problem.ts';
import { adminOnly, type Routes, type UserClaims } from './route.ts';

export interface SettingsDeps extends AuditDeps {
  settings: () => Settings;
  definitions: Pick<HandoffDefinitions, 'rules'>;
  /** As they are stored now, whatever this node has heard of. */
  readSettings: () => Promise<StoredSettings>;
  /**
   * Stores the settings and lets them take effect, on open conversations too.
   * @throws AppError `conflict`: they were changed since `revision`.
   */
  changeSettings: (settings: Settings, revision: number) => Promise<void>;
}

/** `GET|PATCH|PUT /settings` (protocol §2): every timeout, threshold and limit, with its default. */
export function addSettingsRoutes(routes: Routes, deps: SettingsDeps): void {
  const { settings, definitions, readSettings, changeSettings } = deps;
  const answer = () => ({ body: { values: settings(), defaults: defaultSettings() } });

  async function change(user: UserClaims, make: (now: Settings) => Settings): Promise<void> {
    const { values: before, revision } = await readSettings();
    const after = make(before);
    checkPresences(after, await definitions.rules.all());
    const details = changedPaths(before, after);
    const entry = { actor: actorOf(user), action: 'change settings', target: 'settings', details };
    await audited(deps, entry, () => changeSettings(after, revision));
  }

  routes.add(
    {
      method: 'get',
      path: '/settings',
      summary: 'All settings',
      access: adminOnly,
      answers: 'The values in force and the defaults.',
    },
    async () => answer(),
  );
  routes.add(
    {
      method: 'put',
      path: '/settings',
      summary: 'Replace the settings',
      access: adminOnly,
      body: settingsSchema,
      answers:
        'The values now in force. What is left out gets its default. Changed by somebody else at once: 409.',
    },
    async ({ body, user }) => {
      await change(user, () => body);
      return answer();
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/settings',
      summary: 'Change some settings',
      access: adminOnly,
      body: settingsPatchSchema,
      answers:
        'The values now in force. `{group: {name: value}}`: what is not named stays. Changed by somebody else at once: 409.',
    },
    async ({ body, user }) => {
      await change(user, (now) => patched(now, body));
      return answer();
    },
  );
}

/** @throws AppError `invalid`: with the path of every setting that is unknown or does not fit. */
function patched(now: Settings, changes: Partial<Record<keyof Settings, Record<string, unknown>>>): Settings {
  const of: Record<string, object> = now;
  const merged = Object.entries(changes).map(([group, values]) => [group, { ...of[group], ...values }]);
  const parsed = settingsSchema.safeParse({ ...now, ...Object.fromEntries(merged) });
  if (!parsed.success) throw invalid(parsed.error, 'body');
  return parsed.data;
}

/** Every setting that differs, by its path: `idle.botSeconds`. Lists are one value. */
function changedPaths(
  before: object,
  after: object,
  above = '',
): Record<string, { from: unknown; to: unknown }> {
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [from, to] = [old.get(name), now.get(name)];
    const path = `${above}${name}`;
    if (isPlain(from) && isPlain(to)) Object.assign(changes, changedPaths(from, to, `${path}.`));
    else if (JSON.stringify(from) !== JSON.stringify(to))
      changes[path] = { from: from ?? null, to: to ?? null };
  }
  return changes;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
