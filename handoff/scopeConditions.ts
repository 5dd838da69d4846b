import type { Scope } from '../contracts/scope.ts';
import { withinDomain } from '../interactions/search/withinDomain.ts';

type Conditions = Record<string, unknown>;

export const everything: Scope = { domain: 'global' };

/** `inScope` over work items: the work that who sees this scope may know of. Pure. */
export function workInScope({ domain, applications }: Scope): Conditions {
  return both(
    domain === 'global' ? {} : withinDomain(domain, 'scope.domain'),
    applications === undefined ? {} : { 'scope.application': { $in: applications } },
  );
}

/** `scopesMeet` over agents: those who may see something that this scope sees. Whose scope is not said see all. Pure. */
export function agentsMeeting({ domain, applications }: Scope): Conditions {
  const path = 'scope.domain';
  // Null is also what is not there.
  const above = { [path]: { $in: [null, ...domainsAbove(domain)] } };
  return both(
    domain === 'global' ? {} : { $or: [above, withinDomain(domain, path)] },
    applications === undefined ? {} : { 'scope.applications': { $in: [null, ...applications] } },
  );
}

function both(one: Conditions, other: Conditions): Conditions {
  return { $and: [one, other] };
}

function domainsAbove(domain: string): string[] {
  const parts = domain.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
