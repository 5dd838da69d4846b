import type { Scope } from '../../contracts/scope.ts';

/** `inScope` as conditions of a query over the interactions. Every domain is below `global`: that one asks nothing. */
export function scopeConditions({ domain, applications }: Scope): Record<string, unknown>[] {
  const conditions: Record<string, unknown>[] = [];
  if (domain !== 'global') {
    // "0" is what follows "/": the range holds everything that begins with the domain and a slash.
    const below = { 'header.domain': { $gte: `${domain}/`, $lt: `${domain}0` } };
    conditions.push({ $or: [{ 'header.domain': domain }, below] });
  }
  if (applications !== undefined) conditions.push({ 'header.application': { $in: applications } });
  return conditions;
}
