import type { InteractionHeader } from '../../contracts/header.ts';
import type { FacetName } from '../../contracts/interactionsQuery.ts';
import { foldText } from './words.ts';

type Fact = string | boolean | null | undefined;

/** What an interaction is found by, for each filter of the list. People and queues: by id and by name. */
export const facets: Readonly<Record<FacetName, (header: InteractionHeader) => readonly Fact[]>> = {
  state: ({ state }) => [state],
  stateReason: ({ stateReason }) => [stateReason],
  waitingReason: ({ waitingReason }) => [waitingReason],
  dashboardMessage: ({ dashboardMessage }) => [dashboardMessage],
  type: ({ type }) => [type],
  subtype: ({ subtype }) => [subtype],
  direction: ({ direction }) => [direction],
  channel: ({ channel }) => [channel],
  locale: ({ locale }) => [locale],
  owner: ({ owner }) => [owner],
  endState: ({ endState }) => [endState],
  closeRule: ({ closeRule }) => [closeRule],
  closedBy: ({ closedBy }) => [closedBy?.kind, closedBy?.name],
  assignedTo: ({ assignedTo }) => [assignedTo?.id, assignedTo?.name],
  completedBy: ({ completedBy }) => [completedBy],
  openedFor: ({ openedFor }) => [openedFor.id, openedFor.name, openedFor.email],
  queue: ({ queue }) => [queue?.id, queue?.name],
  tag: ({ tags }) => tags,
  topic: ({ topics }) => topics,
  virtualAgent: ({ virtualAgent }) => [virtualAgent],
  agentChat: ({ agentChat }) => [agentChat],
  systemWrapUp: ({ systemWrapUp }) => [systemWrapUp],
  sentiment: ({ sentiment }) => [sentiment],
  resolution: ({ resolution }) => [resolution],
  disposition: ({ disposition }) => [disposition],
  application: ({ application }) => [application],
  // Who asks for a domain means what is below it, too.
  domain: ({ domain }) => domain.split('/').map((_, index, path) => path.slice(0, index + 1).join('/')),
  clonedFrom: ({ clonedFrom }) => [clonedFrom],
  channelUserProfile: ({ channelUserProfile }) => [channelUserProfile],
  account: ({ account }) => [account],
  contact: ({ contact }) => [contact],
  consumer: ({ consumer }) => [consumer],
};

/** The values of one facet, as they are compared. */
export function facetValues(name: FacetName, header: InteractionHeader): string[] {
  return facets[name](header).flatMap((fact) =>
    fact === null || fact === undefined || fact === '' ? [] : [facetValue(String(fact))],
  );
}

/** A value of a facet as it is compared: without regard to case and accents, and not longer than an index likes. */
export function facetValue(value: string): string {
  return foldText(value).slice(0, 200);
}
