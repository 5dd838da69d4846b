/** The stable error codes of the HTTP and socket interfaces (protocol §2 and §3). */
export const errorCodes = [
  'invalid',
  'unauthorized',
  'expired',
  'forbidden',
  'not_found',
  'conflict',
  'closed',
  'too_large',
  'unsupported_type',
  'rate_limited',
  'capacity',
  'gone',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface Problem {
  path: string;
  message: string;
  /** Where it stands in a text that was sent, from 1. */
  line?: number;
  column?: number;
}

/** An error that is meant for the client: its code and message are shown as they are. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: Problem[] | undefined;
  /** Seconds after which trying again makes sense; `rate_limited` and `unavailable` only. */
  readonly retryAfter: number | undefined;
  /** The HTTP status, where it is not that of the code. */
  readonly status: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { errors?: Problem[]; retryAfter?: number; status?: number } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
    this.status = more.status;
  }
}

/** What a socket acknowledgement carries when it is not `{data}`. */
export interface ErrorAck {
  error: { code: ErrorCode; message: string; errors?: Problem[]; retryAfter?: number };
}
export type Ack<T> = { data: T; error?: undefined } | (ErrorAck & { data?: undefined });
