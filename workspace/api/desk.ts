import type { Destinations, DeskOptions } from '../../contracts/handoff.ts';
import type { Api } from './createApi.ts';

/** What this agent's desk offers to choose from. */
export function readDeskOptions(api: Api, signal: AbortSignal) {
  return api.json<DeskOptions>('/desk', { signal });
}

/** Where this conversation could go. */
export function readDestinations(api: Api, interaction: string, signal: AbortSignal) {
  return api.json<Destinations>('/destinations', { query: { interaction }, signal });
}
