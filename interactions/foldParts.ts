import type { Insight } from '../contracts/header.ts';
import type { Owner } from '../contracts/states.ts';
import type { EndedPart, Folded, RunningPart } from './conversationState.ts';
import { roundSentiment } from './header/sentiment.ts';
import { labelOf } from './sentiment/labelOf.ts';
import type { Turn } from './turn.ts';

/** A conversation has few parts; one that is passed on without end keeps the latest. */
const mostParts = 200;
const virtualAgent = { kind: 'virtual_agent', name: 'Virtual Agent' } as const;

/** Counts what was measured in the turn: for the conversation, and for the part in which it was said. */
export function foldSentiment({ sentiment, part }: Folded, turn: Turn): Pick<Folded, 'sentiment' | 'part'> {
  if (turn.sentiment === null) return { sentiment, part };
  const { normalized, neutralBand } = turn.sentiment;
  return {
    sentiment: { sum: sentiment.sum + normalized, turns: sentiment.turns + 1, neutralBand },
    part:
      part === null
        ? null
        : { ...part, sentimentSum: part.sentimentSum + normalized, turns: part.turns + 1, neutralBand },
  };
}

/** What a change of hands does to the parts. */
export interface Handover {
  from: Owner;
  to: Owner;
  agent: string | null;
  /** By its agent to another agent or queue, not given back. */
  transferred: boolean;
  at: string;
}

/**
 * Ends the running part and begins the next where the conversation changed hands (domain A1): from the Virtual Agent
 * to people, from one agent to another or to the queue, back to the Virtual Agent, and at the end. Waiting in the
 * queue belongs to the part of the agent who accepts.
 */
export function foldParts(folded: Folded, handover: Handover): Pick<Folded, 'part' | 'parts'> {
  const { part, parts } = folded;
  const { to, at, agent } = handover;
  const accepted = agent === null ? null : ({ kind: 'agent', name: agent } as const);
  if (part === null) return { part, parts };
  if (to === 'agent' && part.kind === 'live' && (part.with === null || part.with.name === agent))
    return { part: { ...part, with: accepted }, parts };
  if (to === 'queue' && part.kind === 'live' && part.with === null) return { part, parts };
  if (to === 'virtual_agent' && part.kind === 'virtual_agent') return { part, parts };
  const ended = [...parts, endedPart(folded, part, handover)].slice(-mostParts);
  if (to === 'none') return { part: null, parts: ended };
  return to === 'virtual_agent'
    ? { part: beginPart(part.part + 1, 'virtual_agent', virtualAgent, at), parts: ended }
    : { part: beginPart(part.part + 1, 'live', accepted, at), parts: ended };
}

/** The first part: with the Virtual Agent, or live where an agent opened the conversation. */
export function firstPart(kind: Insight['kind'], at: string): RunningPart {
  return beginPart(1, kind, kind === 'live' ? null : virtualAgent, at);
}

function beginPart(part: number, kind: Insight['kind'], by: Insight['with'], startedAt: string): RunningPart {
  return { part, kind, with: by, startedAt, sentimentSum: 0, turns: 0, neutralBand: 0 };
}

function endedPart({ record }: Folded, running: RunningPart, { to, transferred, at }: Handover): EndedPart {
  const { sentimentSum, neutralBand, turns, ...part } = running;
  const mean = turns === 0 ? null : sentimentSum / turns;
  const { id, name, guest } = record.openedFor;
  return {
    ...part,
    user: { id, name },
    userType: guest === true ? 'guest' : 'user',
    sentiment: mean === null ? null : labelOf(mean, neutralBand),
    normalized: mean === null ? null : roundSentiment(mean),
    lower: 0 - neutralBand,
    upper: neutralBand,
    turns,
    endedAt: at,
    endedBy: endedBy(part.kind, to, transferred),
  };
}

function endedBy(kind: Insight['kind'], to: Owner, transferred: boolean): Insight['endedBy'] {
  if (to === 'none') return 'closed';
  if (kind === 'virtual_agent') return 'handoff';
  return to === 'agent' || transferred ? 'transferred' : 'returned';
}
