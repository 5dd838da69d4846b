import type { Settings, SettingsPatch } from '../../contracts/settings.ts';
import type { Api } from './createApi.ts';

interface SettingsAnswer {
  values: Settings;
  defaults: Settings;
}

export function readSettings(api: Api, signal: AbortSignal) {
  return api.json<SettingsAnswer>('/settings', { signal });
}

/** What differs: what others changed meanwhile stays as they want it. */
export function changedValues<T extends object>(saved: T, draft: Partial<T>): Partial<T> {
  const changed: Partial<T> = {};
  for (const name in draft)
    if (JSON.stringify(draft[name]) !== JSON.stringify(saved[name])) changed[name] = draft[name];
  return changed;
}

/** What is not named stays as it is on the server now. */
export function changeSettings(api: Api, changes: SettingsPatch): Promise<SettingsAnswer> {
  return api.json<SettingsAnswer>('/settings', { method: 'PATCH', body: changes });
}
