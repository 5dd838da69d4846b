import type { Place, WorkItem } from '../workItem.ts';

/** What decides who could take the work. */
export type Needs = Pick<WorkItem, 'type' | 'size' | 'skills' | 'scope' | 'reservedFor'>;

/**
 * The places of those who wait in a queue, in its order, from 1 (domain F7 6): before somebody are those who are served
 * earlier by an agent who could take both. Where nobody there could take the work everybody before counts. `takers`: the
 * ids of the agents who could; how many they are comes with the place. Pure.
 */
export function positionsOf(
  inOrder: readonly Needs[],
  takers: (work: Needs) => ReadonlySet<string>,
): { position: number; takers: number }[] {
  const groups = new Map<string, Group>();
  return inOrder.map((work, before) => {
    const mine = groupOf(groups, work, takers);
    const ahead =
      mine.takers.size === 0 ? before : mine.rivals.reduce((sum, { waiting }) => sum + waiting, 0);
    mine.waiting += 1;
    return { position: ahead + 1, takers: mine.takers.size };
  });
}

/** Work that needs the same: who could take it, which groups share one of them, and how many of it came so far. */
interface Group {
  takers: ReadonlySet<string>;
  rivals: Group[];
  waiting: number;
}

function groupOf(
  groups: Map<string, Group>,
  { type, size, skills, scope, reservedFor }: Needs,
  takers: (work: Needs) => ReadonlySet<string>,
): Group {
  const key = JSON.stringify([type, size, skills, scope, reservedFor]);
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group: Group = {
    takers: takers({ type, size, skills, scope, reservedFor }),
    rivals: [],
    waiting: 0,
  };
  groups.set(key, group);
  for (const other of groups.values()) {
    if (![...other.takers].some((id) => group.takers.has(id))) continue;
    group.rivals.push(other);
    if (other !== group) other.rivals.push(group);
  }
  return group;
}

/**
 * Negative when `a` is served before `b`: higher priority first, then earlier arrival, then the id (domain F7 6). Pure;
 * the stores' order is the same.
 */
export function comparePlaces(a: Place, b: Place): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  const earlier = a.enqueuedAt.getTime() - b.enqueuedAt.getTime();
  if (earlier !== 0) return earlier;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
