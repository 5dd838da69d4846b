import { toNumber } from '../bson/numbers.ts';
import { Code, type Doc, isDoc, isNumber, Special, type Value } from '../bson/values.ts';
import { notSupported, StoreError } from '../errors.ts';
import type { Expression, Scope } from '../query/expression.ts';
import { arithmetic } from './expressions/arithmetic.ts';
import { arrays } from './expressions/arrays.ts';
import type { Operators } from './expressions/builder.ts';
import { conversions } from './expressions/conversions.ts';
import { dates } from './expressions/dates.ts';
import { logic } from './expressions/logic.ts';
import { objects } from './expressions/objects.ts';
import { sets } from './expressions/sets.ts';
import { strings } from './expressions/strings.ts';

const operators: Operators = new Map([
  ...arithmetic,
  ...arrays,
  ...conversions,
  ...dates,
  ...logic,
  ...objects,
  ...sets,
  ...strings,
]);

/** Operators of MongoDB that run code, or that this store does not have. */
const declined = new Set([
  '$function',
  '$accumulator',
  '$meta',
  '$rand',
  '$sampleRate',
  '$toHashedIndexKey',
  '$binarySize',
  '$bsonSize',
  '$tsSecond',
  '$tsIncrement',
  '$zip',
  '$median',
  '$percentile',
  '$isoWeekYear',
  '$dateFromString',
  '$dateFromParts',
  '$dateToParts',
  '$convert',
  '$regexFindAll',
  '$sin',
  '$cos',
  '$tan',
  '$asin',
  '$acos',
  '$atan',
  '$atan2',
  '$sinh',
  '$cosh',
  '$tanh',
  '$degreesToRadians',
  '$radiansToDegrees',
  '$bitAnd',
  '$bitOr',
  '$bitXor',
  '$bitNot',
  '$stdDevPop',
  '$stdDevSamp',
  '$maxN',
  '$minN',
]);

/**
 * Compiles an aggregation expression (manual: "Aggregation Operators"). Throws code 168 for an operator that
 * MongoDB does not know and 238 for one that this store does not have.
 */
export function compileExpression(spec: Value): Expression {
  if (typeof spec === 'string' && spec.startsWith('$')) return path(spec);
  if (Array.isArray(spec)) {
    const items = spec.map(compileExpression);
    return (scope) =>
      items.map((item) => {
        const value = item(scope);
        return value === undefined ? null : value;
      });
  }
  if (isDoc(spec)) return document(spec);
  if (spec instanceof Code) throw notSupported('code in an expression');
  return () => spec;
}

function document(spec: Doc): Expression {
  const [first] = spec.keys();
  if (first?.startsWith('$')) {
    if (spec.size !== 1)
      throw new StoreError(
        15983,
        `An object representing an expression must have exactly one field: ${[...spec.keys()].join(', ')}`,
      );
    const build = operators.get(first);
    if (build) return build(spec.get(first) as Value, compileExpression, first);
    if (declined.has(first)) throw notSupported(`the expression ${first}`);
    throw new StoreError(168, `Unrecognized expression '${first}'`);
  }
  const fields = [...spec].map(([name, value]): [string, Expression] => {
    if (name.includes('.'))
      throw new StoreError(
        16412,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      );
    if (name.startsWith('$'))
      throw new StoreError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    return [name, compileExpression(value)];
  });
  return (scope) => {
    const doc: Doc = new Map();
    for (const [name, expression] of fields) {
      const value = expression(scope);
      if (value !== undefined) doc.set(name, value);
    }
    return doc;
  };
}

function path(text: string): Expression {
  if (text.startsWith('$$')) return variable(text.slice(2));
  const parts = text.slice(1).split('.');
  if (parts.includes('')) throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
  if (parts.length === 1) {
    const name = parts[0] as string;
    return ({ current }) =>
      isDoc(current) ? current.get(name) : Array.isArray(current) ? follow(current, parts, 0) : undefined;
  }
  return ({ current }) => follow(current, parts, 0);
}

function variable(text: string): Expression {
  const [name, ...parts] = text.split('.');
  const of = (get: (scope: Scope) => Value | undefined): Expression =>
    parts.length === 0 ? get : (scope) => follow(get(scope), parts, 0);
  switch (name) {
    case 'ROOT':
      return of((scope) => scope.root);
    case 'CURRENT':
      return of((scope) => scope.current);
    case 'NOW':
      return of((scope) => scope.now);
    case 'REMOVE':
      return () => undefined;
    case 'CLUSTER_TIME':
    case 'USER_ROLES':
    case 'SEARCH_META':
      throw notSupported(`the variable $$${name}`);
    default:
      return of((scope) => {
        if (!scope.variables.has(name as string))
          throw new StoreError(17276, `Use of undefined variable: ${name}`);
        return scope.variables.get(name as string);
      });
  }
}

/** A field path in an expression: arrays on the way give the array of what their documents have. */
export function follow(value: Value | undefined, parts: readonly string[], at: number): Value | undefined {
  if (at === parts.length) return value;
  if (isDoc(value)) return follow(value.get(parts[at] as string), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  const out: Value[] = [];
  for (const each of value) {
    const found = isDoc(each) || Array.isArray(each) ? follow(each, parts, at) : undefined;
    if (found !== undefined) out.push(found);
  }
  return out;
}

/** As expressions and `$exists` see it: false, null, missing, undefined and zero are false. */
export function truthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === Special.undefined) return false;
  return !isNumber(value) || toNumber(value) !== 0;
}
