import type { AccessResource, AccessRule } from '../../contracts/access.ts';
import type { Viewer } from '../tokens.ts';
import { isFor, ruleConditions } from './ruleApplies.ts';
import { scopeConditions } from './scopeConditions.ts';

/**
 * The interactions that the user may list, as a filter over interaction documents (`header.…`). Pure. It grants
 * exactly what `may(…, 'read', resource, …)` grants. `{}`: all of them.
 * `resource`: for questions about something else than the list, such as words of the transcript.
 */
export function listScope(
  user: Viewer,
  rules: readonly AccessRule[],
  resource: Exclude<AccessResource, 'field'> = 'list',
): Record<string, unknown> {
  const conditions = scopeConditions(user);
  if (!user.roles.includes('admin')) {
    const granting = rules.filter(
      (rule) => rule.resource === resource && rule.operation === 'read' && isFor(rule, user),
    );
    if (granting.length === 0) return nothing;
    const each = granting.map((rule) => ruleConditions(rule, user));
    // A rule without conditions grants everything in scope.
    if (each.every((one) => one.length > 0)) conditions.push({ $or: each.map((one) => ({ $and: one })) });
  }
  return conditions.length === 0 ? {} : { $and: conditions };
}

const nothing = { _id: { $in: [] } };
