import type { Scope } from '../../contracts/scope.ts';
import { withinDomain } from '../../interactions/search/withinDomain.ts';

/** `inScope` as conditions of a query over the interactions. Every domain is below `global`: that one asks nothing. */
export function scopeConditions({ domain, applications }: Scope): Record<string, unknown>[] {
  const conditions: Record<string, unknown>[] = [];
  if (domain !== 'global') conditions.push(withinDomain(domain));
  if (applications !== undefined) conditions.push({ 'header.application': { $in: applications } });
  return conditions;
}
