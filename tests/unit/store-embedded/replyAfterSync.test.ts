import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDoc } from '../../../store/embedded/bson/encode.ts';
import { toDoc } from '../../../store/embedded/bson/values.ts';
import { Engine } from '../../../store/embedded/engine/engine.ts';
import { StorageError } from '../../../store/embedded/errors.ts';
import type { Kv } from '../../../store/embedded/storage/kv.ts';
import { openSqlite } from '../../../store/embedded/storage/sqlite.ts';

let dir: string;
let kv: Kv;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sync-'));
  kv = openSqlite(join(dir, 'store.sqlite'));
});
afterEach(() => {
  kv.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The storage with a note of every commit, and a way to let it fail. */
function watched(log: string[], fail: { commit: boolean }): Kv {
  return new Proxy(kv, {
    get(target, name) {
      if (name !== 'commit') {
        const member = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      }
      return () => {
        if (fail.commit) {
          fail.commit = false;
          throw new StorageError('database or disk is full', true);
        }
        target.commit();
        log.push('synced');
      };
    },
  });
}

function message(body: Parameters<typeof toDoc>[0]): Uint8Array {
  const doc = encodeDoc(toDoc({ ...body, $db: 'test' }));
  const bytes = Buffer.alloc(21 + doc.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(2013, 12);
  bytes.set(doc, 21);
  return bytes;
}

const insertOf = (id: number): Uint8Array => message({ insert: 'c', documents: [{ _id: id }] });

test('replies leave a turn after its one sync', () => {
  const log: string[] = [];
  const engine = new Engine(watched(log, { commit: false }));
  const replies = engine.runTurn([1, 2, 3].map((id) => ({ connection: id, bytes: insertOf(id) })));
  log.push(`${replies.length} replies`);
  expect(log).toEqual(['synced', '3 replies']);
});

test('a turn without writes needs no sync', () => {
  const log: string[] = [];
  new Engine(watched(log, { commit: false })).runTurn([{ connection: 1, bytes: message({ find: 'c' }) }]);
  expect(log).toEqual([]);
});

test('when the sync fails, nothing of the turn was said to be done; each statement is tried alone', () => {
  const log: string[] = [];
  const engine = new Engine(watched(log, { commit: true }));
  const replies = engine.runTurn([1, 2].map((id) => ({ connection: id, bytes: insertOf(id) })));
  expect(replies.length).toBe(2);
  expect(log).toEqual(['synced', 'synced']);
});
