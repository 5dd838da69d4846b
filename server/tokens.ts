import { createHmac, randomUUID } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import { roles } from '../contracts/states.ts';

/** Somebody who is signed in. `domain`, `applications`: what they see of the interactions; none named: all. */
export interface Viewer {
  sub: string;
  name: string;
  email: string;
  roles: (typeof roles)[number][];
  domain: string;
  applications?: string[] | undefined;
}

/** What a token says. An id is never a permission: the subject, its roles and its conversation stand in it (design §8). */
export type TokenClaims =
  | ({ use: 'user' } & Viewer)
  | { use: 'requester'; sub: string; conversation: string }
  | { use: 'resume'; sub: string; conversation: string };

const claims = z.discriminatedUnion('use', [
  z.object({
    use: z.literal('user'),
    sub: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(roles)),
    domain: z.string().default('global'),
    applications: z.array(z.string()).optional(),
  }),
  z.object({ use: z.literal('requester'), sub: z.string(), conversation: z.string() }),
  z.object({ use: z.literal('resume'), sub: z.string(), conversation: z.string() }),
]);

/** Who the host page's server says the requester is. */
const identityClaims = z.object({
  sub: z.string().min(1).max(254),
  name: z.string().max(200).optional(),
  email: z.email().optional(),
  /** A program, not a person (domain C2, T2). */
  bot: z.boolean().optional(),
});
export type Identity = z.infer<typeof identityClaims>;

export interface Tokens {
  sign(claims: TokenClaims, seconds: number): Promise<{ token: string; expiresAt: Date }>;
  /** @throws AppError `expired` or `unauthorized`. */
  verify<U extends TokenClaims['use']>(token: string, use: U): Promise<Extract<TokenClaims, { use: U }>>;
  /** Milliseconds since 1970 at which a token that was verified stops being good. */
  expiry(token: string): number;
  /** The requester identity of a host page: a short-lived HS256 token signed with `identityKey`. */
  signIdentity(identity: Identity, seconds: number): Promise<string>;
  verifyIdentity(token: string): Promise<Identity>;
}

const issuer = 'switchboard';
const longestIdentitySeconds = 3_600;

/** Tokens signed with keys derived from the installation's secret: one for sessions, one for identities. */
export function createTokens(secretKey: string, clock: Clock): Tokens {
  const sessionKey = derive(secretKey, 'session');
  const identityKey = derive(secretKey, 'identity');
  const sign = async (payload: Record<string, unknown>, key: Uint8Array, seconds: number) => {
    const now = Math.floor(clock.now().getTime() / 1_000);
    const expires = now + Math.ceil(seconds);
    const token = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      // Two sign-ins within a second are two sessions.
      .setJti(randomUUID())
      .setIssuer(issuer)
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(key);
    return { token, expiresAt: new Date(expires * 1_000) };
  };
  const verify = async (token: string, key: Uint8Array, maxTokenAge?: number): Promise<unknown> => {
    try {
      // Without an end a token could be replayed for ever.
      const options = {
        issuer,
        algorithms: ['HS256'],
        currentDate: clock.now(),
        requiredClaims: ['exp', 'iat'],
        ...(maxTokenAge === undefined ? {} : { maxTokenAge }),
      };
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new AppError('expired', 'the token has expired; sign in again');
      throw new AppError('unauthorized', 'the token is not valid');
    }
  };
  return {
    sign: (payload, seconds) => sign({ ...payload }, sessionKey, seconds),
    async verify(token, use) {
      const parsed = claims.safeParse(await verify(token, sessionKey));
      if (!parsed.success || !hasUse(parsed.data, use))
        throw new AppError('unauthorized', 'the token is not valid here');
      return parsed.data;
    },
    expiry: (token) => (decodeJwt(token).exp ?? 0) * 1_000,
    signIdentity: async (identity, seconds) => (await sign({ ...identity }, identityKey, seconds)).token,
    async verifyIdentity(token) {
      const parsed = identityClaims.safeParse(await verify(token, identityKey, longestIdentitySeconds));
      if (!parsed.success) throw new AppError('unauthorized', 'the identity is not valid');
      return parsed.data;
    },
  };
}

function hasUse<U extends TokenClaims['use']>(
  value: TokenClaims,
  use: U,
): value is Extract<TokenClaims, { use: U }> {
  return value.use === use;
}

function derive(secretKey: string, purpose: string): Uint8Array {
  return createHmac('sha256', secretKey).update(`switchboard/${purpose}`).digest();
}
