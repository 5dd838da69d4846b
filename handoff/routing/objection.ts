import type { AssignmentRule } from '../../contracts/handoff.ts';
import { inScope } from '../../contracts/scope.ts';
import { type Agent, capacityOf, freeOf, isConnected, isPresent } from '../agent.ts';
import { takesKind } from '../presenceStates.ts';
import type { OfferOutcome, WorkItem } from '../workItem.ts';
import { type Candidate, openWay, type Way } from './eligibility.ts';
import type { RoutingView } from './routingView.ts';

/** What routing looks at in a work item. */
export type RoutedItem = Pick<
  WorkItem,
  'queueId' | 'type' | 'size' | 'skills' | 'offers' | 'scope' | 'queuedAt' | 'affinity'
>;

/** Why an agent is not offered work. */
export interface Objection {
  why: string;
  kind: 'passed' | 'full' | 'early' | 'presence' | 'skills' | 'gone' | 'scope';
}

/** From the nearest miss to the farthest. */
export const nearness: readonly Objection['kind'][] = [
  'passed',
  'full',
  'early',
  'presence',
  'skills',
  'gone',
  'scope',
];

/** Outcomes after which the same agent is left in peace for a while. */
const passed: Partial<Record<OfferOutcome, string>> = {
  rejected: 'rejected it',
  timed_out: 'let it pass',
  returned: 'gave it back',
  transferred: 'passed it on',
};

/** What speaks against offering the work to this candidate now, or the way by which they may have it. Pure. */
export function objectionTo(
  item: RoutedItem,
  { agent, ways }: Candidate,
  view: RoutingView,
  pending: RoutingView['pending'],
): Objection | Way {
  const { now, settings } = view;
  const away = absence(item, agent, view);
  if (away !== null) return away;
  const way = openWay(ways, item, now);
  if (way === null) return { kind: 'early', why: `may be asked in ${secondsLeft(ways, item, now)} s` };
  const missing = missingSkills(item, agent, way.rule);
  if (missing.length > 0) return { kind: 'skills', why: `lacks ${missing.join(', ')}` };
  // Last, so that nobody is waited for who could not take it with room either.
  return pastObjection(item, agent, now, settings) ?? fullness(item, agent, view, pending) ?? way;
}

/** Earlier offers of this very work after which the agent is left in peace. */
function pastObjection(
  { offers }: Pick<RoutedItem, 'offers'>,
  { id }: Agent,
  now: Date,
  { handoff }: RoutingView['settings'],
): Objection | null {
  const mine = offers.filter(({ agentId }) => agentId === id);
  const never = mine.find(({ again }) => again === false);
  if (never !== undefined) return { kind: 'passed', why: `rejected it for good: ${never.reason ?? ''}` };
  const latest = mine.at(-1);
  const did = latest === undefined ? undefined : passed[latest.outcome];
  if (latest === undefined || did === undefined) return null;
  const ago = (now.getTime() - latest.endedAt.getTime()) / 1_000;
  if (ago >= handoff.reofferAfterSeconds) return null;
  return { kind: 'passed', why: `${did} ${Math.floor(ago)} s ago` };
}

export function isObjection(found: Objection | Way): found is Objection {
  return 'kind' in found;
}

/** Whether what needs this could go to the agent now, whatever became of earlier offers and however long it waits. Pure. */
export function mightTake(
  wanted: Pick<RoutedItem, 'type' | 'size' | 'scope' | 'skills'>,
  { agent, ways }: Candidate,
  view: RoutingView,
  pending: RoutingView['pending'],
): boolean {
  return (
    absence(wanted, agent, view) === null &&
    fullness(wanted, agent, view, pending) === null &&
    ways.some(({ rule }) => missingSkills(wanted, agent, rule).length === 0)
  );
}

function absence(
  item: Pick<RoutedItem, 'type' | 'scope'>,
  agent: Agent,
  { now, settings, presences }: RoutingView,
): Objection | null {
  if (!sees(agent, item)) return { kind: 'scope', why: 'other domain' };
  if (!isConnected(agent, now, settings.handoff.leaseSeconds)) return { kind: 'gone', why: 'not connected' };
  const presence = presences.get(agent.presence);
  if (presence?.available !== true) return { kind: 'presence', why: `is ${agent.presence}` };
  if (!takesKind(presence, item.type))
    return { kind: 'presence', why: `is ${agent.presence}: takes no ${item.type}` };
  return null;
}

function fullness(
  item: Pick<RoutedItem, 'type' | 'size'>,
  agent: Agent,
  { settings }: RoutingView,
  pending: RoutingView['pending'],
): Objection | null {
  const offered = pending.get(agent.id);
  if (freeOf(agent, item.type, settings, offered) >= item.size) return null;
  const capacity = capacityOf(agent, item.type, settings);
  return {
    kind: 'full',
    why: `full: ${agent.held.length} held and ${offered?.length ?? 0} on offer, of ${capacity}`,
  };
}

/**
 * True when the agent is signed in and could take such work sooner or later: away and full count as present (domain A4:
 * "being Away still counts as presence, so the no-agent exit does not fire"), and so do pools that open later.
 */
export function couldEverTake(
  item: Pick<RoutedItem, 'type' | 'size' | 'scope' | 'skills'>,
  { agent, ways }: Candidate,
  { now, settings }: Pick<RoutingView, 'now' | 'settings'>,
): boolean {
  return (
    sees(agent, item) &&
    isPresent(agent, now, settings) &&
    capacityOf(agent, item.type, settings) >= item.size &&
    ways.some(({ rule }) => missingSkills(item, agent, rule).length === 0)
  );
}

/** True when the agent has the skill, well enough where the rule looks at levels. */
export function hasSkill(
  { skills }: Pick<Agent, 'skills'>,
  wanted: { skill: string; level: number },
  { skillLevels }: Pick<AssignmentRule, 'skillLevels'>,
): boolean {
  return skills.some(({ skill, level }) => skill === wanted.skill && (!skillLevels || level >= wanted.level));
}

/** The mandatory skills that the agent does not have well enough. */
export function missingSkills(
  { skills }: Pick<RoutedItem, 'skills'>,
  agent: Agent,
  rule: AssignmentRule,
): string[] {
  if (!rule.skills) return [];
  return skills.filter((one) => one.mandatory && !hasSkill(agent, one, rule)).map(({ skill }) => skill);
}

/** An agent is not offered what they could not open. */
export function sees({ scope }: Agent, item: Pick<RoutedItem, 'scope'>): boolean {
  return scope === undefined || inScope(scope, item.scope ?? { domain: 'global', application: 'global' });
}

function secondsLeft(ways: readonly Way[], { queuedAt }: Pick<RoutedItem, 'queuedAt'>, now: Date): number {
  const waited = (now.getTime() - queuedAt.getTime()) / 1_000;
  return Math.ceil(Math.min(...ways.map(({ afterSeconds }) => afterSeconds)) - waited);
}
