import { compareValues } from '../bson/compare.ts';
import { encodedSize } from '../bson/encode.ts';
import { encodeKey } from '../bson/keys.ts';
import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, toDoc, type Value } from '../bson/values.ts';
import { notSupported, StoreError } from '../errors.ts';
import { compileMatcher } from '../query/matcher.ts';
import { compileProjection } from '../query/projection.ts';
import type { Deadline } from '../query/scan.ts';
import { parseSort, Sorter } from '../query/sort.ts';
import { type Accumulator, compileAccumulator, scopeOf } from './accumulators.ts';
import { compileExpression } from './compileExpression.ts';
import { setFields, unsetFields } from './setFields.ts';

/** A stage made ready to run: documents in, documents out, one by one wherever the stage allows it. */
export type Stage = (input: Iterable<Doc>, context: StageContext) => Iterable<Doc>;
export interface StageContext {
  now: Date;
  deadline: Deadline;
}

const memoryLimit = 100 * 1024 * 1024;

const declined = new Set([
  '$lookup',
  '$graphLookup',
  '$unionWith',
  '$out',
  '$merge',
  '$geoNear',
  '$text',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$collStats',
  '$indexStats',
  '$planCacheStats',
  '$currentOp',
  '$listSessions',
  '$listLocalSessions',
  '$redact',
  '$sample',
  '$setWindowFields',
  '$densify',
  '$fill',
  '$bucketAuto',
  '$documents',
  '$listSampledQueries',
  '$querySettings',
  '$shardedDataDistribution',
]);

const builders: ReadonlyMap<string, (argument: Value) => Stage> = new Map<string, (argument: Value) => Stage>(
  [
    ['$match', match],
    ['$project', project],
    ['$set', (argument) => perDocument(setFields(argument, '$set'))],
    ['$addFields', (argument) => perDocument(setFields(argument, '$addFields'))],
    ['$unset', (argument) => perDocument(unsetFields(argument))],
    [
      '$replaceRoot',
      (argument) => replaceRoot(isDoc(argument) ? argument.get('newRoot') : undefined, '$replaceRoot'),
    ],
    ['$replaceWith', (argument) => replaceRoot(argument, '$replaceWith')],
    ['$sort', sort],
    ['$limit', limit],
    ['$skip', skip],
    ['$unwind', unwind],
    ['$group', group],
    ['$count', count],
    ['$sortByCount', sortByCount],
    ['$bucket', bucket],
    ['$facet', facet],
  ],
);

/**
 * Compiles a pipeline. Throws 40323 for a stage that is not one field, 40324 for a stage that MongoDB does not
 * know, 238 for one that this store does not have.
 */
export function compilePipeline(pipeline: readonly Value[]): Stage {
  const stages = pipeline.map(compileStage);
  return (input, context) => stages.reduce((documents, stage) => stage(documents, context), input);
}

export function compileStage(spec: Value): Stage {
  if (!isDoc(spec)) throw new StoreError(14, "Each element of the 'pipeline' array must be an object");
  if (spec.size !== 1)
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const [[name, argument]] = [...spec] as [[string, Value]];
  const build = builders.get(name);
  if (build) return build(argument);
  if (declined.has(name)) throw notSupported(`the stage ${name}`);
  throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

function match(argument: Value): Stage {
  if (!isDoc(argument)) throw new StoreError(15959, 'the match filter must be an expression in an object');
  const matcher = compileMatcher(argument);
  return function* (input) {
    for (const doc of input) if (matcher.test(doc)) yield doc;
  };
}

function perDocument(change: (doc: Doc, now: Date) => Doc): Stage {
  return function* (input, { now }) {
    for (const doc of input) yield change(doc, now);
  };
}

function project(argument: Value): Stage {
  if (!isDoc(argument) || argument.size === 0)
    throw new StoreError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const projection = compileProjection(argument, false);
  return perDocument((doc) => (projection ? projection(doc) : doc));
}

function replaceRoot(argument: Value | undefined, name: string): Stage {
  if (argument === undefined) throw new StoreError(40230, `no newRoot specified for the ${name} stage`);
  const expression = compileExpression(argument);
  return perDocument((doc, now) => {
    const root = expression(scopeOf(doc, now));
    if (!isDoc(root))
      throw new StoreError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of another type`,
      );
    return root;
  });
}

function sort(argument: Value): Stage {
  if (!isDoc(argument)) throw new StoreError(15973, 'the $sort key specification must be an object');
  const fields = parseSort(argument);
  if (fields.length === 0) throw new StoreError(15976, '$sort stage must have at least one sort key');
  return function* (input, { deadline }) {
    const sorter = new Sorter<Doc>(fields, 0);
    let seen = 0;
    for (const doc of input) {
      if ((++seen & 255) === 0) deadline();
      sorter.add(doc, doc, encodedSize(doc));
    }
    yield* sorter.take();
  };
}

/** `$sort` with a `$limit` behind it: only the best are kept. */
export function sortAndLimit(fieldsSpec: Value, most: number): Stage {
  const fields = parseSort(fieldsSpec);
  return function* (input) {
    const sorter = new Sorter<Doc>(fields, most);
    for (const doc of input) sorter.add(doc, doc, encodedSize(doc));
    yield* sorter.take();
  };
}

function wholeArgument(argument: Value, name: string, least: number): number {
  const value = isNumber(argument) ? asWhole(argument) : undefined;
  if (value === undefined)
    throw new StoreError(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected an integer`,
    );
  if (value < least)
    throw new StoreError(
      least === 1 ? 15958 : 5107200,
      least === 1
        ? 'the limit must be positive'
        : `invalid argument to ${name} stage: Expected a non-negative number`,
    );
  return value;
}

function limit(argument: Value): Stage {
  const most = wholeArgument(argument, '$limit', 1);
  return function* (input) {
    let seen = 0;
    for (const doc of input) {
      yield doc;
      seen += 1;
      if (seen >= most) return;
    }
  };
}

function skip(argument: Value): Stage {
  const count = wholeArgument(argument, '$skip', 0);
  return function* (input) {
    let seen = 0;
    for (const doc of input) if (++seen > count) yield doc;
  };
}

function unwind(argument: Value): Stage {
  const spec: Doc = isDoc(argument) ? argument : new Map([['path', argument]]);
  for (const key of spec.keys())
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(key))
      throw new StoreError(28811, `unrecognized option to $unwind stage: ${key}`);
  const path = spec.get('path');
  if (typeof path !== 'string')
    throw new StoreError(28808, 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$'))
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const parts = path.slice(1).split('.');
  const index = spec.get('includeArrayIndex');
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new StoreError(
      28810,
      'expected a non-empty string for the includeArrayIndex option to $unwind stage',
    );
  if (typeof index === 'string' && index.startsWith('$'))
    throw new StoreError(
      28822,
      "includeArrayIndex option to $unwind stage should not be prefixed with a '$'",
    );
  const preserve = spec.get('preserveNullAndEmptyArrays') === true;
  return function* (input) {
    for (const doc of input) {
      const value = valueAt(doc, parts);
      if (!Array.isArray(value)) {
        const empty = value === undefined || value === null;
        if (!empty || preserve) yield withIndex(doc, index, null);
      } else if (value.length === 0) {
        if (preserve) yield withIndex(withValue(doc, parts, 0, undefined), index, null);
      } else {
        for (const [i, each] of value.entries())
          yield withIndex(withValue(doc, parts, 0, each), index, BigInt(i));
      }
    }
  };
}

function valueAt(doc: Doc, parts: readonly string[]): Value | undefined {
  let value: Value | undefined = doc;
  for (const part of parts) value = isDoc(value) ? value.get(part) : undefined;
  return value;
}

function withValue(doc: Doc, parts: readonly string[], at: number, value: Value | undefined): Doc {
  const out: Doc = new Map(doc);
  const name = parts[at] as string;
  if (at === parts.length - 1) {
    if (value === undefined) out.delete(name);
    else out.set(name, value);
  } else {
    const below = doc.get(name);
    if (isDoc(below)) out.set(name, withValue(below, parts, at + 1, value));
  }
  return out;
}

function withIndex(doc: Doc, name: Value | undefined, index: bigint | null): Doc {
  if (typeof name !== 'string') return doc;
  return setFields(new Map([[name, toDoc({ $literal: index })]]), '$set')(doc, new Date(0));
}

interface Group {
  id: Value;
  accumulators: Accumulator[];
}

function group(argument: Value): Stage {
  if (!isDoc(argument)) throw new StoreError(15947, "a group's fields must be specified in an object");
  if (!argument.has('_id')) throw new StoreError(15955, 'a group specification must include an _id');
  const id = compileExpression(argument.get('_id') as Value);
  const fields = [...argument]
    .filter(([name]) => name !== '_id')
    .map(([name, spec]) => {
      if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`);
      if (name.startsWith('$'))
        throw new StoreError(40236, `The field name '${name}' cannot be an operator name`);
      return { name, ...compileAccumulator(name, spec) };
    });
  return function* (input, { now, deadline }) {
    const groups = new Map<string, Group>();
    let seen = 0;
    let bytes = 0;
    for (const doc of input) {
      if ((++seen & 255) === 0) deadline();
      const scope = scopeOf(doc, now);
      const found = id(scope);
      const value = found === undefined ? null : found;
      const key = encodeKey(value).toString('latin1');
      let one = groups.get(key);
      if (!one) {
        one = { id: value, accumulators: fields.map((field) => field.make()) };
        groups.set(key, one);
        bytes += key.length * 2 + 100;
      }
      for (let i = 0; i < fields.length; i++) {
        const accumulator = one.accumulators[i] as Accumulator;
        const before = accumulator.size;
        accumulator.add(fields[i]?.expression(scope));
        bytes += accumulator.size - before;
      }
      if (bytes > memoryLimit)
        throw new StoreError(292, "Exceeded memory limit for $group, but didn't allow external spilling");
    }
    for (const [key, one] of groups) {
      const doc: Doc = new Map([['_id', one.id]]);
      fields.forEach((field, i) => {
        doc.set(field.name, (one.accumulators[i] as Accumulator).result());
      });
      groups.delete(key);
      yield doc;
    }
  };
}

function count(argument: Value): Stage {
  if (typeof argument !== 'string') throw new StoreError(40156, 'the count field must be a non-empty string');
  if (argument === '') throw new StoreError(40157, 'the count field must be a non-empty string');
  if (argument.startsWith('$')) throw new StoreError(40158, 'the count field cannot be a $-prefixed path');
  if (argument.includes('.')) throw new StoreError(40160, "the count field cannot contain '.'");
  return function* (input, { deadline }) {
    let n = 0;
    for (const _ of input) if ((++n & 255) === 0) deadline();
    if (n > 0) yield toDoc({ [argument]: n });
  };
}

function sortByCount(argument: Value): Stage {
  const ok =
    (typeof argument === 'string' && argument.startsWith('$')) ||
    (isDoc(argument) && [...argument.keys()][0]?.startsWith('$'));
  if (!ok) throw new StoreError(40149, 'the sortByCount field must be specified as a string or as an object');
  const grouped = group(
    new Map<string, Value>([
      ['_id', argument],
      ['count', toDoc({ $sum: 1 })],
    ]),
  );
  const sorted = sort(toDoc({ count: -1 }));
  return (input, context) => sorted(grouped(input, context), context);
}

function bucket(argument: Value): Stage {
  if (!isDoc(argument)) throw new StoreError(40201, 'Argument to $bucket stage must be an object');
  const boundaries = argument.get('boundaries');
  if (!argument.has('groupBy'))
    throw new StoreError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw new StoreError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  for (let i = 1; i < boundaries.length; i++) {
    if (compareValues(boundaries[i - 1] as Value, boundaries[i] as Value) >= 0)
      throw new StoreError(40194, "The 'boundaries' option to $bucket must be sorted");
  }
  const by = compileExpression(argument.get('groupBy') as Value);
  const other = argument.get('default');
  const output = argument.get('output') ?? toDoc({ count: { $sum: 1 } });
  if (!isDoc(output)) throw new StoreError(40196, "The $bucket 'output' field must be an object");
  const grouped = group(
    new Map<string, Value>([
      ['_id', '$b'],
      ...[...output].map(([name, spec]): [string, Value] => [name, below(spec)]),
    ]),
  );
  const sorted = sort(toDoc({ _id: 1 }));
  return (input, context) => {
    function* labelled(): Generator<Doc> {
      for (const d of input) {
        const found = by(scopeOf(d, context.now));
        yield new Map<string, Value>([
          ['b', boundaryOf(found === undefined ? null : found, boundaries as Value[], other)],
          ['d', d],
        ]);
      }
    }
    return sorted(grouped(labelled(), context), context);
  };
}

function boundaryOf(value: Value, boundaries: readonly Value[], other: Value | undefined): Value {
  for (let i = boundaries.length - 2; i >= 0; i--) {
    if (compareValues(value, boundaries[i] as Value) >= 0) {
      if (compareValues(value, boundaries[i + 1] as Value) < 0) return boundaries[i] as Value;
      break;
    }
  }
  if (other === undefined)
    throw new StoreError(
      7157302,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  return other;
}

/** The accumulators see the document one level down, beside its bucket. */
function below(spec: Value): Value {
  if (typeof spec === 'string') {
    if (spec.startsWith('$$ROOT') || spec.startsWith('$$CURRENT'))
      return spec.replace(/^\$\$(ROOT|CURRENT)/, '$d');
    return spec.startsWith('$') && !spec.startsWith('$$') ? `$d.${spec.slice(1)}` : spec;
  }
  if (Array.isArray(spec)) return spec.map(below);
  if (!isDoc(spec) || spec.has('$literal')) return spec;
  return new Map([...spec].map(([name, value]) => [name, below(value)]));
}

function facet(argument: Value): Stage {
  if (!isDoc(argument) || argument.size === 0)
    throw new StoreError(40169, 'the $facet specification must be a non-empty object');
  const branches = [...argument].map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new StoreError(40170, `arguments to $facet must be arrays, ${name} is not`);
    for (const stage of pipeline) {
      const [inner] = isDoc(stage) ? stage.keys() : [];
      if (inner === '$facet')
        throw new StoreError(40600, '$facet is not allowed to be used within a $facet stage');
    }
    return { name, stage: compilePipeline(pipeline) };
  });
  return function* (input, context) {
    const all: Doc[] = [];
    let bytes = 0;
    for (const doc of input) {
      all.push(doc);
      bytes += encodedSize(doc);
      if (bytes > memoryLimit) throw new StoreError(292, 'Exceeded memory limit for $facet');
    }
    yield new Map(branches.map(({ name, stage }): [string, Value] => [name, [...stage(all, context)]]));
  };
}
