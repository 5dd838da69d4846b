/** The field names of the unique index that a write ran into (E11000), or null for any other error. */
export function duplicateKeyFields(error: unknown): string[] | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 11_000) return null;
  if (!('keyPattern' in error) || typeof error.keyPattern !== 'object' || error.keyPattern === null)
    return [];
  return Object.keys(error.keyPattern);
}

const unreachable = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoPoolClearedError',
  'MongoTopologyClosedError',
  'MongooseServerSelectionError',
  'PoolClearedOnNetworkError',
  'MongoOperationTimeoutError',
]);

const codes = new Set<unknown>([
  ...['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'ETIMEDOUT'],
  // MongoDB: shutting down, primary stepped down, not primary, interrupted, write concern timed out.
  ...[91, 189, 10_107, 11_600, 11_602, 13_435, 13_436, 64],
]);

/** True for errors that mean that the store cannot be reached now; trying again later may work. */
export function isUnreachable(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (unreachable.has(at.name) || ('code' in at && codes.has(at.code))) return true;
    if (/before initial connection|bufferCommands/.test(at.message)) return true;
  }
  return false;
}
