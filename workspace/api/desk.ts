import type { DeskOptions, Destinations } from '../../contracts/handoff.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { Page } from '../../contracts/http.ts';
import type { NewInteractionBody } from '../../contracts/lifecycle.ts';
import type { Api } from './createApi.ts';
import type { ShownHeader } from './interactions.ts';

/** What the signed-in agent's desk offers to choose from. */
export function readDesk(api: Api, locale: string) {
  return api.json<DeskOptions>('/desk', { query: { locale } });
}

/** Where this conversation could go. */
export function readDestinations(api: Api, interaction: string, signal: AbortSignal) {
  return api.json<Destinations>('/destinations', { query: { interaction }, signal });
}

/** Work that waits in these queues, who came first first. */
export function listWaiting(api: Api, queues: readonly string[], signal: AbortSignal) {
  // Within one value a comma is written with a backslash (contracts/interactionsQuery.ts).
  const queue = queues.map((id) => id.replaceAll(/[\\,]/g, '\\$&')).join();
  return api.json<Page<ShownHeader>>('/interactions', {
    query: { owner: 'queue', queue, sort: 'openedAt', limit: 50 },
    signal,
  });
}

/** `queue` left out: the caller has it at once. */
export function openInteraction(api: Api, body: NewInteractionBody) {
  return api.json<InteractionHeader>('/interactions', { method: 'POST', body });
}

/** A new interaction for the person of a closed one, held by the caller. */
export function cloneInteraction(api: Api, number: string) {
  return api.json<InteractionHeader>(`/interactions/${encodeURIComponent(number)}/clone`, {
    method: 'POST',
    body: {},
  });
}
