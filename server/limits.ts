import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';

/** Budgets per identity and address; who is over one is told when to try again (design §8). Per node. */
export interface Limits {
  login(address: string, email: string): Promise<void>;
  loginSucceeded(address: string, email: string): Promise<void>;
  session(address: string): Promise<void>;
  message(conversationId: string): Promise<void>;
  /** `bytes`: as the request says; null when it does not, which costs as much as the largest file. */
  upload(conversationId: string, address: string, bytes: number | null): Promise<void>;
  /** A transcript by mail: for who asks, and for the mailbox it goes to. */
  mail(address: string, to: string, perHour: number): Promise<void>;
  /** Typing, receipts and connecting: cheap, but not free. */
  signal(conversationId: string): Promise<void>;
  /** What an agent does: each act may be a turn in a log, or news on many desks. */
  act(agentId: string): Promise<void>;
}

const quarterOfAnHour = 900;
const sprayFactor = 10;
const signalsPerMessage = 10;

export function createLimits(settings: () => Settings['limits']): Limits {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiter = (name: string, points: number, duration: number): RateLimiterMemory => {
    const key = `${name}/${points}`;
    const known = limiters.get(key) ?? new RateLimiterMemory({ keyPrefix: name, points, duration });
    limiters.set(key, known);
    return known;
  };
  const logins = (): RateLimiterMemory => limiter('login', settings().loginAttempts, quarterOfAnHour);
  const account = (address: string, email: string): string => `${address}/${email.toLowerCase()}`;
  return {
    async login(address, email) {
      await spend(logins(), account(address, email), 'too many attempts to sign in');
      // Many accounts tried from one address are an attack as well.
      const sprayed = limiter('spray', settings().loginAttempts * sprayFactor, quarterOfAnHour);
      await spend(sprayed, address, 'too many attempts to sign in');
    },
    loginSucceeded: async (address, email) => {
      await logins().delete(account(address, email));
    },
    session: (address) =>
      spend(limiter('session', settings().sessionsPerMinute, 60), address, 'too many new conversations'),
    async upload(conversationId, address, bytes) {
      const { attachmentsPerMinute, attachmentMegabytesPerHour, attachmentMegabytes } = settings();
      await spend(limiter('upload', attachmentsPerMinute, 60), conversationId, 'too many files at once');
      // A file over the limit is not read to its end.
      const megabytes = Math.min(
        bytes === null ? attachmentMegabytes : bytes / 1_000_000,
        attachmentMegabytes,
      );
      const hourly = limiter('uploaded', attachmentMegabytesPerHour, 3_600);
      await spend(hourly, address, 'too many files in an hour', Math.max(1, Math.ceil(megabytes)));
    },
    async mail(address, to, perHour) {
      const hourly = limiter('mail', perHour, 3_600);
      await spend(hourly, `from/${address}`, 'too many mails in an hour');
      await spend(hourly, `to/${to.toLowerCase()}`, 'too many mails to this address in an hour');
    },
    signal: (conversationId) =>
      spend(
        limiter('signal', settings().messagesPerMinute * signalsPerMessage, 60),
        conversationId,
        'too much at once',
      ),
    act: (agentId) => spend(limiter('act', settings().agentActsPerMinute, 60), agentId, 'too much at once'),
    message: (conversationId) =>
      spend(
        limiter('message', settings().messagesPerMinute, 60),
        conversationId,
        'too many messages at once',
      ),
  };
}

async function spend(limiter: RateLimiterMemory, key: string, words: string, points = 1): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw new AppError('rate_limited', `${words}; try again in ${retryAfter} s`, { retryAfter });
  }
}
