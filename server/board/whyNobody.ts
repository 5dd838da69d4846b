import type { Decision } from '../../handoff/workItem.ts';

/** The nearest misses; more is for the record's routing log. */
const mostReasons = 3;
const mostNames = 2;

/**
 * Why nobody was offered it, a line a reason with whom it is about, in the router's order and words (handoff/routing).
 * `names`: the agents that the viewer may know of; reasons about others are left out. Pure.
 */
export function whyNobody(
  decision: Pick<Decision, 'agentId' | 'why' | 'reasons'> | undefined,
  names: ReadonlyMap<string, string>,
): string[] {
  const byReason = new Map<string, string[]>();
  for (const { agentId, why } of decision?.reasons ?? []) {
    const name = names.get(agentId);
    // Who was chosen then let it pass since; the next decision says so.
    if (name === undefined || agentId === decision?.agentId) continue;
    byReason.set(why, [...(byReason.get(why) ?? []), name]);
  }
  const lines = [...byReason].map(([why, who]) => {
    const more = who.length > mostNames ? ` +${who.length - mostNames}` : '';
    return `${who.slice(0, mostNames).join(', ')}${more}: ${why}`;
  });
  return [...(decision?.why === undefined ? [] : [decision.why]), ...lines].slice(0, mostReasons);
}
