import type { Doc, Value } from '../bson/values.ts';

/** An aggregation expression made ready to run; `undefined` is a missing value. */
export type Expression = (scope: Scope) => Value | undefined;

/** What an expression sees: the document it works on, and its variables. */
export interface Scope {
  root: Doc;
  current: Value | undefined;
  variables: ReadonlyMap<string, Value | undefined>;
  now: Date;
}
