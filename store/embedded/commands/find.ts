import { encodeDoc } from '../bson/encode.ts';
import { asWhole } from '../bson/numbers.ts';
import type { Doc, Value } from '../bson/values.ts';
import { badValue } from '../errors.ts';
import { compileMatcher, type Matcher } from '../query/matcher.ts';
import { type Plan, planQuery, type SortField } from '../query/planner.ts';
import { createProbe } from '../query/probe.ts';
import { compileProjection } from '../query/projection.ts';
import { rootsRead } from '../query/rootsRead.ts';
import { type Deadline, runPlan } from '../query/scan.ts';
import { parseSort, Sorter } from '../query/sort.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import type { Stored } from '../storage/collection.ts';
import type { Kv } from '../storage/kv.ts';
import {
  type Command,
  checkFields,
  collectionOf,
  countArgument,
  deadlineOf,
  docArgument,
  flag,
  namespaceOf,
  type Reply,
} from './command.ts';

/** What is looked for and in which order: the common part of find, findAndModify, update and delete. */
export interface Search {
  filter: Doc;
  matcher: Matcher;
  sort: SortField[];
  skip: number;
  limit: number;
  plan: Plan;
  /** What is read of the documents, where that is known (query/rootsRead.ts). */
  roots?: ReadonlySet<string> | undefined;
}

const allowed = [
  'filter',
  'sort',
  'projection',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'hint',
  'allowDiskUse',
  'noCursorTimeout',
  'allowPartialResults',
  'let',
];
const declined = [
  'collation',
  'tailable',
  'awaitData',
  'min',
  'max',
  'returnKey',
  'showRecordId',
  'oplogReplay',
  'let',
];

export function find(command: Command): Reply {
  const { body } = command;
  const { search, project } = parseFind(command);
  const info = collectionOf(command);
  let single = flag(body, 'singleBatch');
  const limit = body.get('limit');
  if (limit !== undefined && (asWhole(limit) ?? 0) < 0) single = true;
  const batchSize = body.has('batchSize') ? countArgument(body, 'batchSize', 0) : undefined;
  const rows = info ? results(command.kv, info, search, project, deadlineOf(body)) : [][Symbol.iterator]();
  return command.cursors.first(namespaceOf(command), rows, batchSize, single, flag(body, 'noCursorTimeout'));
}

/** The checked arguments of a find command (also what `explain` looks at). */
export function parseFind(command: Command): { search: Search; project: ((doc: Doc) => Doc) | undefined } {
  const { body } = command;
  checkFields(
    body,
    allowed.filter((each) => each !== 'let'),
    declined,
  );
  const filter = docArgument(body, 'filter');
  const matcher = compileMatcher(filter);
  const project = compileProjection(docArgument(body, 'projection'), true, matcher);
  const search = searchFor(collectionOf(command), filter, matcher, {
    sort: parseSort(body.get('sort')),
    skip: countArgument(body, 'skip', 0),
    limit: Math.abs(asWhole(body.get('limit') ?? 0) ?? badLimit()),
    hint: body.get('hint'),
    kv: command.kv,
  });
  search.roots = rootsRead(filter, search.sort, docArgument(body, 'projection'));
  return { search, project };
}

function badLimit(): never {
  throw badValue('limit must be a whole number');
}

export function searchFor(
  info: CollectionInfo | undefined,
  filter: Doc,
  matcher: Matcher,
  options: { sort: SortField[]; skip?: number; limit?: number; hint?: Value | undefined; kv?: Kv },
): Search {
  const limited = (options.limit ?? 0) > 0;
  const choice = options.kv && { probe: createProbe(options.kv), limited };
  const plan: Plan = info
    ? planQuery(info, filter, options.sort, options.hint, choice)
    : { kind: 'scan', reverse: false, sorted: true };
  return { filter, matcher, plan, sort: options.sort, skip: options.skip ?? 0, limit: options.limit ?? 0 };
}

/** The documents found, in order, after skip and limit. Streams unless the sort has to see all of them first. */
export function* searching(
  kv: Kv,
  info: CollectionInfo,
  search: Search,
  deadline: Deadline,
): Generator<Stored, void> {
  const { plan, sort, skip, limit } = search;
  const found = matching(runPlan(kv, info, plan, deadline), search, deadline);
  let ordered: Iterable<Stored> = found;
  if (!plan.sorted && sort.length > 0) {
    const sorter = new Sorter<Stored>(sort, limit > 0 ? limit + skip : 0);
    for (const stored of found) sorter.add(stored, stored.doc, stored.bytes.length);
    ordered = sorter.take();
  }
  let seen = 0;
  for (const stored of ordered) {
    seen += 1;
    if (seen <= skip) continue;
    yield stored;
    if (limit > 0 && seen >= skip + limit) return;
  }
}

function* matching(
  all: Iterable<Stored>,
  { matcher, roots }: Search,
  deadline: Deadline,
): Generator<Stored, void> {
  let count = 0;
  for (const stored of all) {
    if ((++count & 63) === 0) deadline();
    stored.only = roots;
    if (matcher.test(stored.doc)) yield stored;
  }
}

function* results(
  kv: Kv,
  info: CollectionInfo,
  search: Search,
  project: ((doc: Doc) => Doc) | undefined,
  deadline: Deadline,
): Generator<Uint8Array, void> {
  for (const stored of searching(kv, info, search, deadline)) {
    yield project ? encodeDoc(project(stored.doc)) : stored.bytes;
  }
}
