import { defaultSettings, type Settings, settingsSchema } from '../../contracts/settings.ts';
import type { Routes } from './route.ts';

export interface SettingsDeps {
  settings: () => Settings;
  /** Stores the settings and lets them take effect, on open conversations too. */
  change: (settings: Settings) => Promise<void>;
}

/** `GET|PUT /settings` (protocol §2): every timeout, threshold and limit, with its default. */
export function addSettingsRoutes(routes: Routes, { settings, change }: SettingsDeps): void {
  const access = { roles: ['admin'] } as const;
  routes.add(
    {
      method: 'get',
      path: '/settings',
      summary: 'All settings',
      access,
      answers: 'The values in force and the defaults.',
    },
    async () => ({ body: { values: settings(), defaults: defaultSettings() } }),
  );
  routes.add(
    {
      method: 'put',
      path: '/settings',
      summary: 'Replace the settings',
      access,
      body: settingsSchema,
      answers: 'The values now in force. What is left out gets its default.',
    },
    async ({ body }) => {
      await change(body);
      return { body: { values: settings(), defaults: defaultSettings() } };
    },
  );
}
