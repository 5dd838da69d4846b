#!/usr/bin/env node
// Stands in for a mongod where a tool wants a binary, e.g. MONGOMS_SYSTEM_BINARY of mongodb-memory-server.
import { runStore } from '../../dist/store/embedded/main.js';

runStore(process.argv.slice(2)).catch((error) => {
  console.error(
    `exception in initAndListen: StoreError: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
});
