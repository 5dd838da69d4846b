import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connectStore } from '../../store/connect.ts';

/** A database of its own, empty, for one test or one test file. */
export interface TestStore {
  /** For more connections to the same database: other nodes. */
  uri: string;
  connection: Connection;
  /** Drops the database and closes the connection. */
  close(): Promise<void>;
}

/**
 * A fresh database on the store that the run started (tests/support/globalStore.mjs). The caller makes its models
 * and then calls `syncIndexes(connection)`.
 */
export async function openTestStore(): Promise<TestStore> {
  const base = process.env.TEST_STORE_URI;
  if (base === undefined) throw new Error('TEST_STORE_URI is not set: the tests run under jest.config.mjs');
  const uri = withDatabase(base, `switchboard_test_${randomUUID().replaceAll('-', '')}`);
  const connection = await connectStore(uri);
  return {
    uri,
    connection,
    async close() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** The URI with another database, its hosts and options kept. */
function withDatabase(uri: string, database: string): string {
  const [, hosts = uri, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri) ?? [];
  return `${hosts}/${database}${options}`;
}
