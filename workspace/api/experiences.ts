import type { Experience } from '../../contracts/authoring.ts';
import type { Api } from './createApi.ts';

export interface SimulatedVisit {
  locale: string;
  channel: string;
  roles: string[];
  guest: boolean;
  context: Record<string, string>;
}

/** What a visitor would meet. `experience` is null when none matches and the shipped setup topics serve. */
export interface SimulatedExperience {
  experience: string | null;
  setup: Record<string, string | null>;
  promoted: string[];
  /** The label of the button that lists everything; null: the greeting's own, false: there is none. */
  showEverything: string | false | null;
  /** What is said at the start. */
  greeting: string[];
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
