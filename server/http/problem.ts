import type { ZodError } from 'zod';
import { AppError, type ErrorCode, type Problem } from '../../contracts/errors.ts';
import { isUnreachable } from '../../store/duplicateKey.ts';
import { sizeInWords } from '../../topics/validation/sizeInWords.ts';

/** RFC 9457 `application/problem+json`, with a stable `code` (protocol §2). */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: Problem[];
}

const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthorized: 401,
  expired: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  closed: 409,
  capacity: 409,
  gone: 410,
  too_large: 413,
  unsupported_type: 415,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/**
 * Any error as one that may be shown: ours as they are, a lost store as `unavailable` (try again),
 * all others as `internal` without their words.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnreachable(error))
    return new AppError('unavailable', 'the store cannot be reached; try again', { retryAfter: 1 });
  return new AppError('internal', 'something went wrong here; it has been logged');
}

export function problemOf(error: AppError): ProblemDetails {
  return problem(error.status ?? statuses[error.code], error.code, error.message, error.errors);
}

export function problem(status: number, code: string, detail: string, errors?: Problem[]): ProblemDetails {
  const base = { type: 'about:blank', title: titles[status] ?? 'Error', status, code, detail };
  return errors === undefined ? base : { ...base, errors };
}

/** A failed validation as `invalid` with the path of every mistake. `from`: where the value came from. */
export function invalid(error: ZodError, from: string): AppError {
  const errors = error.issues.flatMap((issue) => problemsOf(issue, [], from));
  const first = errors[0];
  const detail = first === undefined ? `${from} is not valid` : `${first.path}: ${first.message}`;
  return new AppError('invalid', detail, { errors });
}

type Issue = ZodError['issues'][number];

/** The mistakes of an issue; of the forms a value may have, those of the form that it comes closest to. */
function problemsOf(issue: Issue, above: PropertyKey[], from: string): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [closest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
    return closest.flatMap((inner) => problemsOf(inner, path, from));
  }
  return [{ path: path.map(String).join('.') || from, message: sizeInWords(issue) ?? issue.message }];
}
