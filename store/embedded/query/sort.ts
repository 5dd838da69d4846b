import { compareValues } from '../bson/compare.ts';
import { asWhole } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { badValue, StoreError } from '../errors.ts';
import { pathValues } from '../storage/indexKeys.ts';
import type { SortField } from './planner.ts';

const memoryLimit = 100 * 1024 * 1024;

/** Checks a sort document. Throws code 15975 for a direction that is not 1 or -1, 2 for `$meta`. */
export function parseSort(sort: Value | undefined): SortField[] {
  if (sort === undefined || sort === null) return [];
  if (!isDoc(sort)) throw new StoreError(14, "BSON field 'sort' is the wrong type, expected type 'object'");
  return [...sort].map(([path, direction]) => {
    const way = isNumber(direction) ? asWhole(direction) : undefined;
    if (isDoc(direction)) throw badValue('$meta sort is not supported by the embedded store');
    if (way !== 1 && way !== -1)
      throw new StoreError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path === '' || path.split('.').includes(''))
      throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
    return { path, descending: way < 0 };
  });
}

interface SortPart {
  parts: readonly string[];
  descending: boolean;
}

/**
 * The values by which a document is sorted. With arrays on the way it is the combination that comes first in
 * the wanted order. Throws code 2 for parallel arrays.
 */
function sortValues(doc: Doc, fields: readonly SortPart[]): Value[] {
  const simple: Value[] = [];
  for (const { parts } of fields) {
    let value: Value | undefined = doc;
    for (const part of parts) {
      if (Array.isArray(value)) break;
      value = isDoc(value) ? value.get(part) : undefined;
    }
    if (Array.isArray(value)) return firstCombination(doc, fields);
    simple.push(value === undefined ? null : value);
  }
  return simple;
}

function firstCombination(doc: Doc, fields: readonly SortPart[]): Value[] {
  let all: Value[][];
  try {
    all = pathValues(
      doc,
      fields.map((field) => field.parts),
    );
  } catch (error) {
    if (error instanceof StoreError && error.code === 171)
      throw badValue('cannot sort with keys that are parallel arrays');
    throw error;
  }
  return all.reduce((best, each) => (compareRows(each, best, fields) < 0 ? each : best));
}

function compareRows(a: readonly Value[], b: readonly Value[], fields: readonly SortPart[]): number {
  for (let i = 0; i < fields.length; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return fields[i]?.descending ? -order : order;
  }
  return 0;
}

/** The order of two documents by a sort; zero when it does not tell them apart. */
export function compareBySort(sort: readonly SortField[]): (a: Doc, b: Doc) => number {
  const fields = sort.map((field) => ({ parts: field.path.split('.'), descending: field.descending }));
  return (a, b) => compareRows(sortValues(a, fields), sortValues(b, fields), fields);
}

interface Row<T> {
  keys: Value[];
  item: T;
  seen: number;
}

/**
 * Sorts items that come one by one. With a `limit` only that many are kept at any time. Ties keep the order in
 * which they came. Throws code 292 when more than 100 MB would have to be held.
 */
export class Sorter<T> {
  private rows: Row<T>[] = [];
  private bytes = 0;
  private seen = 0;
  private readonly fields: SortPart[];

  constructor(
    sort: readonly SortField[],
    private readonly limit: number,
  ) {
    this.fields = sort.map((field) => ({ parts: field.path.split('.'), descending: field.descending }));
  }

  add(item: T, doc: Doc, size: number): void {
    const keys = sortValues(doc, this.fields);
    const row: Row<T> = { keys, item, seen: this.seen++ };
    if (this.limit > 0 && this.rows.length >= this.limit * 2 + 64) this.cut();
    const worst = this.cutoff;
    if (worst && this.order(row, worst) >= 0) return;
    this.rows.push(row);
    this.bytes += size;
    if (this.bytes > memoryLimit) {
      if (this.limit > 0) this.cut();
      if (this.bytes > memoryLimit) {
        throw new StoreError(
          292,
          'Executor error during find command :: caused by :: Sort exceeded memory limit of 104857600 bytes, but did not opt in to external sorting.',
        );
      }
    }
    this.sizes.set(row, size);
  }

  private cutoff: Row<T> | undefined;
  private readonly sizes = new Map<Row<T>, number>();

  private cut(): void {
    this.rows.sort((a, b) => this.order(a, b));
    for (const row of this.rows.splice(this.limit)) {
      this.bytes -= this.sizes.get(row) ?? 0;
      this.sizes.delete(row);
    }
    this.cutoff = this.rows.length >= this.limit ? this.rows.at(-1) : undefined;
  }

  private order(a: Row<T>, b: Row<T>): number {
    return compareRows(a.keys, b.keys, this.fields) || a.seen - b.seen;
  }

  /** The items in order; the sorter is empty afterwards. */
  take(): T[] {
    this.rows.sort((a, b) => this.order(a, b));
    const items = (this.limit > 0 ? this.rows.slice(0, this.limit) : this.rows).map((row) => row.item);
    this.rows = [];
    this.sizes.clear();
    return items;
  }
}
