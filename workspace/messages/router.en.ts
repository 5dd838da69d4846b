import type { RoutingEntry } from '../../contracts/handoff.ts';

/** The texts of the router's decisions in English. The other languages have this shape. */
export const en = {
  lead: 'What the router did with this interaction, and why.',
  now: 'Now',
  nowLead: (queue: string) => `It waits in ${queue}. This is what the router would do this moment:`,
  nowTo: (agent: string) => `Offer it to ${agent}.`,
  nowNobody: 'Offer it to nobody.',
  caption: 'The decisions of the router, in order',
  at: 'When',
  what: 'What',
  queue: 'Queue',
  agent: 'Agent',
  why: 'Why',
  candidates: 'Candidates',
  candidateCount: (count: number) => (count === 1 ? '1 candidate' : `${count} candidates`),
  noCandidates: 'Nobody serves this queue.',
  chosen: 'chosen',
  empty: 'The router had nothing to do',
  emptyHint: 'Decisions stand here as soon as a person is asked for.',
  kinds: {
    queued: 'queued',
    decided: 'waits on',
    offered: 'offered',
    accepted: 'accepted',
    rejected: 'rejected',
    timed_out: 'let pass',
    withdrawn: 'offer withdrawn',
    no_capacity: 'no capacity',
    returned: 'given back',
    transferred: 'transferred',
    taken_over: 'taken over',
    lost: 'agent lost',
    moved: 'to another queue',
    finished: 'finished',
  } satisfies Record<RoutingEntry['kind'], string>,
  /** The router keeps its reasons in English; what agents wrote is left as it is. */
  words: (why: string) => why,
};

export type RouterTexts = typeof en;
