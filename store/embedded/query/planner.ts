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
import type { Probe } from './probe.ts';

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
  | {
      kind: 'index';
      index: IndexSpec;
      ranges: [Uint8Array, Uint8Array][];
      reverse: boolean;
      sorted: boolean;
      /** The ranges are read side by side, in the order of what follows these many bytes of each. */
      merge?: number[];
      also?: Also;
      by?: By;
    }
  | { kind: 'or'; plans: Plan[]; sorted: false }
  | { kind: 'scan'; reverse: boolean; sorted: boolean };

/**
 * An array must hold other values, too: for each entry found, each group must have one entry that differs only in its first
 * value. Known from the index alone, without the documents.
 */
export interface Also {
  /** How long the encoded first value is, for each range. */
  cuts: number[];
  /** Encoded values; one of each group must be there. */
  groups: Uint8Array[][];
}

/**
 * The order comes from another index, which begins with `_id`: what is found is sorted without its documents. Only values
 * from `low` up to, not including, `high` are wanted.
 */
export interface By {
  index: IndexSpec;
  reverse: boolean;
  low: Uint8Array;
  high: Uint8Array;
}

/** More ranges than this are not worth it; a coarser use of the index is taken. */
const maxRanges = 2000;

/** More ranges than this are not read side by side. */
const maxMerged = 300;

/** Counts no further: above, a value of an array is common. The second bound is for those of which all pass the first. */
const common = [500, 8_000] as const;

/**
 * When a filter leaves fewer entries than this, they are read and sorted; when it leaves more, what a limit asks for is
 * found sooner by walking in the wanted order.
 */
const fewToSort = 2_000;

/** The same where an index has what to sort by (`By`): an entry of it is read in a small part of a document's time. */
const fewToSortBy = 12_000;

/** More ranges than this are not sorted so. */
const maxSortedBy = 20;

export type IndexPlan = Extract<Plan, { kind: 'index' }>;

interface Candidate {
  plan: IndexPlan;
  score: number;
  filters: boolean;
}

/** What helps to choose between plans; without it the filter's form alone decides. */
export interface Choice {
  probe: Probe;
  limited: boolean;
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
  choice?: Choice,
): Plan {
  const predicates = conjunction(filter);
  if (hint !== undefined) return hinted(info, predicates, sort, hint);
  const byId = idPlan(predicates, sort);
  if (byId) return byId;
  const candidates: Candidate[] = [];
  for (const index of info.indexes) {
    const candidate = index.hidden ? undefined : consider(index, predicates, sort, false, choice?.probe);
    if (candidate) candidates.push(candidate);
  }
  const best = highest(candidates);
  if (!best) return orPlan(info, filter) ?? scanPlan(sort);
  return sort.length > 0 && choice?.limited
    ? sooner(best, candidates, choice.probe, (each) => sortedBy(info, each, predicates, sort))
    : best.plan;
}

function highest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const each of candidates) if (!best || each.score > best.score) best = each;
  return best;
}

/** Filter and sort have an index each: which of the two leads to the first documents sooner depends on the data. */
function sooner(
  best: Candidate,
  candidates: readonly Candidate[],
  probe: Probe,
  sorted: (plan: IndexPlan) => IndexPlan | undefined,
): Plan {
  if (best.plan.sorted && best.filters) return best.plan;
  const narrow = best.filters ? best : highest(candidates.filter((each) => each.filters));
  const walk = best.plan.sorted ? best : highest(candidates.filter((each) => each.plan.sorted));
  if (narrow === undefined) return best.plan;
  const by = sorted(narrow.plan);
  const few = by === undefined ? fewToSort : fewToSortBy;
  const isFew = walk === undefined || probe.count(narrow.plan.index, narrow.plan.ranges, few) < few;
  return isFew ? (by ?? narrow.plan) : walk.plan;
}

/** The plan with an index that has what is sorted by behind each `_id`; undefined: there is none, or it needs none. */
function sortedBy(
  info: CollectionInfo,
  plan: IndexPlan,
  predicates: readonly Predicate[],
  sort: readonly SortField[],
): IndexPlan | undefined {
  if (plan.sorted || plan.ranges.length === 0 || plan.ranges.length > maxSortedBy) return undefined;
  const whole = info.indexes.filter(
    ({ hidden, partial, sparse, unique, arrays }) =>
      !hidden && !partial && !sparse && !unique && arrays.size === 0,
  );
  for (const index of whole) {
    const [first, second, ...more] = index.fields;
    if (first?.path !== '_id' || first.descending || second === undefined || second.descending) continue;
    // Behind its fields, every entry ends with the _id once more.
    const way = directionFrom({ ...index, fields: [second, ...more, first] }, sort, 0);
    if (way === undefined || second.parts.some((part) => arrayIndex(part) >= 0)) continue;
    const bounds = predicates.flatMap((each) =>
      each.path === second.path && each.bounds ? [each.bounds.intervals] : [],
    );
    const [only, another] = bounds.reduce(intersect, [everything]);
    const range = only !== undefined && another === undefined ? only : everything;
    const [low, high] = toRange(range, false);
    return { ...plan, sorted: true, by: { index, reverse: way === 'reverse', low, high } };
  }
  return undefined;
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
      if (points.every((point) => point.low === point.high && point.low.length > 1)) {
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
  probe?: Probe,
): Candidate | undefined {
  // A component that is a number can mean a position or a name: such an index only guards uniqueness.
  if (index.fields.some((field) => field.parts.some((part) => arrayIndex(part) >= 0))) return undefined;
  if (!forced) {
    if (index.partial && !implies(predicates, index.partial.filter)) return undefined;
    if (index.sparse && !index.fields.some((field) => mustExist(predicates, field.path))) return undefined;
  }
  const used = leadingBounds(index, predicates, sort, probe);
  const order = orderOf(index, sort, used);
  if (used.length === 0 && order === undefined && !forced) return undefined;
  if (used.length === 0 && sort.length === 0 && !forced) return undefined;
  const reverse = order?.reverse ?? false;
  const stretches = rangesOf(index, used, reverse);
  const groups = used[0]?.points === true ? (used[0].others ?? []) : [];
  const cutsAt = (fields: number): number[] => stretches.map(({ lengths }) => lengths[fields - 1] ?? 0);
  return {
    plan: {
      kind: 'index',
      index,
      ranges: stretches.map(({ range }) => range),
      reverse,
      sorted: order !== undefined || sort.length === 0,
      ...(order?.merged === undefined ? {} : { merge: cutsAt(order.merged) }),
      ...(groups.length === 0 ? {} : { also: { cuts: cutsAt(1), groups } }),
    },
    score: scoreOf(index, used, countSingles(index, used), sort.length > 0 && order !== undefined),
    filters: used.length > 0,
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
  /** Encoded values of which, group by group, the same array must hold one, too. */
  others?: Uint8Array[][];
}

function leadingBounds(
  index: IndexSpec,
  predicates: readonly Predicate[],
  sort: readonly SortField[],
  probe: Probe | undefined,
): Used[] {
  const used: Used[] = [];
  let total = 1;
  for (let i = 0; i < index.fields.length; i++) {
    const field = index.fields[i] as IndexSpec['fields'][number];
    // Two predicates under one array may be satisfied by different elements; one entry knows only one of them.
    if (index.fields.slice(0, i).some((earlier) => shareArray(index, earlier.path, field.path))) break;
    const found = fieldBounds(index, field.path, predicates, i === 0 ? probe : undefined);
    if (!found) break;
    const sortsOn = probe !== undefined && i === 0 && index.fields[1]?.path === sort[0]?.path;
    const here = sortsOn && !field.descending ? asPoints(index, found, probe) : found;
    total *= here.intervals.length;
    if (total > maxRanges) break;
    used.push(here);
    if (!here.points) break;
  }
  return used;
}

/** Beginnings of texts as the texts that there are, when they are few: what follows is then in order for each of them. */
function asPoints(index: IndexSpec, used: Used, probe: Probe): Used {
  if (used.points) return used;
  const intervals: Interval[] = [];
  for (const each of used.intervals) {
    if (isPoint(each)) {
      intervals.push(each);
      continue;
    }
    const texts = probe.texts(index, toRange(each, false), maxMerged - intervals.length);
    if (texts === undefined) return used;
    for (const text of texts) intervals.push({ low: text, lowIn: true, high: text, highIn: true });
  }
  return { ...used, intervals, single: false, points: true };
}

function isPoint(each: Interval): boolean {
  return each.lowIn && each.highIn && each.low === each.high && each.low.length > 1;
}

function fieldBounds(
  index: IndexSpec,
  path: string,
  predicates: readonly Predicate[],
  probe: Probe | undefined,
): Used | undefined {
  const fitting = predicates.filter(
    (each) => each.path === path && each.bounds && each.bounds.intervals[0] !== everything,
  );
  if (fitting.length === 0) return undefined;
  const inArray = underArray(index, path);
  const byForm = [...fitting].sort((a, b) => weight(b) - weight(a));
  const ranked = inArray && probe && fitting.length > 1 ? byRarity(index, byForm, probe) : byForm;
  const first = ranked[0]?.bounds;
  if (!first) return undefined;
  let { intervals } = first;
  if (!inArray) {
    for (const each of ranked.slice(1))
      if (each.bounds) intervals = intersect(intervals, each.bounds.intervals);
  }
  const points = intervals.every(isPoint);
  const used: Used = { intervals, single: first.single && intervals.length === 1, points };
  if (inArray && probe) used.others = otherValues(index, path, ranked.slice(1));
  return used;
}

/** How many conditions on one array the index alone decides, and how many values each of them may name. */
const mostOthers = 6;
const mostAlternatives = 8;

/** The document is tested by the whole filter in any case: what is left out here costs time and nothing else. */
function otherValues(index: IndexSpec, path: string, rest: readonly Predicate[]): Uint8Array[][] {
  // Entries of one document differ in the first value alone only if no other field leads through the array.
  if (
    index.fields[0]?.descending ||
    index.fields.slice(1).some((field) => shareArray(index, path, field.path))
  )
    return [];
  return rest
    .map(({ bounds }) => bounds?.intervals ?? [])
    .filter((intervals) => intervals.length <= mostAlternatives && intervals.every(isPoint))
    .slice(0, mostOthers)
    .map((intervals) => intervals.map(({ low }) => low));
}

/** The rarest first; of the common ones, the form decides. */
function byRarity(index: IndexSpec, fitting: readonly Predicate[], probe: Probe): Predicate[] {
  const descending = index.fields[0]?.descending ?? false;
  const counts = (most: number) =>
    fitting.map((predicate) => {
      const ranges = (predicate.bounds?.intervals ?? []).map((each) => toRange(each, descending));
      return { predicate, count: probe.count(index, ranges, most) };
    });
  const few = counts(common[0]);
  const counted = few.some(({ count }) => count < common[0]) ? few : counts(common[1]);
  return counted.sort((a, b) => a.count - b.count).map(({ predicate }) => predicate);
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

/**
 * How the index gives the sort order: behind its leading single values, which are constant, or behind several values in
 * the first `merged` fields, whose stretches are then read side by side. undefined: it does not.
 */
function orderOf(
  index: IndexSpec,
  sort: readonly SortField[],
  used: readonly Used[],
): { reverse: boolean; merged?: number } | undefined {
  if (sort.length === 0) return undefined;
  const constant = new Set(index.fields.slice(0, countSingles(index, used)).map((field) => field.path));
  const wanted = sort.filter((field) => !constant.has(field.path));
  const singles = countWhile(used, (each) => each.single);
  const plain = directionFrom(index, wanted, singles);
  if (plain !== undefined) return { reverse: plain === 'reverse' };
  const points = countWhile(used, (each) => each.points);
  const stretches = used.slice(0, points).reduce((product, each) => product * each.intervals.length, 1);
  if (points === singles || stretches > maxMerged) return undefined;
  const merged = directionFrom(index, wanted, points);
  return merged === undefined ? undefined : { reverse: merged === 'reverse', merged: points };
}

function countWhile(used: readonly Used[], test: (each: Used) => boolean): number {
  const end = used.findIndex((each) => !test(each));
  return end < 0 ? used.length : end;
}

function directionFrom(
  index: IndexSpec,
  wanted: readonly SortField[],
  from: number,
): 'forward' | 'reverse' | undefined {
  let direction: 'forward' | 'reverse' | undefined;
  for (let i = 0; i < wanted.length; i++) {
    const field = index.fields[from + i];
    const asked = wanted[i] as SortField;
    if (!field || field.path !== asked.path || underArray(index, field.path)) return undefined;
    const way = field.descending === asked.descending ? 'forward' : 'reverse';
    if (direction !== undefined && direction !== way) return undefined;
    direction = way;
  }
  return direction ?? 'forward';
}

interface Stretch {
  range: [Uint8Array, Uint8Array];
  /** How long the encodings of the first field, of the first two, … are; known where they are points. */
  lengths: number[];
}

function rangesOf(index: IndexSpec, used: readonly Used[], reverse: boolean): Stretch[] {
  const all: Uint8Array = Buffer.alloc(0);
  let out: Stretch[] = [{ range: [all, all], lengths: [] }];
  used.forEach((each, i) => {
    const descending = index.fields[i]?.descending ?? false;
    out = out.flatMap(({ range: [prefix], lengths }) =>
      each.intervals.map((interval): Stretch => {
        const [low, high] = toRange(interval, descending);
        const range: Stretch['range'] = [Buffer.concat([prefix, low]), Buffer.concat([prefix, high])];
        return { range, lengths: [...lengths, range[0].length] };
      }),
    );
  });
  out.sort((a, b) => Buffer.compare(a.range[0], b.range[0]));
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
