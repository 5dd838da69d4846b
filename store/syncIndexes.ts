import type { Connection } from 'mongoose';

/** Builds the indexes of every model of the connection: the explicit step that `autoIndex: false` asks for. */
export async function syncIndexes(connection: Connection): Promise<void> {
  for (const name of connection.modelNames()) await connection.model(name).createIndexes();
}
