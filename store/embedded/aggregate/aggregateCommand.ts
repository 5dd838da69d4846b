import { encodeDoc } from '../bson/encode.ts';
import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import {
  type Command,
  checkFields,
  countArgument,
  deadlineOf,
  docArgument,
  namespaceOf,
  type Reply,
} from '../commands/command.ts';
import { searchFor, searching } from '../commands/find.ts';
import { failedToParse, StoreError } from '../errors.ts';
import { compileMatcher } from '../query/matcher.ts';
import { parseSort } from '../query/sort.ts';
import { compilePipeline } from './stages.ts';

const maxDocument = 16 * 1024 * 1024;

/**
 * Runs a pipeline. A leading `$match`, `$sort` and `$limit` are answered by the query planner, so an index
 * serves them; the stages behind stream from there.
 */
export function aggregate(command: Command): Reply {
  const { body } = command;
  checkFields(
    body,
    ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'bypassDocumentValidation'],
    ['collation', 'let', 'explain'],
  );
  const pipeline = body.get('pipeline');
  if (!Array.isArray(pipeline)) throw new StoreError(14, 'A pipeline must be an array of objects');
  if (!isDoc(body.get('cursor') ?? null))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  if (typeof body.get('aggregate') !== 'string')
    throw new StoreError(238, 'aggregating a database is not supported by the embedded store');
  compilePipeline(pipeline); // The whole pipeline is checked before a part of it is given to the planner.
  const ns = namespaceOf(command);
  const cursor = docArgument(body, 'cursor');
  const batchSize = cursor.has('batchSize') ? countArgument(cursor, 'batchSize', 0) : undefined;
  return command.cursors.first(ns, rows(command, ns, pipeline), batchSize, false);
}

function* rows(command: Command, ns: string, pipeline: readonly Value[]): Generator<Uint8Array, void> {
  const { lead, rest } = leading(pipeline);
  const info = command.catalog.get(ns);
  const deadline = deadlineOf(command.body);
  const search = searchFor(info, lead.filter, compileMatcher(lead.filter), {
    sort: parseSort(lead.sort),
    limit: lead.limit,
    hint: command.body.get('hint'),
  });
  function* documents(): Generator<Doc> {
    if (!info) return;
    for (const stored of searching(command.kv, info, search, deadline)) yield stored.doc;
  }
  for (const doc of compilePipeline(rest)(documents(), { now: command.now(), deadline })) {
    const bytes = encodeDoc(doc);
    if (bytes.length > maxDocument)
      throw new StoreError(
        10334,
        `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${maxDocument}`,
      );
    yield bytes;
  }
}

interface Lead {
  filter: Doc;
  sort: Value | undefined;
  limit: number;
}

/** What the planner can answer: matches at the front, then one sort, then one limit. */
function leading(pipeline: readonly Value[]): { lead: Lead; rest: Value[] } {
  const filters: Doc[] = [];
  let at = 0;
  const next = (name: string): Value | undefined => {
    const stage = pipeline[at];
    return isDoc(stage) ? stage.get(name) : undefined;
  };
  for (let match = next('$match'); isDoc(match); match = next('$match')) {
    if (match.size > 0) filters.push(match);
    at += 1;
  }
  const sort = next('$sort');
  if (sort !== undefined) at += 1;
  const limit = next('$limit');
  const most = isNumber(limit) ? (asWhole(limit) ?? 0) : 0;
  if (most > 0) at += 1;
  const filter: Doc = filters.length > 1 ? new Map([['$and', filters]]) : (filters[0] ?? new Map());
  return { lead: { filter, sort, limit: most }, rest: pipeline.slice(at) };
}
