import { defaultSettings, type Settings, settingsSchema } from '../../contracts/settings.ts';
import type { HandoffDefinitions } from '../../handoff/routing/definitions.store.ts';
import { type AuditDeps, actorOf, audited } from '../audited.ts';
import { checkPresences } from '../routing/checkPresences.ts';
import { adminOnly, type Routes } from './route.ts';

export interface SettingsDeps extends AuditDeps {
  settings: () => Settings;
  definitions: Pick<HandoffDefinitions, 'rules'>;
  /** Stores the settings and lets them take effect, on open conversations too. */
  change: (settings: Settings) => Promise<void>;
}

/** `GET|PUT /settings` (protocol §2): every timeout, threshold and limit, with its default. */
export function addSettingsRoutes(routes: Routes, deps: SettingsDeps): void {
  const { settings, definitions, change } = deps;
  routes.add(
    {
      method: 'get',
      path: '/settings',
      summary: 'All settings',
      access: adminOnly,
      answers: 'The values in force and the defaults.',
    },
    async () => ({ body: { values: settings(), defaults: defaultSettings() } }),
  );
  routes.add(
    {
      method: 'put',
      path: '/settings',
      summary: 'Replace the settings',
      access: adminOnly,
      body: settingsSchema,
      answers: 'The values now in force. What is left out gets its default.',
    },
    async ({ body, user }) => {
      checkPresences(body, await definitions.rules.all());
      const details = changedPaths(settings(), body);
      const entry = { actor: actorOf(user), action: 'change settings', target: 'settings', details };
      await audited(deps, entry, () => change(body));
      return { body: { values: settings(), defaults: defaultSettings() } };
    },
  );
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
