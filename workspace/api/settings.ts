import type { Settings, SettingsPatch } from '../../contracts/settings.ts';
import type { Api } from './createApi.ts';

interface SettingsAnswer {
  values: Settings;
  defaults: Settings;
}

export function readSettings(api: Api, signal: AbortSignal) {
  return api.json<SettingsAnswer>('/settings', { signal });
}

/** What is not named stays as it is on the server now. */
export function changeSettings(api: Api, changes: SettingsPatch): Promise<SettingsAnswer> {
  return api.json<SettingsAnswer>('/settings', { method: 'PATCH', body: changes });
}
