import type { Doc } from './bson/values.ts';

/** MongoDB's error codes that this store answers with (manual: "Error Codes"). */
const codeNames = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  11: 'UserNotFound',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  51: 'ManualInterventionRequired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  115: 'CommandNotSupported',
  146: 'ExceededMemoryLimit',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  197: 'InvalidIndexSpecificationOption',
  238: 'NotImplemented',
  241: 'ConversionFailure',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
} as const;

/** An error that goes to the client with MongoDB's code; `details` are further fields of the reply. */
export class StoreError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details?: Doc,
  ) {
    super(message);
  }
  get codeName(): string {
    return (codeNames as Record<number, string>)[this.code] ?? `Location${this.code}`;
  }
}

/** The storage engine could not keep what was asked; the whole turn is rolled back. */
export class StorageError extends Error {
  constructor(
    message: string,
    readonly full: boolean,
  ) {
    super(message);
  }
}

export const badValue = (message: string): StoreError => new StoreError(2, message);
export const failedToParse = (message: string): StoreError => new StoreError(9, message);
export const typeMismatch = (message: string): StoreError => new StoreError(14, message);
/** For what MongoDB can do and this store declines (README, "What it declines"). */
export const notSupported = (message: string): StoreError =>
  new StoreError(238, `${message} is not supported by the embedded store`);
