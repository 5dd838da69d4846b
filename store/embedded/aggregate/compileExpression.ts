import { Special, isNumber, type Value } from '../bson/values.ts';
import { toNumber } from '../bson/numbers.ts';
import { notSupported } from '../errors.ts';
import type { Expression } from '../query/expression.ts';

export function compileExpression(_spec: Value): Expression {
  throw notSupported('an expression');
}

/** As expressions and `$exists` see it: false, null, missing, undefined and zero are false. */
export function truthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === Special.undefined) return false;
  return !isNumber(value) || toNumber(value) !== 0;
}
