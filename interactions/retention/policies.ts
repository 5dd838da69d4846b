import type { Settings } from '../../contracts/settings.ts';
import { withinDomain } from '../search/withinDomain.ts';

export type RetentionPolicy = Settings['retention']['policies'][number];
type Filter = Record<string, unknown>;

const dayMs = 86_400_000;

/**
 * The closed interactions that are due by the policy at this place, as a filter on headers. The first policy whose `when`
 * fits decides (contracts/settings.ts): what an earlier one fits is never due by a later one, however long it is kept. `from`:
 * closed at that time or later (ISO 8601 UTC).
 */
export function dueFilter(
  policies: readonly RetentionPolicy[],
  place: number,
  now: Date,
  from: string | null = null,
): Filter | null {
  const policy = policies[place];
  if (policy === undefined) return null;
  const earlier = policies.slice(0, place).map(({ when }) => fits(when));
  // An earlier policy for everything leaves nothing to this one.
  if (earlier.some((filter) => Object.keys(filter).length === 0)) return null;
  const done = { interaction: [], words: ['words'], files: ['files', 'words'] }[policy.delete];
  const conditions: Filter[] = [fits(policy.when)];
  if (earlier.length > 0) conditions.push({ $nor: earlier });
  if (done.length > 0) conditions.push({ purged: { $nin: done } });
  return {
    open: false,
    'header.closedAt': { ...(from === null ? {} : { $gte: from }), $lte: cutoff(policy, now) },
    $and: conditions,
  };
}

/** Who was closed by then is due; ISO 8601 UTC. */
export function cutoff({ days }: RetentionPolicy, now: Date): string {
  return new Date(now.getTime() - days * dayMs).toISOString();
}

function fits({ type, channel, domain, queue, tag }: RetentionPolicy['when']): Filter {
  const conditions: Filter[] = [];
  if (type !== undefined) conditions.push({ 'header.type': type });
  if (channel !== undefined) conditions.push({ 'header.channel': channel });
  if (domain !== undefined) conditions.push(withinDomain(domain));
  if (queue !== undefined)
    conditions.push({ $or: [{ 'header.queue.id': queue }, { 'header.queue.name': queue }] });
  if (tag !== undefined) conditions.push({ 'header.tags': tag });
  return conditions.length === 0 ? {} : { $and: conditions };
}
