import type { AccessRule } from '../../contracts/access.ts';
import type { Board, BoardConversation } from '../../contracts/handoff.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import { inScope, type Scope, scopesMeet } from '../../contracts/scope.ts';
import type { Settings } from '../../contracts/settings.ts';
import { type Agent, capacityOf, freeOf, isConnected, isPresent, universalOf } from '../../handoff/agent.ts';
import { presenceStatesOf } from '../../handoff/presenceStates.ts';
import { worksOn } from '../../handoff/routing/eligibility.ts';
import type { Queue } from '../../handoff/routing/queue.ts';
import { isWaiting } from '../../handoff/workItem.ts';
import { may } from '../access/may.ts';
import { emptiedHeader, hiddenFields } from '../access/shownHeader.ts';
import type { Viewer } from '../tokens.ts';
import type { BoardConversationFacts, BoardReads, BoardWork } from './boardReads.store.ts';
import { waitsSince } from './waitsSince.ts';
import { whyNobody } from './whyNobody.ts';

export interface BoardFacts {
  now: Date;
  settings: Settings;
  queues: (Queue & { open: boolean })[];
  agents: Agent[];
  /** All open work; of it what is listed line by line. */
  work: BoardWork[];
  unassigned: BoardWork[];
  held: BoardWork[];
  decisions: Awaited<ReturnType<BoardReads['decisions']>>;
  conversations: ReadonlyMap<string, BoardConversationFacts>;
}

/** More lines nobody reads; the queues count them all. */
const mostUnassigned = 200;

/** The work that the viewer sees line by line: who waits longest first, and all that is held. Pure. */
export function listedWork(
  work: readonly BoardWork[],
  viewer: Scope,
): Pick<BoardFacts, 'unassigned' | 'held'> {
  const seen = work.filter((item) => isSeen(item, viewer));
  const unassigned = seen
    .filter(isWaiting)
    .sort((a, b) => waitsSince(a).getTime() - waitsSince(b).getTime() || (a.id < b.id ? -1 : 1))
    .slice(0, mostUnassigned);
  return { unassigned, held: seen.filter(({ acceptedBy }) => acceptedBy !== null) };
}

/**
 * The board as this viewer may see it: work of the viewer's domain and applications alone, and of agents those who
 * could take such work. A line about an interaction needs the right to list it, and hidden fields are empty. Pure.
 */
export function boardOf(facts: BoardFacts, viewer: Viewer, rules: readonly AccessRule[]): Board {
  const agents = facts.agents.filter(({ scope }) => scope === undefined || scopesMeet(scope, viewer));
  const sight = {
    ...facts,
    agents,
    work: facts.work.filter((item) => isSeen(item, viewer)),
    // An offer takes its place also when it is of work that this viewer does not see.
    onOffer: facts.work.filter(({ offeredTo }) => offeredTo !== null),
    names: new Map(agents.map(({ id, name }) => [id, name])),
    shown(item: BoardWork): ShownConversation | null {
      const found = facts.conversations.get(item.interactionId);
      if (found === undefined || !may(rules, viewer, 'read', 'list', found.header)) return null;
      const hidden = new Set<string>(hiddenFields(rules, viewer, found.header));
      return { hidden, live: found.live, header: emptiedHeader(rules, viewer, found.header) };
    },
  };
  return {
    at: facts.now.toISOString(),
    queues: facts.queues
      .map((queue) => queueTile(sight, queue))
      .filter((tile, index) => facts.queues[index]?.active === true || tile.waiting > 0),
    agents: agents
      .map((agent) => agentLine(sight, agent))
      .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)),
    unassigned: facts.unassigned.flatMap((item) => unassignedLine(sight, item)),
  };
}

type ShownConversation = BoardConversationFacts & { hidden: ReadonlySet<string> };
interface Sight extends BoardFacts {
  onOffer: BoardWork[];
  names: ReadonlyMap<string, string>;
  /** Null: the viewer may not list it, or it is not written yet. */
  shown: (item: BoardWork) => ShownConversation | null;
}

function queueTile(sight: Sight, queue: BoardFacts['queues'][number]): Board['queues'][number] {
  const items = sight.work.filter((item) => item.queueId === queue.id && isWaiting(item));
  const waited = items.map((item) => secondsFrom(waitsSince(item), sight.now));
  const present = sight.agents.filter(
    (agent) => isPresent(agent, sight.now, sight.settings) && worksOn(agent, queue),
  );
  return {
    id: queue.id,
    name: queue.name,
    open: queue.open && queue.active,
    waiting: items.length,
    longestWaitSeconds: waited.reduce<number | null>((most, one) => Math.max(most ?? 0, one), null),
    overTarget: items.filter((item) => isLate(sight, item)).length,
    agents: {
      available: present.filter((agent) => isFree(sight, agent, queue)).length,
      present: present.length,
    },
  };
}

function agentLine(sight: Sight, agent: Agent): Board['agents'][number] {
  return {
    id: agent.id,
    name: agent.name,
    presence: agent.presence,
    reason: agent.presenceReason,
    since: agent.presenceSince.toISOString(),
    connected: isHere(sight, agent),
    used: agent.held.reduce((sum, { size }) => sum + size, 0),
    capacity: universalOf(agent, sight.settings) ?? capacityOf(agent, 'chat', sight.settings),
    conversations: sight.held.flatMap((item): BoardConversation[] => {
      const found = item.acceptedBy === agent.id ? sight.shown(item) : null;
      // Where it is hidden who has it, it stands under nobody.
      if (found === null || found.hidden.has('assignedTo')) return [];
      const { header, live } = found;
      return [
        {
          ...summaryOf(item, header),
          state: header.state,
          since: (item.acceptedAt ?? item.enqueuedAt).toISOString(),
          help: live.help === null ? null : { at: live.help.at, note: live.help.note },
        },
      ];
    }),
  };
}

function unassignedLine(sight: Sight, item: BoardWork): Board['unassigned'] {
  const found = sight.shown(item);
  if (found === null) return [];
  const since = waitsSince(item);
  const ended = (outcome: string): number => item.offers.filter((offer) => offer.outcome === outcome).length;
  const name = sight.queues.find(({ id }) => id === item.queueId)?.name ?? item.queueId;
  return [
    {
      ...summaryOf(item, found.header),
      type: found.header.type,
      queue: found.hidden.has('queue') ? { id: '', name: '' } : { id: item.queueId, name },
      priority: item.priority,
      since: since.toISOString(),
      waitSeconds: secondsFrom(since, sight.now),
      overTarget: isLate(sight, item),
      offeredTo: item.offeredTo === null ? null : (sight.names.get(item.offeredTo) ?? null),
      rejected: ended('rejected'),
      timedOut: ended('timed_out'),
      why: item.offeredTo === null ? whyNobody(sight.decisions.get(item.id), sight.names) : [],
    },
  ];
}

/** Longer than the queue means anybody to wait (T9). */
function isLate({ queues, now }: Sight, item: BoardWork): boolean {
  const target = queues.find(({ id }) => id === item.queueId)?.targetWaitSeconds ?? null;
  return target !== null && secondsFrom(waitsSince(item), now) > target;
}

function isHere({ now, settings }: Sight, agent: Agent): boolean {
  return isConnected(agent, now, settings.handoff.leaseSeconds);
}

/** Takes work, and has a unit left for what the queue is for. */
function isFree({ settings, onOffer }: Sight, agent: Agent, { types: [type = 'chat'] }: Queue): boolean {
  const state = presenceStatesOf(settings).find(({ name }) => name === agent.presence);
  if (state?.available !== true) return false;
  const offered = onOffer.filter(({ offeredTo }) => offeredTo === agent.id);
  return freeOf(agent, type, settings, offered) > 0;
}

function summaryOf({ number }: BoardWork, { openedFor, shortDescription, sentiment }: InteractionHeader) {
  return { interaction: number, openedFor: openedFor.name, shortDescription, sentiment };
}

/** Work that says nothing took place in `global`. */
function isSeen({ scope = { domain: 'global', application: 'global' } }: BoardWork, viewer: Scope): boolean {
  return inScope(viewer, scope);
}

function secondsFrom(at: Date, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - at.getTime()) / 1_000));
}
