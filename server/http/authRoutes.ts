import { AppError } from '../../contracts/errors.ts';
import { type LoginAnswer, loginBody } from '../../contracts/http.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { Accounts } from '../accounts.store.ts';
import type { AuditDeps } from '../audited.ts';
import type { Limits } from '../limits.ts';
import { hashPassword, passwordMatches } from '../passwords.ts';
import type { Tokens } from '../tokens.ts';
import type { Routes } from './route.ts';

export interface AuthDeps extends AuditDeps {
  accounts: Accounts;
  tokens: Tokens;
  limits: Limits;
  settings: () => Settings;
}

/** `POST /auth/login`, `GET /me` (protocol §2). */
export function addAuthRoutes(
  routes: Routes,
  { accounts, tokens, limits, settings, audit, clock }: AuthDeps,
): void {
  // Compared against when there is no such account, so that the answer takes as long.
  const nobody = hashPassword('nobody signs in with this');

  routes.addOpen(
    {
      method: 'post',
      path: '/auth/login',
      summary: 'Sign in',
      access: { public: true },
      body: loginBody,
      answers: 'A token and the user. Wrong: 401. Too many attempts: 429 with Retry-After.',
    },
    async ({ body, address }) => {
      await limits.login(address, body.email);
      const account = await accounts.byEmail(body.email);
      const matches = await passwordMatches(account?.passwordHash ?? (await nobody), body.password);
      if (account === null || !matches) {
        // Nobody has shown yet who they are.
        const actor = { id: 'anonymous', name: 'anonymous' };
        await audit.write({
          at: clock.now(),
          actor,
          action: 'sign in failed',
          target: `account ${body.email}`,
        });
        throw new AppError('unauthorized', 'the e-mail address or the password is wrong');
      }
      const actor = { id: account.id, name: account.name };
      await audit.write({ at: clock.now(), actor, action: 'sign in', target: `account ${account.email}` });
      await limits.loginSucceeded(address, body.email);
      const { passwordHash: _, ...user } = account;
      const claims = {
        use: 'user',
        sub: user.id,
        name: user.name,
        email: user.email,
        roles: user.roles,
        domain: user.domain,
        ...(user.applications === undefined ? {} : { applications: user.applications }),
      } as const;
      const { token, expiresAt } = await tokens.sign(claims, settings().tokens.userSeconds);
      const answer: LoginAnswer = { token, expiresAt: expiresAt.toISOString(), user };
      return { body: answer };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/me',
      summary: 'The signed-in user',
      access: { roles: [] },
      answers: 'The user.',
    },
    async ({ user }) => {
      const { use: _, sub: id, ...known } = user;
      return { body: { id, ...known } };
    },
  );
}
