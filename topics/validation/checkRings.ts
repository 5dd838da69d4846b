import type { TopicDefinition, TopicElement } from '../../contracts/topic.ts';
import type { FlowProblem } from './checkFlow.ts';

/**
 * Rings that nothing leaves and in which nobody is waited for: they would end at the limit of a turn only. One way that
 * leads out of a ring, such as a branch of a decision, is enough for it to be the author's own care.
 */
export function checkRings({ elements }: TopicDefinition, ways: readonly number[][]): FlowProblem[] {
  const stopping = comesToStop(elements, ways);
  const seen = new Set<number>();
  return elements.flatMap((_, start) => {
    const walked: number[] = [];
    let at = start;
    // What cannot come to a stop leads to such elements only.
    while (!stopping.has(at) && !seen.has(at)) {
      seen.add(at);
      walked.push(at);
      at = ways[at]?.[0] ?? start;
    }
    const from = walked.indexOf(at);
    if (from === -1) return [];
    const ring = [...walked.slice(from), at].map((place) => elements[place]?.id).join(' → ');
    return [{ path: ['elements', at], message: `these elements lead in a circle that never waits: ${ring}` }];
  });
}

/** The places from which some way leads to the end, to another topic or to where the topic waits. */
function comesToStop(elements: readonly TopicElement[], ways: readonly number[][]): Set<number> {
  const before = new Map<number, number[]>();
  ways.forEach((targets, from) => {
    for (const to of targets) {
      const known = before.get(to);
      if (known === undefined) before.set(to, [from]);
      else known.push(from);
    }
  });
  const open = [
    elements.length,
    ...elements.flatMap((element, at) => (mayStop(element) || ways[at]?.length === 0 ? [at] : [])),
  ];
  const found = new Set<number>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...(before.get(at) ?? []));
  }
  return found;
}

/** A script may end its topic or switch to another, and what a block does is not known here. */
const stops: readonly string[] = ['block', 'multi', 'pause', 'script', 'survey', 'switch_topic', 'transfer'];

function mayStop(element: TopicElement): boolean {
  return 'prompt' in element || stops.includes(element.kind);
}
