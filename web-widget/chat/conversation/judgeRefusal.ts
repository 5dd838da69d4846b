import type { ErrorCode } from '../../../contracts/errors.ts';

/** What becomes of a message or a session that the server did not take. */
export type Verdict =
  /** Try again with growing pauses. */
  | { step: 'retry' }
  /** Try again after so many seconds, and say so. */
  | { step: 'slow'; seconds: number }
  /** The token is no good any more: get another with the resume token, then try again. */
  | { step: 'renew' }
  /** Trying again by itself changes nothing: the requester decides. */
  | { step: 'fail' };

/** Decides by the code of the answer; no answer at all (`undefined`) is worth another try. */
export function judgeRefusal(refusal: { code: ErrorCode; retryAfter?: number } | undefined): Verdict {
  switch (refusal?.code) {
    case undefined:
    case 'unavailable':
      return { step: 'retry' };
    case 'rate_limited':
      return { step: 'slow', seconds: Math.max(1, Math.ceil(refusal?.retryAfter ?? 5)) };
    case 'unauthorized':
    case 'expired':
      return { step: 'renew' };
    default:
      return { step: 'fail' };
  }
}
