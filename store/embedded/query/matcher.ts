import { compileExpression, truthy } from '../aggregate/compileExpression.ts';
import { compareValues, equalValues, typeRank } from '../bson/compare.ts';
import { type Doc, isDoc, Regex, Special, type Value } from '../bson/values.ts';
import { badValue, notSupported, StoreError } from '../errors.ts';
import { compilePredicate } from './operators.ts';
import { visitPath } from './paths.ts';
import { compileRegex } from './regex.ts';

/**
 * A filter made ready to run. `test` answers whether a document is found. `position` gives the array index
 * that the positional `$` of an update stands for after `test` said yes, or -1.
 */
export interface Matcher {
  test(doc: Doc): boolean;
  position(doc: Doc): number;
}

/** Tests a document; a leaf that matched through an array notes the index in `found`. */
export type Test = (doc: Doc, found: Found) => boolean;
export interface Found {
  position: number;
}

/**
 * Compiles a query filter (manual: "Query and Projection Operators"). Throws code 2 for what MongoDB calls a
 * bad filter, and 238 for `$where`, `$text`, the geo operators and `$jsonSchema`.
 */
export function compileMatcher(filter: Doc): Matcher {
  const test = compileFilter(filter);
  const found: Found = { position: -1 };
  return {
    test: (doc) => test(doc, found),
    position: (doc) => {
      found.position = -1;
      test(doc, found);
      return found.position;
    },
  };
}

export function compileFilter(filter: Doc): Test {
  const tests: Test[] = [];
  for (const [name, value] of filter) tests.push(clause(name, value));
  return all(tests);
}

function all(tests: readonly Test[]): Test {
  if (tests.length === 1) return tests[0] as Test;
  return (doc, found) => {
    for (const test of tests) if (!test(doc, found)) return false;
    return true;
  };
}

function clause(name: string, value: Value): Test {
  if (!name.startsWith('$')) return field(name, value);
  switch (name) {
    case '$and':
      return all(branches(name, value));
    case '$or': {
      const tests = branches(name, value);
      return (doc, found) => tests.some((test) => test(doc, found));
    }
    case '$nor': {
      const tests = branches(name, value);
      return (doc) => !tests.some((test) => test(doc, { position: -1 }));
    }
    case '$expr': {
      const expression = compileExpression(value);
      return (doc) => truthy(expression({ root: doc, current: doc, variables: new Map(), now: new Date() }));
    }
    case '$comment':
      return () => true;
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    case '$where':
    case '$text':
    case '$jsonSchema':
      throw notSupported(name);
    default:
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function branches(name: string, value: Value): Test[] {
  if (!Array.isArray(value)) throw badValue(`${name} must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return value.map((each) => {
    if (!isDoc(each)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileFilter(each);
  });
}

function field(path: string, value: Value): Test {
  const parts = path.split('.');
  if (value instanceof Regex) return leafTest(parts, regexTest(value));
  if (isOperators(value)) return operators(parts, value);
  return equality(parts, value);
}

/** Whether a filter's value is a document of operators, not a document to equal. Throws for a mixture. */
export function isOperators(value: Value): value is Doc {
  if (!isDoc(value) || value.size === 0) return false;
  const [first] = value.keys();
  return (first as string).startsWith('$') && first !== '$ref' && first !== '$id' && first !== '$db';
}

function leafTest(
  parts: readonly string[],
  test: (value: Value | undefined) => boolean,
  whole = false,
): Test {
  if (parts.length === 1) {
    const name = parts[0] as string;
    return (doc, found) => {
      const value = doc.get(name);
      if (!whole && Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) {
          if (test(value[i])) {
            found.position = i;
            return true;
          }
        }
      }
      return test(value);
    };
  }
  return (doc, found) =>
    visitPath(doc, parts, whole, (value, position) => {
      if (!test(value)) return false;
      if (position >= 0) found.position = position;
      return true;
    });
}

function equality(parts: readonly string[], wanted: Value): Test {
  return leafTest(parts, equalTo(wanted));
}

/** Equality as queries see it: null also finds missing and undefined. */
export function equalTo(wanted: Value): (value: Value | undefined) => boolean {
  if (wanted === null) return (value) => value === undefined || value === null || value === Special.undefined;
  if (wanted === Special.undefined) throw badValue('cannot compare to undefined');
  const place = typeRank(wanted);
  return (value) =>
    value !== undefined &&
    (value === wanted || (typeRank(value) === place && compareValues(value, wanted) === 0));
}

export function regexTest(regex: Regex, options = regex.flags): (value: Value | undefined) => boolean {
  const compiled = compileRegex(regex.pattern, options);
  return (value) =>
    typeof value === 'string'
      ? compiled.test(value)
      : value instanceof Regex && value.pattern === regex.pattern && value.flags === options;
}

/** Every operator of a field's document; all of them must hold. */
export function operators(parts: readonly string[], spec: Doc, whole = false): Test {
  const tests: Test[] = [];
  for (const [name, argument] of spec) {
    if (name === '$options') {
      if (!spec.has('$regex')) throw badValue('$options needs a $regex');
      continue;
    }
    tests.push(operator(parts, name, argument, spec, whole));
  }
  return all(tests);
}

function operator(parts: readonly string[], name: string, argument: Value, spec: Doc, whole: boolean): Test {
  switch (name) {
    case '$eq':
      return leafTest(parts, equalTo(argument), whole);
    case '$ne': {
      if (argument instanceof Regex) throw badValue("Can't have regex as arg to $ne.");
      const test = leafTest(parts, equalTo(argument), whole);
      return (doc) => !test(doc, { position: -1 });
    }
    case '$in':
      return leafTest(parts, membership(name, argument), whole);
    case '$nin': {
      const test = leafTest(parts, membership(name, argument), whole);
      return (doc) => !test(doc, { position: -1 });
    }
    case '$not':
      return negation(parts, argument, whole);
    case '$exists': {
      const wanted = truthy(argument);
      const present = leafTest(parts, (value) => value !== undefined, true);
      return wanted ? present : (doc) => !present(doc, { position: -1 });
    }
    case '$regex':
      return leafTest(parts, regexOperator(argument, spec.get('$options')), whole);
    case '$elemMatch':
      return elementTest(parts, argument);
    case '$all':
      return every(parts, argument);
    case '$size': {
      const test = compilePredicate(name, argument);
      return leafTest(parts, test, true);
    }
    default:
      return leafTest(parts, compilePredicate(name, argument), whole);
  }
}

function negation(parts: readonly string[], argument: Value, whole: boolean): Test {
  let test: Test;
  if (argument instanceof Regex) test = leafTest(parts, regexTest(argument), whole);
  else if (isOperators(argument)) test = operators(parts, argument, whole);
  else throw badValue(isDoc(argument) ? '$not cannot be empty' : '$not needs a regex or a document');
  return (doc) => !test(doc, { position: -1 });
}

function membership(name: string, argument: Value): (value: Value | undefined) => boolean {
  if (!Array.isArray(argument)) throw badValue(`${name} needs an array`);
  const texts = new Set<string>();
  const others: ((value: Value | undefined) => boolean)[] = [];
  for (const each of argument) {
    if (typeof each === 'string') texts.add(each);
    else if (each instanceof Regex) others.push(regexTest(each));
    else if (isOperators(each)) throw badValue(`cannot nest $ under ${name}`);
    else others.push(equalTo(each));
  }
  return (value) => (typeof value === 'string' && texts.has(value)) || others.some((test) => test(value));
}

function regexOperator(argument: Value, options: Value | undefined): (value: Value | undefined) => boolean {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (argument instanceof Regex) {
    if (argument.flags !== '' && options !== undefined) {
      throw new StoreError(51075, 'options set in both $regex and $options');
    }
    return regexTest(new Regex(argument.pattern, options ?? argument.flags));
  }
  if (typeof argument !== 'string') throw badValue('$regex has to be a string');
  return regexTest(new Regex(argument, [...(options ?? '')].sort().join('')));
}

/** `$elemMatch`: some element of the array satisfies all of it; the positional `$` means that element. */
function elementTest(parts: readonly string[], argument: Value): Test {
  if (!isDoc(argument)) throw badValue('$elemMatch needs an Object');
  const test = compileElement(argument);
  return (doc, found) =>
    visitPath(doc, parts, true, (value, position) => {
      const index = Array.isArray(value) ? value.findIndex((each) => test(each)) : -1;
      if (index < 0) return false;
      found.position = position < 0 ? index : position;
      return true;
    });
}

/** The test of one array element: operators on the element itself, or a filter on its fields. */
export function compileElement(spec: Doc): (value: Value) => boolean {
  const [first] = spec.keys();
  if (isOperators(spec) && !['$and', '$or', '$nor', '$expr', '$where'].includes(first as string)) {
    const test = operators([''], spec, true);
    return (value) => test(new Map([['', value]]), { position: -1 });
  }
  const test = compileFilter(spec);
  return (value) => {
    if (isDoc(value)) return test(value, { position: -1 });
    return Array.isArray(value) && test(new Map(value.map((each, i) => [String(i), each])), { position: -1 });
  };
}

function every(parts: readonly string[], argument: Value): Test {
  if (!Array.isArray(argument)) throw badValue('$all needs an array');
  if (argument.length === 0) return () => false;
  const [first] = argument;
  const elements = isDoc(first as Value) && (first as Doc).has('$elemMatch');
  const tests = argument.map((each): Test => {
    if (elements) {
      if (!isDoc(each) || !each.has('$elemMatch') || each.size !== 1)
        throw badValue('$all/$elemMatch has to be consistent');
      return elementTest(parts, each.get('$elemMatch') as Value);
    }
    if (each instanceof Regex) return leafTest(parts, regexTest(each));
    if (isOperators(each)) throw badValue('no $ expressions in $all');
    return equality(parts, each);
  });
  return all(tests);
}

/** Values of one array equal to another value (also used by `$pull` and `$addToSet`). */
export function includesValue(list: readonly Value[], wanted: Value): boolean {
  return list.some((each) => equalValues(each, wanted));
}
