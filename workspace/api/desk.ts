import type { Destinations, DeskOptions } from '../../contracts/handoff.ts';
import type { Api } from './createApi.ts';

/** What the signed-in agent's desk offers to choose from. */
export function readDesk(api: Api) {
  return api.json<DeskOptions>('/desk');
}

/** Where this conversation could go. */
export function readDestinations(api: Api, interaction: string, signal: AbortSignal) {
  return api.json<Destinations>('/destinations', { query: { interaction }, signal });
}
