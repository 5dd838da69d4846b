import type { InteractionHeader } from '../../contracts/header.ts';
import type { Viewer } from '../tokens.ts';

/**
 * True when the interaction is in the user's domain or below it, and in one of the user's applications if the
 * account names any (domain A1: "Domain", "Application"). What is not in scope does not exist for the user.
 */
export function inScope(
  { domain, applications }: Pick<Viewer, 'domain' | 'applications'>,
  header: Pick<InteractionHeader, 'domain' | 'application'>,
): boolean {
  return (
    isWithin(header.domain, domain) &&
    (applications === undefined || applications.includes(header.application))
  );
}

/** True for the same domain and for one below it: `global/acme/eu` is within `global/acme`. */
export function isWithin(domain: string, above: string): boolean {
  return domain === above || domain.startsWith(`${above}/`);
}

/** The same as conditions of a query over the interactions. Every domain is below `global`: that one asks nothing. */
export function scopeConditions({
  domain,
  applications,
}: Pick<Viewer, 'domain' | 'applications'>): Record<string, unknown>[] {
  const conditions: Record<string, unknown>[] = [];
  if (domain !== 'global') {
    // "0" is what follows "/": the range holds everything that begins with the domain and a slash.
    const below = { 'header.domain': { $gte: `${domain}/`, $lt: `${domain}0` } };
    conditions.push({ $or: [{ 'header.domain': domain }, below] });
  }
  if (applications !== undefined) conditions.push({ 'header.application': { $in: applications } });
  return conditions;
}
