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

/** Replaces some settings of a group and keeps its others as they are on the server now. */
export async function changeGroup<G extends keyof Settings>(
  api: Api,
  group: G,
  changes: Partial<Settings[G]>,
): Promise<SettingsAnswer> {
  const { values } = await api.json<SettingsAnswer>('/settings');
  const body = { ...values, [group]: { ...values[group], ...changes } };
  return api.json<SettingsAnswer>('/settings', { method: 'PUT', body });
}
