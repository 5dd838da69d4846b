import { rmSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { StorageError } from '../errors.ts';
import type { Cut, Entry, Groups, Kv } from './kv.ts';

/** One prepared statement of either binding. */
interface Statement {
  get(values: unknown[]): Record<string, unknown> | null | undefined;
  all(values: unknown[]): Record<string, unknown>[];
  run(values: unknown[]): void;
  finalize(): void;
}

/** What the two bindings have in common. */
interface Connection {
  engine: string;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** `node:sqlite` is used from this SQLite on: earlier ones have the bug of the WAL reset. */
const soundSqlite = [3, 51, 3];

/**
 * Opens the one file of the store. The caller must hold the pid lock of the directory: the stale lock that
 * the WASM binding leaves behind after a crash is removed here.
 * `maxPages` limits the file (a test's small disk).
 */
export function openSqlite(file: string, options: { maxPages?: number } = {}): Kv {
  const connection = builtin(file) ?? wasm(file);
  // Exclusive mode must come before WAL: the WAL index then lives in memory and no shared memory is needed.
  connection.exec('PRAGMA locking_mode=EXCLUSIVE');
  connection.exec('PRAGMA journal_mode=WAL');
  connection.exec('PRAGMA synchronous=FULL');
  connection.exec('PRAGMA cache_size=-32768');
  connection.exec('PRAGMA wal_autocheckpoint=2000');
  if (options.maxPages) connection.exec(`PRAGMA max_page_count=${options.maxPages}`);
  connection.exec('CREATE TABLE IF NOT EXISTS kv (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID');
  return new SqliteKv(connection, dirname(file));
}

class SqliteKv implements Kv {
  readonly engine: string;
  private readonly statements: Statement[] = [];
  private readonly selectOne: Statement;
  private readonly upsert: Statement;
  private readonly remove: Statement;
  private readonly removeRange: Statement;
  private readonly forward: Statement;
  private readonly backward: Statement;
  private readonly counter: Statement;
  /** By their text, which depends on how many ranges and groups are asked for. */
  private readonly made = new Map<string, Statement>();
  private readonly start: Statement;
  private readonly end: Statement;
  private readonly pages: Statement;
  private readonly pageSize: Statement;

  constructor(
    private readonly connection: Connection,
    private readonly directory: string,
  ) {
    this.engine = connection.engine;
    this.selectOne = this.prepare('SELECT v FROM kv WHERE k = ?');
    this.upsert = this.prepare(
      'INSERT INTO kv (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v',
    );
    this.remove = this.prepare('DELETE FROM kv WHERE k = ?');
    this.removeRange = this.prepare('DELETE FROM kv WHERE k >= ? AND k < ?');
    this.forward = this.prepare('SELECT k, v FROM kv WHERE k >= ? AND k < ? ORDER BY k LIMIT ?');
    this.backward = this.prepare('SELECT k, v FROM kv WHERE k >= ? AND k < ? ORDER BY k DESC LIMIT ?');
    this.counter = this.prepare(
      'SELECT count(*) AS n FROM (SELECT 1 FROM kv WHERE k >= ? AND k < ? LIMIT ?)',
    );
    this.start = this.prepare('BEGIN IMMEDIATE');
    this.end = this.prepare('COMMIT');
    this.pages = this.prepare('PRAGMA page_count');
    this.pageSize = this.prepare('PRAGMA page_size');
  }

  private prepare(sql: string): Statement {
    const statement = this.connection.prepare(sql);
    this.statements.push(statement);
    return statement;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const row = this.guarded(() => this.selectOne.get([key]));
    return row ? (row.v as Uint8Array) : undefined;
  }

  put(key: Uint8Array, value: Uint8Array): void {
    this.guarded(() => this.upsert.run([key, value]));
  }

  del(key: Uint8Array): void {
    this.guarded(() => this.remove.run([key]));
  }

  delRange(low: Uint8Array, high: Uint8Array): void {
    this.guarded(() => this.removeRange.run([low, high]));
  }

  range(low: Uint8Array, high: Uint8Array, reverse: boolean, limit: number): Entry[] {
    const statement = reverse ? this.backward : this.forward;
    return this.guarded(() => statement.all([low, high, limit])).map((row) => ({
      key: row.k as Uint8Array,
      value: row.v as Uint8Array,
    }));
  }

  count(low: Uint8Array, high: Uint8Array, most = -1): number {
    return Number(this.guarded(() => this.counter.get([low, high, most]))?.n ?? 0);
  }

  rangeWith(range: Cut, groups: Groups, reverse: boolean, limit: number): Entry[] {
    const sql = `SELECT a.k AS k, a.v AS v ${foundSql([range], groups)} ORDER BY a.k${reverse ? ' DESC' : ''} LIMIT ?`;
    return this.entries(sql, [...foundValues([range], groups), limit]);
  }

  rangesBy(
    ranges: readonly Cut[],
    groups: Groups,
    by: { prefix: Uint8Array; low: Uint8Array; high: Uint8Array },
    reverse: boolean,
    limit: number,
    offset: number,
  ): Entry[] {
    const beside =
      'CROSS JOIN kv AS o ON o.k >= CAST(? || a.v || ? AS BLOB) AND o.k < CAST(? || a.v || ? AS BLOB)';
    const sql = `SELECT a.k AS k, a.v AS v ${foundSql(ranges, groups, beside)} ORDER BY substr(o.k, ? + length(a.v))${reverse ? ' DESC' : ''} LIMIT ? OFFSET ?`;
    const { prefix, low, high } = by;
    const besideValues = [prefix, low, prefix, high];
    const values = foundValues(ranges, groups, besideValues);
    return this.entries(sql, [...values, prefix.length + 1, limit, offset]);
  }

  private entries(sql: string, values: unknown[]): Entry[] {
    const statement = this.made.get(sql) ?? this.prepare(sql);
    this.made.set(sql, statement);
    return this.guarded(() => statement.all(values)).map((row) => ({
      key: row.k as Uint8Array,
      value: row.v as Uint8Array,
    }));
  }

  begin(): void {
    this.guarded(() => this.start.run([]));
  }

  commit(): void {
    this.guarded(() => this.end.run([]));
  }

  rollback(): void {
    try {
      this.connection.exec('ROLLBACK');
    } catch (error) {
      // SQLite has already rolled back by itself after some errors, a full disk among them.
      if (!/no transaction is active/.test(String(error))) throw error;
    }
  }

  size(): number {
    const count = Number(Object.values(this.pages.get([]) ?? {})[0] ?? 0);
    return count * Number(Object.values(this.pageSize.get([]) ?? {})[0] ?? 4096);
  }

  private guarded<T>(work: () => T): T {
    try {
      return this.withReset(work);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new StorageError(message, isFull(message, this.directory));
    }
  }

  /**
   * After a failure the WASM binding refuses a statement's next use, because SQLite's reset tells the old error
   * once more. Nothing has run then, and the reset is done: the second try is the first real one.
   */
  private withReset<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!/could not reset statement/i.test(String(error))) throw error;
      return work();
    }
  }

  close(): void {
    for (const statement of this.statements) statement.finalize();
    this.connection.close();
  }
}

/**
 * The entries `a` of the ranges for which each group has an entry. A group of one text is joined, which costs less than to
 * ask whether it exists.
 */
function foundSql(ranges: readonly Cut[], groups: Groups, beside = ''): string {
  const all = ranges.map(() => 'SELECT k, v, ? AS cut FROM kv WHERE k >= ? AND k < ?').join(' UNION ALL ');
  const joined = groups.map((group, i) =>
    group.length === 1 ? `CROSS JOIN kv AS g${i} ON g${i}.k = CAST(? || substr(a.k, a.cut) AS BLOB)` : '',
  );
  const exist = groups
    .filter(({ length }) => length !== 1)
    .map((group) => {
      const keys = group.map(() => 'CAST(? || substr(a.k, a.cut) AS BLOB)');
      return `EXISTS (SELECT 1 FROM kv AS b WHERE b.k IN (${keys.join()}))`;
    });
  const where = exist.length === 0 ? '' : `WHERE ${exist.join(' AND ')}`;
  return `FROM (${all}) AS a ${joined.join(' ')} ${beside} ${where}`;
}

/** What `foundSql` asks for, in its order. */
function foundValues(ranges: readonly Cut[], groups: Groups, beside: unknown[] = []): unknown[] {
  return [
    ...ranges.flatMap(({ low, high, cut }) => [cut + 1, low, high]),
    ...groups.filter(({ length }) => length === 1).flat(),
    ...beside,
    ...groups.filter(({ length }) => length !== 1).flat(),
  ];
}

/** Less than this is left on a disk that has just refused a write for want of room. */
const nearlyNothing = 1 << 20;

/** The WASM binding tells a full disk as a plain "disk I/O error": the disk itself is asked. */
function isFull(message: string, directory: string): boolean {
  if (/full|ENOSPC|EDQUOT|no space/i.test(message)) return true;
  if (!/I\/O error/i.test(message)) return false;
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < nearlyNothing;
}

const load = createRequire(import.meta.url);

function builtin(file: string): Connection | undefined {
  let module: { DatabaseSync: new (file: string) => BuiltinDatabase };
  try {
    module = load('node:sqlite') as typeof module;
  } catch {
    return undefined; // This Node has no SQLite of its own.
  }
  const probe = new module.DatabaseSync(':memory:');
  const version = String(probe.prepare('SELECT sqlite_version() AS v').get()?.v ?? '0');
  probe.close();
  if (!atLeast(version, soundSqlite)) return undefined;
  const database = new module.DatabaseSync(file);
  return {
    engine: `node:sqlite ${version}`,
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        get: (values) => statement.get(...values),
        all: (values) => statement.all(...values),
        run: (values) => {
          statement.run(...values);
        },
        finalize: () => {},
      };
    },
    close: () => database.close(),
  };
}

interface BuiltinDatabase {
  exec(sql: string): void;
  prepare(sql: string): {
    get(...values: unknown[]): Record<string, unknown> | undefined;
    all(...values: unknown[]): Record<string, unknown>[];
    run(...values: unknown[]): unknown;
  };
  close(): void;
}

interface WasmDatabase {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  get(sql: string): Record<string, unknown> | null;
  close(): void;
}

function wasm(file: string): Connection {
  const module = load('node-sqlite3-wasm') as { Database: new (file: string) => WasmDatabase };
  rmSync(`${file}.lock`, { recursive: true, force: true });
  const database = new module.Database(file);
  // Before anything else: a WAL that a crash left behind can only be read in this mode (there is no shared memory).
  database.exec('PRAGMA locking_mode=EXCLUSIVE');
  return {
    engine: `node-sqlite3-wasm ${String(database.get('SELECT sqlite_version() AS v')?.v)}`,
    exec: (sql) => database.exec(sql),
    prepare: (sql) => database.prepare(sql),
    close: () => database.close(),
  };
}

function atLeast(version: string, wanted: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (let i = 0; i < wanted.length; i++) {
    const difference = (parts[i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
