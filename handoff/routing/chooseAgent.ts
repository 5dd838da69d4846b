import type { AssignmentRule } from '../../contracts/handoff.ts';
import { type Agent, capacityOf, freeOf } from '../agent.ts';
import type { CandidateReason, Decision } from '../workItem.ts';
import type { Candidate, Way } from './eligibility.ts';
import {
  hasSkill,
  isObjection,
  nearness,
  type Objection,
  objectionTo,
  type RoutedItem,
} from './objection.ts';
import type { RoutingView } from './routingView.ts';

export interface Choice {
  /** Null: nobody now. */
  chosen: Fit | null;
  /** Every candidate with the reason: the chosen one first, then who came next, then the nearest misses (F7 9). */
  reasons: CandidateReason[];
}

/** An agent against whom nothing speaks, and by which way they may have the work. */
export interface Fit {
  agent: Agent;
  way: Way;
}

/** So many candidates are kept with a decision; the rest is counted. */
const kept = 30;

/**
 * Which agent is offered the work, and why not the others. Pure; source: domain D2. Of those against whom
 * nothing speaks: who comes before all others (`affinity`), then the lowest tier, then more of the wished skills, then
 * more skills at their level, then the order of the rule, then the id, so that every node decides alike.
 */
export function chooseAgent(
  item: RoutedItem,
  candidates: readonly Candidate[],
  view: RoutingView,
  pending: RoutingView['pending'] = view.pending,
): Choice {
  const fits: Fit[] = [];
  const against: { agent: Agent; objection: Objection }[] = [];
  for (const candidate of candidates) {
    const found = objectionTo(item, candidate, view, pending);
    if (isObjection(found)) against.push({ agent: candidate.agent, objection: found });
    else fits.push({ agent: candidate.agent, way: found });
  }
  const ranked = rank(item, fits, view, pending);
  const awaited = ranked.length === 0 ? null : awaitedAgent(item, candidates, view, pending);
  const chosen = awaited === null ? (ranked[0] ?? null) : null;
  const roomOf = ({ agent }: Fit): string =>
    `${freeOf(agent, item.type, view.settings, pending.get(agent.id))} of ${capacityOf(agent, item.type, view.settings)} free`;
  const first = item.affinity.find(({ agentId }) => agentId === chosen?.agent.id);
  against.sort(
    (a, b) =>
      nearness.indexOf(a.objection.kind) - nearness.indexOf(b.objection.kind) || byId(a.agent, b.agent),
  );
  return {
    chosen,
    reasons: [
      ...ranked.map((fit) => ({
        agentId: fit.agent.id,
        why:
          fit === chosen
            ? `chosen: ${first === undefined ? '' : `${first.why}, `}${roomOf(fit)}`
            : `${roomOf(fit)}; ${awaited === null ? `${chosen?.agent.name} comes first` : awaited}`,
      })),
      ...against.map(({ agent, objection }) => ({ agentId: agent.id, why: objection.why })),
    ],
  };
}

/** What is kept of a choice: the first of its reasons, and how many there are besides. */
export function decisionOf({ chosen, reasons }: Choice, at: Date): Decision {
  const more = reasons.length - kept;
  return {
    at,
    agentId: chosen?.agent.id ?? null,
    reasons: reasons.slice(0, kept),
    ...(more > 0 ? { more } : {}),
  };
}

/** An agent who comes before all others is there and full, and is waited for a while: why. Null: nobody is. */
export function awaitedAgent(
  item: RoutedItem,
  candidates: readonly Candidate[],
  view: RoutingView,
  pending: RoutingView['pending'],
): string | null {
  let awaited: Candidate | null = null;
  for (const { agentId } of item.affinity) {
    const candidate = candidates.find(({ agent }) => agent.id === agentId);
    if (candidate === undefined) continue;
    const found = objectionTo(item, candidate, view, pending);
    if (!isObjection(found)) return null;
    if (found.kind === 'full') awaited ??= candidate;
  }
  if (awaited === null) return null;
  const seconds = awaited.ways[0]?.rule.affinitySeconds ?? 0;
  const left = Math.ceil(seconds - (view.now.getTime() - item.queuedAt.getTime()) / 1_000);
  return left > 0 ? `kept ${left} s more for ${awaited.agent.name}` : null;
}

/** Best first. */
function rank(
  item: RoutedItem,
  fits: readonly Fit[],
  { settings }: RoutingView,
  pending: RoutingView['pending'],
): Fit[] {
  const wished = item.skills.filter(({ mandatory }) => !mandatory);
  const anyLevel = { skillLevels: false };
  const order = fits.map((fit) => {
    const { agent, way } = fit;
    const count = (skills: typeof wished, rule: Pick<AssignmentRule, 'skillLevels'>): number =>
      way.rule.skills ? skills.filter((skill) => hasSkill(agent, skill, rule)).length : 0;
    const free = freeOf(agent, item.type, settings, pending.get(agent.id));
    const idle = -(agent.lastAssignedAt?.getTime() ?? 0);
    const byRule = way.rule.order === 'longest_idle' ? [idle, free] : [free, idle];
    return {
      fit,
      rule: way.rule,
      keys: [-affinityRank(item, agent), -way.tier, count(wished, anyLevel), count(item.skills, way.rule)],
      byRule,
    };
  });
  return order
    .sort(
      (a, b) =>
        compare(a.keys, b.keys) ||
        // Two pools of one tier may have rules that order differently: who is idle the longest comes first then.
        (a.rule.order === b.rule.order
          ? compare(a.byRule, b.byRule)
          : a.rule.order < b.rule.order
            ? -1
            : 1) ||
        byId(a.fit.agent, b.fit.agent),
    )
    .map(({ fit }) => fit);
}

/** The place among those who come before all others; Infinity: the agent is not one of them. */
function affinityRank({ affinity }: Pick<RoutedItem, 'affinity'>, { id }: Agent): number {
  const index = affinity.findIndex(({ agentId }) => agentId === id);
  return index === -1 ? Infinity : index;
}

/** Negative when `a` has more in the first place where they differ. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? 0;
    if (one !== other) return one > other ? -1 : 1;
  }
  return 0;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
