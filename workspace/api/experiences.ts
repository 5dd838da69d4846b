import type { Experience, SimulatedExperience } from '../../contracts/authoring.ts';
import type { Api } from './createApi.ts';

export interface SimulatedVisit {
  locale: string;
  channel: string;
  roles: string[];
  guest: boolean;
  context: Record<string, string>;
}

export function listExperiences(api: Api, signal: AbortSignal) {
  return api.json<{ items: Experience[] }>('/experiences', { signal });
}

/** Creates it where there is none of its name. */
export function saveExperience(api: Api, experience: Experience) {
  return api.json<Experience>(`/experiences/${encodeURIComponent(experience.name)}`, {
    method: 'PUT',
    body: experience,
  });
}

export function deleteExperience(api: Api, name: string) {
  return api.text(`/experiences/${encodeURIComponent(name)}`, { method: 'DELETE' });
}

export function simulateExperience(api: Api, visit: SimulatedVisit) {
  return api.json<SimulatedExperience>('/experiences/simulate', { method: 'POST', body: visit });
}
