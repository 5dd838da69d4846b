import { compareValues } from '../bson/compare.ts';
import { formatDoc, formatValue } from '../bson/format.ts';
import { addNumbers, multiplyNumbers, type Num } from '../bson/numbers.ts';
import { cloneValue, isDoc, isNumber, Stamp, typeName, type Value } from '../bson/values.ts';
import { badValue, StoreError, typeMismatch } from '../errors.ts';
import { idOf, type Place } from './paths.ts';

/** Changes one place of a document; the argument has been checked by `checkFieldArgument`. */
export type FieldOperator = (place: Place, argument: Value, now: Date) => void;

/** The operators that work on one field (manual: "Field Update Operators", "$bit"). */
export const fieldOperators: ReadonlyMap<string, FieldOperator> = new Map<string, FieldOperator>([
  ['$set', (place, argument) => place.set(cloneValue(argument))],
  ['$setOnInsert', (place, argument) => place.set(cloneValue(argument))],
  ['$unset', (place) => place.unset()],
  ['$inc', (place, argument) => arithmetic(place, argument as Num, '$inc')],
  ['$mul', (place, argument) => arithmetic(place, argument as Num, '$mul')],
  ['$min', (place, argument) => extreme(place, argument, (order) => order < 0)],
  ['$max', (place, argument) => extreme(place, argument, (order) => order > 0)],
  ['$currentDate', (place, argument, now) => place.set(currentDate(argument, now))],
  ['$bit', bit],
]);

/** Throws MongoDB's error for an argument that the operator can never take. */
export function checkFieldArgument(name: string, path: string, argument: Value): void {
  if (name === '$inc' && !isNumber(argument)) {
    throw typeMismatch(`Cannot increment with non-numeric argument: {${path}: ${formatValue(argument)}}`);
  }
  if (name === '$mul' && !isNumber(argument)) {
    throw typeMismatch(`Cannot multiply with non-numeric argument: {${path}: ${formatValue(argument)}}`);
  }
  if (name === '$currentDate') currentDate(argument, new Date(0));
  if (name === '$bit') bitSpecs(path, argument);
}

function arithmetic(place: Place, argument: Num, name: '$inc' | '$mul'): void {
  const value = place.get();
  if (value === undefined) {
    place.set(name === '$inc' ? argument : (multiplyNumbers(argument, 0) ?? 0));
    return;
  }
  if (!isNumber(value)) {
    throw typeMismatch(
      `Cannot apply ${name} to a value of non-numeric type. ${idOf(place.root)} has the field '${place.name}' of non-numeric type ${typeName(value)}`,
    );
  }
  const result = name === '$inc' ? addNumbers(value, argument) : multiplyNumbers(value, argument);
  if (result === undefined) {
    throw badValue(
      `Failed to apply ${name} operations to current value ((NumberLong)${formatValue(value)}) for document ${idOf(place.root)}`,
    );
  }
  place.set(result);
}

function extreme(place: Place, argument: Value, better: (order: number) => boolean): void {
  const value = place.get();
  if (value === undefined || better(compareValues(argument, value))) place.set(cloneValue(argument));
}

let lastStamp = 0n;

function currentDate(argument: Value, now: Date): Value {
  if (argument === true || argument === false) return now;
  if (isDoc(argument)) {
    const type = argument.get('$type');
    if (argument.size !== 1 || type === undefined) {
      throw badValue(`Unrecognized $currentDate option: ${formatDoc(argument)}`);
    }
    if (type === 'date') return now;
    if (type === 'timestamp') {
      const stamp = BigInt(Math.floor(now.getTime() / 1000)) << 32n;
      lastStamp = stamp > lastStamp ? stamp + 1n : lastStamp + 1n;
      return new Stamp(now.getTime() === 0 ? 0n : lastStamp);
    }
    throw badValue(
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    );
  }
  throw badValue(
    `${typeName(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
}

function bitSpecs(path: string, argument: Value): [string, number | bigint][] {
  if (!isDoc(argument)) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  if (argument.size === 0)
    throw badValue(
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  return [...argument].map(([name, operand]) => {
    if (name !== 'and' && name !== 'or' && name !== 'xor') {
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${path}: ${formatDoc(argument)}}`,
      );
    }
    if (typeof operand !== 'number' && typeof operand !== 'bigint') {
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here: {${name}: ${formatValue(operand)}}`,
      );
    }
    return [name, operand];
  });
}

function bit(place: Place, argument: Value): void {
  let value: Value | undefined = place.get();
  for (const [name, operand] of bitSpecs(place.name, argument)) {
    if (value === undefined) value = typeof operand === 'bigint' ? 0n : 0;
    if (typeof value !== 'number' && typeof value !== 'bigint') {
      throw new StoreError(
        2,
        `Cannot apply $bit to a value of non-integral type.${idOf(place.root)} has the field ${place.name} of non-integer type ${typeName(value)}`,
      );
    }
    const a = BigInt(value);
    const b = BigInt(operand);
    const result = BigInt.asIntN(64, name === 'and' ? a & b : name === 'or' ? a | b : a ^ b);
    value =
      typeof value === 'number' && typeof operand === 'number' ? Number(BigInt.asIntN(32, result)) : result;
  }
  place.set(value as Value);
}
