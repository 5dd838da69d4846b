import { formatDuration } from '../format/duration.ts';
import type { Messages } from '../messages/en.ts';
import { CallFailed } from './problem.ts';

/** Says in the person's language what went wrong; falls back to the server's own words. */
export function explainFailure(failure: unknown, messages: Messages): string {
  if (!(failure instanceof CallFailed)) return messages.errors.server;
  const { errors } = messages;
  switch (failure.code) {
    case 'network':
      return errors.network;
    case 'timeout':
      return errors.timeout;
    case 'forbidden':
      return errors.forbidden;
    case 'not_found':
      return errors.notFound;
    case 'unauthorized':
    case 'expired':
      return messages.signIn.expired;
    case 'rate_limited':
      return errors.rateLimited(formatDuration(failure.retryAfter ?? 60));
    case 'invalid':
      return failure.errors.map(({ message }) => message).join(' ') || failure.message || errors.server;
    default:
      return failure.message || errors.server;
  }
}
