import type {
  AccessOperation,
  AccessRule,
  HideableField,
  InteractionResource,
} from '../../contracts/access.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import { inScope } from '../../contracts/scope.ts';
import type { Viewer } from '../tokens.ts';
import { ruleApplies } from './ruleApplies.ts';

/**
 * Whether the user may do this with this interaction. Pure. Denied unless a rule grants it; `admin` has all
 * (protocol §2), within the scope of the account.
 */
export function may(
  rules: readonly AccessRule[],
  user: Viewer,
  operation: AccessOperation,
  resource: InteractionResource | 'list',
  header: InteractionHeader,
): boolean {
  if (!inScope(user, header)) return false;
  if (user.roles.includes('admin')) return true;
  return rules.some(
    (rule) => rule.resource === resource && rule.operation === operation && ruleApplies(rule, user, header),
  );
}

/**
 * Whether a field of a record that the user sees is for the user too. Pure. A field goes with its record until an
 * active rule names it; then it is for those alone to whom one grants it. Nobody changes what they may not see.
 */
export function mayField(
  rules: readonly AccessRule[],
  user: Viewer,
  operation: AccessOperation,
  field: HideableField,
  header: InteractionHeader,
): boolean {
  if (user.roles.includes('admin')) return true;
  const asked: AccessOperation[] = operation === 'write' ? ['read', 'write'] : ['read'];
  return asked.every((one) => {
    const about = fieldRules(rules, field, one);
    return about.length === 0 || about.some((rule) => ruleApplies(rule, user, header));
  });
}

/** The rules that are switched on and name the field. */
export function fieldRules(
  rules: readonly AccessRule[],
  field: string,
  operation: AccessOperation,
): AccessRule[] {
  return rules.filter((rule) => rule.active && rule.field === field && rule.operation === operation);
}
