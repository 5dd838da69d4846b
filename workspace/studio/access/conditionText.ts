import type { AccessCondition, ConditionValue } from '../../../contracts/access.ts';
import type { AdminTexts } from '../../messages/admin.en.ts';
import type { Messages } from '../../messages/en.ts';

/** A condition of a rule in words: `Assigned to is the reader`. */
export function conditionText(
  { field, op, value }: AccessCondition,
  { access }: AdminTexts,
  { fields }: Messages,
): string {
  const values = Array.isArray(value) ? value : [value];
  const words = values.map((one) => valueText(one, access)).join(', ');
  return `${fields[field]} ${access.ops[op]} ${words}`;
}

function valueText(value: ConditionValue, access: AdminTexts['access']): string {
  if (value === null) return access.nothing;
  if (typeof value === 'object') return access.me[value.me];
  return String(value);
}
