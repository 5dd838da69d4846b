import { z } from 'zod';

/** A domain is a path; who works in one sees it and what is below it. `global` is above all. */
export const domainName = z
  .string()
  .max(300)
  .regex(/^global(\/[a-z0-9_-]{1,40}){0,5}$/, 'a domain such as "global" or "global/acme"');
export const applicationName = z
  .string()
  .regex(/^[a-z][a-z0-9_.-]{0,63}$/, 'an application such as "global" or "hr"');

/** What an account sees: a domain with all below it, in these applications; none named: in all. */
export interface Scope {
  domain: string;
  applications?: string[] | undefined;
}

/** Where an interaction took place (domain A1: "Domain", "Application"). */
export interface Scoped {
  domain: string;
  application: string;
}

/** True when it took place where the account sees. What is not in scope does not exist for the user. */
export function inScope({ domain, applications }: Scope, at: Scoped): boolean {
  return isWithin(at.domain, domain) && (applications === undefined || applications.includes(at.application));
}

/** True when there may be something that both see. */
export function scopesMeet(one: Scope, other: Scope): boolean {
  const { applications: mine } = one;
  const { applications: theirs } = other;
  return (
    (isWithin(one.domain, other.domain) || isWithin(other.domain, one.domain)) &&
    (mine === undefined || theirs === undefined || mine.some((name) => theirs.includes(name)))
  );
}

/** True for the same domain and for one below it: `global/acme/eu` is within `global/acme`. */
function isWithin(domain: string, above: string): boolean {
  return domain === above || domain.startsWith(`${above}/`);
}
