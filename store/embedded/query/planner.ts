import { truthy } from '../aggregate/compileExpression.ts';
import { equalValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/keys.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { badValue } from '../errors.ts';
import type { CollectionInfo, IndexSpec } from '../storage/catalog.ts';
import {
  conjunction,
  everything,
  type Interval,
  intersect,
  isDescending,
  type Predicate,
  toRange,
} from './bounds.ts';
import { arrayIndex } from './paths.ts';

export interface SortField {
  path: string;
  descending: boolean;
}

/**
 * How documents are found. `id`: by `_id` alone; `index`: ranges of one index, in order; `scan`: the whole
 * collection, in the order of `_id`. Every document found is still tested by the whole filter.
 * `sorted` says that the documents come in the wanted order already.
 */
export type Plan =
  | { kind: 'id'; keys: Uint8Array[]; sorted: boolean }
  | { kind: 'index'; index: IndexSpec; ranges: [Uint8Array, Uint8Array][]; reverse: boolean; sorted: boolean }
  | { kind: 'or'; plans: Plan[]; sorted: false }
  | { kind: 'scan'; reverse: boolean; sorted: boolean };

/** More ranges than this are not worth it; a coarser use of the index is taken. */
const maxRanges = 2000;

interface Candidate {
  plan: Plan;
  score: number;
}

/**
 * Chooses a plan. An index is used for the equality, `$in` and range predicates on its leading fields, and for
 * the sort behind equalities. `hint` is an index name, its key pattern or `{$natural: 1}`; code 2 when there is
 * no such index.
 */
export function planQuery(
  info: CollectionInfo,
  filter: Doc,
  sort: readonly SortField[],
  hint: Value | undefined,
): Plan {
  const predicates = conjunction(filter);
  if (hint !== undefined) return hinted(info, predicates, sort, hint);
  const byId = idPlan(predicates, sort);
  if (byId) return byId;
  let best: Candidate | undefined;
  for (const index of info.indexes) {
    if (index.hidden) continue;
    const candidate = consider(index, predicates, sort, false);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  if (best) return best.plan;
  return orPlan(info, filter) ?? scanPlan(sort);
}

function scanPlan(sort: readonly SortField[]): Plan {
  const [first] = sort;
  const byId = sort.length === 1 && first?.path === '_id';
  return { kind: 'scan', reverse: byId && first.descending, sorted: sort.length === 0 || byId };
}

function idPlan(predicates: readonly Predicate[], sort: readonly SortField[]): Plan | undefined {
  for (const each of predicates) {
    if (each.path !== '_id') continue;
    if (each.name === '$eq' && each.bounds?.single) {
      return { kind: 'id', keys: [encodeKey(each.argument)], sorted: true };
    }
    if (each.name === '$in' && Array.isArray(each.argument)) {
      const points = each.bounds?.intervals ?? [];
      if (points.length > 0 && points.every((point) => point.low === point.high && point.low.length > 1)) {
        const simple = each.argument.every(
          (value) => value !== null && !Array.isArray(value) && !isRegex(value),
        );
        if (simple) return { kind: 'id', keys: points.map((point) => point.low), sorted: sort.length === 0 };
      }
    }
  }
  return undefined;
}

function isRegex(value: Value): boolean {
  return typeof value === 'object' && value !== null && 'pattern' in value;
}

/** A plan over one index, or undefined when the index helps neither the filter nor the sort. */
function consider(
  index: IndexSpec,
  predicates: readonly Predicate[],
  sort: readonly SortField[],
  forced: boolean,
): Candidate | undefined {
  // A component that is a number can mean a position or a name: such an index only guards uniqueness.
  if (index.fields.some((field) => field.parts.some((part) => arrayIndex(part) >= 0))) return undefined;
  if (!forced) {
    if (index.partial && !implies(predicates, index.partial.filter)) return undefined;
    if (index.sparse && !index.fields.some((field) => mustExist(predicates, field.path))) return undefined;
  }
  const used = leadingBounds(index, predicates);
  const singles = countSingles(index, used);
  const order = sortDirection(index, sort, singles);
  if (used.length === 0 && order === undefined && !forced) return undefined;
  if (used.length === 0 && sort.length === 0 && !forced) return undefined;
  const reverse = order === 'reverse';
  return {
    plan: {
      kind: 'index',
      index,
      ranges: ranges(index, used, reverse),
      reverse,
      sorted: order !== undefined || sort.length === 0,
    },
    score: scoreOf(index, used, singles, sort.length > 0 && order !== undefined),
  };
}

function scoreOf(index: IndexSpec, used: readonly Used[], singles: number, sorts: boolean): number {
  const points = used.filter((each) => each.points).length;
  const full = index.unique && singles === index.fields.length ? 50 : 0;
  return full + points * 10 + (used.length - points) * 4 + (sorts ? 6 : 0) - index.fields.length * 0.1;
}

interface Used {
  intervals: Interval[];
  single: boolean;
  points: boolean;
}

function leadingBounds(index: IndexSpec, predicates: readonly Predicate[]): Used[] {
  const used: Used[] = [];
  let total = 1;
  for (let i = 0; i < index.fields.length; i++) {
    const field = index.fields[i] as IndexSpec['fields'][number];
    // Two predicates under one array may be satisfied by different elements; one entry knows only one of them.
    if (index.fields.slice(0, i).some((earlier) => shareArray(index, earlier.path, field.path))) break;
    const here = fieldBounds(index, field.path, predicates);
    if (!here) break;
    total *= here.intervals.length;
    if (total > maxRanges) break;
    used.push(here);
    if (!here.points) break;
  }
  return used;
}

function fieldBounds(index: IndexSpec, path: string, predicates: readonly Predicate[]): Used | undefined {
  const fitting = predicates.filter(
    (each) => each.path === path && each.bounds && each.bounds.intervals[0] !== everything,
  );
  if (fitting.length === 0) return undefined;
  const ranked = [...fitting].sort((a, b) => weight(b) - weight(a));
  const first = ranked[0]?.bounds;
  if (!first) return undefined;
  let { intervals } = first;
  if (!underArray(index, path)) {
    for (const each of ranked.slice(1))
      if (each.bounds) intervals = intersect(intervals, each.bounds.intervals);
  }
  const points = intervals.every(
    (each) => each.lowIn && each.highIn && each.low === each.high && each.low.length > 1,
  );
  return { intervals, single: first.single && intervals.length === 1, points };
}

function weight(predicate: Predicate): number {
  return predicate.bounds?.single ? 2 : predicate.name === '$in' ? 1 : 0;
}

function underArray(index: IndexSpec, path: string): boolean {
  for (const array of index.arrays) if (path === array || path.startsWith(`${array}.`)) return true;
  return false;
}

function shareArray(index: IndexSpec, a: string, b: string): boolean {
  for (const array of index.arrays) {
    if ((a === array || a.startsWith(`${array}.`)) && (b === array || b.startsWith(`${array}.`))) return true;
  }
  return false;
}

function countSingles(index: IndexSpec, used: readonly Used[]): number {
  let count = 0;
  while (count < used.length && used[count]?.single && !underArray(index, index.fields[count]?.path ?? ''))
    count += 1;
  return count;
}

/** Whether the index gives the sort order behind its first `singles` fields, which are constant. */
function sortDirection(
  index: IndexSpec,
  sort: readonly SortField[],
  singles: number,
): 'forward' | 'reverse' | undefined {
  if (sort.length === 0) return undefined;
  const constant = new Set(index.fields.slice(0, singles).map((field) => field.path));
  const wanted = sort.filter((field) => !constant.has(field.path));
  let direction: 'forward' | 'reverse' | undefined;
  for (let i = 0; i < wanted.length; i++) {
    const field = index.fields[singles + i];
    const asked = wanted[i] as SortField;
    if (!field || field.path !== asked.path || underArray(index, field.path)) return undefined;
    const way = field.descending === asked.descending ? 'forward' : 'reverse';
    if (direction !== undefined && direction !== way) return undefined;
    direction = way;
  }
  return direction ?? 'forward';
}

function ranges(index: IndexSpec, used: readonly Used[], reverse: boolean): [Uint8Array, Uint8Array][] {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let out: [Uint8Array, Uint8Array][] = [[Buffer.alloc(0), Buffer.alloc(0)]];
  used.forEach((each, i) => {
    const descending = index.fields[i]?.descending ?? false;
    out = prefixes.flatMap((prefix) =>
      each.intervals.map((interval): [Uint8Array, Uint8Array] => {
        const [low, high] = toRange(interval, descending);
        return [Buffer.concat([prefix, low]), Buffer.concat([prefix, high])];
      }),
    );
    prefixes = out.map(([low]) => Buffer.from(low));
  });
  out.sort((a, b) => Buffer.compare(a[0], b[0]));
  return reverse ? out.reverse() : out;
}

function hinted(
  info: CollectionInfo,
  predicates: readonly Predicate[],
  sort: readonly SortField[],
  hint: Value,
): Plan {
  if (isDoc(hint) && hint.has('$natural')) {
    const reverse = isDescending(hint.get('$natural') as Value);
    return { kind: 'scan', reverse, sorted: sort.length === 0 };
  }
  if (hint === '_id_' || (isDoc(hint) && hint.size === 1 && hint.has('_id'))) {
    return idPlan(predicates, sort) ?? scanPlan(sort);
  }
  const index = info.indexes.find((each) =>
    typeof hint === 'string' ? each.name === hint : equalValues(each.doc.get('key') as Value, hint),
  );
  if (!index) {
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return consider(index, predicates, sort, true)?.plan ?? scanPlan(sort);
}

/** `$or` at the top, when every branch has an index of its own. */
function orPlan(info: CollectionInfo, filter: Doc): Plan | undefined {
  const branches = filter.get('$or');
  if (!Array.isArray(branches) || branches.length > 50) return undefined;
  const plans: Plan[] = [];
  for (const branch of branches) {
    if (!isDoc(branch)) return undefined;
    const plan = planQuery(info, branch, [], undefined);
    if (plan.kind === 'scan') return undefined;
    plans.push(plan);
  }
  return { kind: 'or', plans, sorted: false };
}

function mustExist(predicates: readonly Predicate[], path: string): boolean {
  return predicates.some((each) => each.path === path && each.bounds?.present === true);
}

/** Whether what the query demands makes the partial index's filter true; in doubt no. */
export function implies(predicates: readonly Predicate[], filter: Doc): boolean {
  for (const name of filter.keys()) if (name.startsWith('$') && name !== '$and') return false;
  return conjunction(filter).every((wanted) =>
    predicates.some((have) => have.path === wanted.path && impliesOne(have, wanted)),
  );
}

function impliesOne(have: Predicate, wanted: Predicate): boolean {
  if (have.name === wanted.name && equalValues(have.argument, wanted.argument)) return true;
  if (wanted.name === '$exists') return truthy(wanted.argument) && have.bounds?.present === true;
  if (!['$eq', '$in', '$gt', '$gte', '$lt', '$lte'].includes(wanted.name)) return false;
  if (!['$eq', '$in', '$gt', '$gte', '$lt', '$lte'].includes(have.name)) return false;
  if (Array.isArray(have.argument) && have.name !== '$in') return false;
  if (
    have.name === '$in' &&
    Array.isArray(have.argument) &&
    have.argument.some((each) => Array.isArray(each))
  )
    return false;
  const outer = wanted.bounds?.intervals;
  const inner = have.bounds?.intervals;
  if (!outer || !inner) return false;
  // Every interval of the query must lie inside one interval of the index's filter.
  return inner.every((each) =>
    outer.some((around) => {
      const both = intersect([each], [around])[0];
      return both !== undefined && sameInterval(both, each);
    }),
  );
}

function sameInterval(a: Interval, b: Interval): boolean {
  return (
    a.lowIn === b.lowIn &&
    a.highIn === b.highIn &&
    Buffer.compare(a.low, b.low) === 0 &&
    Buffer.compare(a.high, b.high) === 0
  );
}
