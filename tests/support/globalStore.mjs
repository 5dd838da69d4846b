import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * One store for the whole run; every test makes databases of its own in it. On `MONGODB_URI` when it is set; else
 * on a mongod of mongodb-memory-server: the one that MONGOMS_SYSTEM_BINARY names, the one on the PATH, or our
 * embedded store, which needs a build (`npm run build`).
 */
export default async function startStore() {
  if (process.env.MONGODB_URI) {
    process.env.TEST_STORE_URI = process.env.MONGODB_URI;
    return;
  }
  // A download in a test would be a hidden dependency on a network.
  process.env.MONGOMS_RUNTIME_DOWNLOAD = 'false';
  // What our embedded store says of itself; a real mongod may be of another version.
  process.env.MONGOMS_VERSION ??= '7.0.0';
  const { MongoMemoryServer } = await import('mongodb-memory-server');
  const server = await MongoMemoryServer.create({ binary: { systemBinary: binary(), checkMD5: false } });
  process.env.TEST_STORE_URI = server.getUri();
  globalThis.testStoreServer = server;
}

function binary() {
  const named = process.env.MONGOMS_SYSTEM_BINARY;
  if (named) return named;
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
