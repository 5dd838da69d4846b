import type { Settings } from '../../contracts/settings.ts';
import type { Api } from './createApi.ts';

interface SettingsAnswer {
  values: Settings;
  defaults: Settings;
}

export function readSettings(api: Api, signal: AbortSignal) {
  return api.json<SettingsAnswer>('/settings', { signal });
}

/** Replaces some groups of the settings and keeps the others as they are on the server now. */
export async function changeSettings(api: Api, changes: Partial<Settings>): Promise<SettingsAnswer> {
  const { values } = await api.json<SettingsAnswer>('/settings');
  return api.json<SettingsAnswer>('/settings', { method: 'PUT', body: { ...values, ...changes } });
}
