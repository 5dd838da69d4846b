import type { ErrorCode, Problem } from '../../contracts/errors.ts';

/** What a call failed with: the server's code, or `network` and `timeout` when there was no answer. */
export type FailureCode = ErrorCode | 'network' | 'timeout';

/** A failed HTTP call or socket event. `message` is the server's own words where it sent some. */
export class CallFailed extends Error {
  readonly code: FailureCode;
  readonly status: number | null;
  readonly errors: readonly Problem[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | null;

  constructor(
    code: FailureCode,
    message: string,
    more: { status?: number; errors?: readonly Problem[]; retryAfter?: number | null } = {},
  ) {
    super(message);
    this.name = 'CallFailed';
    this.code = code;
    this.status = more.status ?? null;
    this.errors = more.errors ?? [];
    this.retryAfter = more.retryAfter ?? null;
  }
}

/** What the body of a refused call may carry (RFC 9457); nothing in it is certain. */
export interface ProblemBody {
  code?: unknown;
  title?: unknown;
  detail?: unknown;
  errors?: unknown;
}

/** Turns a refused answer into an error. An answer without a known `code` is judged by its status. */
export function problemOf(status: number, body: ProblemBody | null, retryAfter: string | null): CallFailed {
  const message = [body?.detail, body?.title].find((text) => typeof text === 'string' && text !== '');
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new CallFailed(codeOf(status, body?.code), typeof message === 'string' ? message : '', {
    status,
    errors: Array.isArray(body?.errors) ? body.errors.filter(isProblem) : [],
    retryAfter: Number.isFinite(seconds) ? seconds : null,
  });
}

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  413: 'too_large',
  415: 'unsupported_type',
  429: 'rate_limited',
  503: 'unavailable',
};

// The list is repeated here because contracts/ gives the front end types alone.
const codes: Readonly<Record<ErrorCode, true>> = {
  invalid: true,
  unauthorized: true,
  expired: true,
  forbidden: true,
  not_found: true,
  conflict: true,
  closed: true,
  too_large: true,
  unsupported_type: true,
  rate_limited: true,
  capacity: true,
  gone: true,
  unavailable: true,
  internal: true,
};

/** Narrows what came over a wire to a code that we know. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(codes, code);
}

function codeOf(status: number, code: unknown): ErrorCode {
  return isErrorCode(code) ? code : (byStatus[status] ?? 'internal');
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
