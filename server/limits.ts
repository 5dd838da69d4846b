import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';

/** Budgets per identity and address; who is over one is told when to try again (design §8). Per node. */
export interface Limits {
  login(address: string, email: string): Promise<void>;
  loginSucceeded(address: string, email: string): Promise<void>;
  session(address: string): Promise<void>;
  message(conversationId: string): Promise<void>;
}

const quarterOfAnHour = 900;

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
    login: (address, email) => spend(logins(), account(address, email), 'too many attempts to sign in'),
    loginSucceeded: async (address, email) => {
      await logins().delete(account(address, email));
    },
    session: (address) =>
      spend(limiter('session', settings().sessionsPerMinute, 60), address, 'too many new conversations'),
    message: (conversationId) =>
      spend(
        limiter('message', settings().messagesPerMinute, 60),
        conversationId,
        'too many messages at once',
      ),
  };
}

async function spend(limiter: RateLimiterMemory, key: string, words: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw new AppError('rate_limited', `${words}; try again in ${retryAfter} s`, { retryAfter });
  }
}
