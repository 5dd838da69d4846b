import { type Doc, isDoc, toDoc, typeName, type Value } from '../../bson/values.ts';
import { StoreError } from '../../errors.ts';
import type { Expression } from '../../query/expression.ts';
import { type Builder, type Compile, nullish, type Operators, unary, variadic } from './builder.ts';

/** Object operators (manual: "Object Expression Operators"). */
export const objects: Operators = new Map<string, Builder>([
  ['$mergeObjects', variadic(merge)],
  ['$objectToArray', unary(toPairs)],
  ['$arrayToObject', unary(fromPairs)],
  ['$getField', getField],
  ['$setField', setField],
  ['$unsetField', setField],
]);

function merge(values: (Value | undefined)[]): Value {
  const all = values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
  const doc: Doc = new Map();
  for (const value of all) {
    if (nullish(value)) continue;
    if (!isDoc(value))
      throw new StoreError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      );
    for (const [name, each] of value) doc.set(name, each);
  }
  return doc;
}

function toPairs(value: Value): Value {
  if (!isDoc(value))
    throw new StoreError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(([k, v]) => toDoc({ k, v }));
}

function fromPairs(value: Value): Value {
  if (!Array.isArray(value))
    throw new StoreError(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  const doc: Doc = new Map();
  for (const pair of value) {
    const [name, each] = Array.isArray(pair) ? pair : isDoc(pair) ? [pair.get('k'), pair.get('v')] : [];
    if (typeof name !== 'string' || each === undefined)
      throw new StoreError(40392, '$arrayToObject requires an array of key-value pairs');
    doc.set(name, each);
  }
  return doc;
}

function fieldName(argument: Value | undefined, compile: Compile, name: string): string {
  const value =
    argument === undefined
      ? undefined
      : compile(argument)({ root: new Map(), current: undefined, variables: new Map(), now: new Date(0) });
  if (typeof value !== 'string')
    throw new StoreError(5654602, `${name} requires 'field' to evaluate to a constant string`);
  return value;
}

function getField(argument: Value, compile: Compile, name: string): Expression {
  const whole = isDoc(argument) && argument.has('field') ? argument : undefined;
  const field = fieldName(whole ? whole.get('field') : argument, compile, name);
  const input = whole?.has('input') ? compile(whole.get('input') as Value) : undefined;
  return (scope) => {
    const value = input ? input(scope) : scope.current;
    if (nullish(value)) return value === undefined ? undefined : null;
    return isDoc(value) ? value.get(field) : undefined;
  };
}

function setField(argument: Value, compile: Compile, name: string): Expression {
  if (!isDoc(argument) || !argument.has('input'))
    throw new StoreError(4161100, `${name} only supports an object as its argument`);
  const field = fieldName(argument.get('field'), compile, name);
  const input = compile(argument.get('input') as Value);
  const value = name === '$setField' ? compile(argument.get('value') as Value) : undefined;
  return (scope) => {
    const doc = input(scope);
    if (nullish(doc)) return null;
    if (!isDoc(doc)) throw new StoreError(4161105, `${name} requires 'input' to evaluate to type Object`);
    const out: Doc = new Map(doc);
    const next = value?.(scope);
    if (next === undefined) out.delete(field);
    else out.set(field, next);
    return out;
  };
}
