import {
  type AccessCondition,
  type AccessRule,
  type ConditionField,
  type ConditionValue,
  isReference,
} from '../../contracts/access.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { Viewer } from '../tokens.ts';

type Plain = string | boolean | null;

/** True when the rule is switched on, is for one of the user's roles, and all its conditions hold. Pure. */
export function ruleApplies(rule: AccessRule, user: Viewer, header: InteractionHeader): boolean {
  return isFor(rule, user) && rule.when.every((condition) => holds(condition, user, header));
}

/** The rule's conditions as those of a query over the interactions: it finds exactly what `ruleApplies` grants. */
export function ruleConditions(rule: AccessRule, user: Viewer): Record<string, unknown>[] {
  return rule.when.map(({ field, op, value }) => {
    const values = plainValues(value, user);
    const path = isReference(field) ? `header.${field}.id` : `header.${field}`;
    return { [path]: op === 'is' || op === 'in' ? { $in: values } : { $nin: values } };
  });
}

/** True when the rule is switched on and one of the user's roles stands in it. */
export function isFor(rule: AccessRule, user: Pick<Viewer, 'roles'>): boolean {
  return rule.active && rule.roles.some((role) => user.roles.includes(role));
}

function holds({ field, op, value }: AccessCondition, user: Viewer, header: InteractionHeader): boolean {
  const found = factsOf(field, header);
  const some = plainValues(value, user).some((wanted) => found.includes(wanted));
  return op === 'is' || op === 'in' ? some : !some;
}

/** What the field holds; a list field may hold several. */
function factsOf(field: ConditionField, header: InteractionHeader): Plain[] {
  const value = header[field];
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) return [value.id];
  return [value];
}

function plainValues(value: AccessCondition['value'], user: Viewer): Plain[] {
  const values: ConditionValue[] = Array.isArray(value) ? value : [value];
  const known = { id: user.sub, name: user.name, email: user.email, domain: user.domain };
  return values.map((one) => (typeof one === 'object' && one !== null ? known[one.me] : one));
}
