import mongoose, { type Connection } from 'mongoose';

export type StoreConnection = Connection;

mongoose.set('strictQuery', true);

/**
 * Connects to any MongoDB-compatible server. Calls on a lost server fail within two seconds instead of
 * being buffered (design §7), so that a send is answered with a retryable error.
 * @throws when the server does not answer within `timeoutMs` milliseconds.
 */
export async function connectStore(uri: string, timeoutMs = 2_000): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: timeoutMs,
    heartbeatFrequencyMS: 2_000,
    // A store that hangs is as good as gone.
    socketTimeoutMS: 6_000,
    retryReads: true,
    writeConcern: { w: 'majority', j: true },
  });
  await connection.asPromise();
  return connection;
}

/**
 * A connection for what takes the store long, such as an index on many documents: it waits for an answer for a day, and for
 * a heartbeat's, too.
 * @throws when the server does not answer at first.
 */
export async function connectPatiently(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: aDay,
    socketTimeoutMS: aDay,
    writeConcern: { w: 'majority', j: true },
  });
  await connection.asPromise();
  return connection;
}

const aDay = 86_400_000;

/** True when the store answers a ping within `timeoutMs` milliseconds. */
export async function storeAnswers(connection: Connection, timeoutMs = 1_500): Promise<boolean> {
  // Asked of the driver itself: mongoose notices only with the next heartbeat that a lost server is back.
  if (connection.db === undefined) return false;
  const ping = connection.db.command({ ping: 1 }, { timeoutMS: timeoutMs }).then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), timeoutMs).unref();
  });
  return Promise.race([ping, late]);
}
