import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

interface Server {
  getUri(): string;
  stop(): Promise<unknown>;
}

let server: Promise<Server> | null = null;

/**
 * A fresh database. On `MONGODB_URI` when it is set; else on a mongod of mongodb-memory-server: the one that
 * MONGOMS_SYSTEM_BINARY names, the one on the PATH, or our embedded store, which needs a build (`npm run build`).
 * The server starts with the first call of a test file and stops after its last test. The caller makes its models
 * and then calls `syncIndexes(connection)`.
 */
export async function openTestStore(): Promise<TestStore> {
  const base = process.env.MONGODB_URI ?? (await startedServer()).getUri();
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

afterAll(async () => {
  await (await server)?.stop();
  server = null;
});

function startedServer(): Promise<Server> {
  server ??= startServer();
  return server;
}

async function startServer(): Promise<Server> {
  // A download in a test would be a hidden dependency on a network.
  process.env.MONGOMS_RUNTIME_DOWNLOAD = 'false';
  // Any version will do: the product uses what every one of them has.
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = 'false';
  const { MongoMemoryServer } = await import('mongodb-memory-server');
  return MongoMemoryServer.create({ binary: { systemBinary: binary(), checkMD5: false } });
}

function binary(): string {
  const named = process.env.MONGOMS_SYSTEM_BINARY;
  if (named !== undefined && named !== '') return named;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'mongod'))
    .find((path) => existsSync(path));
  if (onPath !== undefined) return onPath;
  const built = fileURLToPath(new URL('../../dist/store/embedded/main.js', import.meta.url));
  if (!existsSync(built))
    throw new Error('no mongod here and the embedded store is not built: npm run build');
  return fileURLToPath(new URL('../../store/embedded/mongod.mjs', import.meta.url));
}

/** The URI with another database, its hosts and options kept. */
function withDatabase(uri: string, database: string): string {
  const [, hosts = uri, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri) ?? [];
  return `${hosts}/${database}${options}`;
}
