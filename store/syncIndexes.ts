import type { Connection } from 'mongoose';

/**
 * Builds the indexes of every model of the connection: the explicit step that `autoIndex: false` asks for. `through`: another
 * connection to the same database that waits as long as it takes (connectPatiently).
 */
export async function syncIndexes(connection: Connection, through = connection): Promise<void> {
  for (const name of connection.modelNames()) {
    if (through !== connection) through.model(name, connection.model(name).schema);
    await through.model(name).createIndexes();
  }
}
