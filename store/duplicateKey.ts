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
]);

/** True for errors that mean that the store cannot be reached now; trying again later may work. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof Error &&
    (unreachable.has(error.name) || /before initial connection|bufferCommands/.test(error.message))
  );
}
