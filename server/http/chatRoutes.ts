import { AppError } from '../../contracts/errors.ts';
import { identityBody, sessionBody } from '../../contracts/http.ts';
import type { Limits } from '../limits.ts';
import { type StartDeps, signIn, startConversation } from '../startConversation.ts';
import type { Routes } from './route.ts';

/** `POST /chat/sessions`, `POST /chat/identity` (protocol §2): what the widget calls. */
export function addChatRoutes(routes: Routes, deps: StartDeps & { limits: Limits }): void {
  routes.addOpen(
    {
      method: 'post',
      path: '/chat/sessions',
      summary: 'Open a conversation, or go on with one',
      access: { public: true },
      body: sessionBody,
      status: 201,
      answers: 'A token for the socket, a token to come back with, and the interaction number.',
    },
    async ({ body, address }) => {
      await deps.limits.session(address);
      return { body: await startConversation(deps, body) };
    },
  );
  routes.addOpen(
    {
      method: 'post',
      path: '/chat/identity',
      summary: 'Sign in during a conversation',
      access: { roles: [], requester: true },
      body: identityBody,
      answers:
        'New tokens, as for a session; the old ones end here. A guest keeps the conversation if they were active a moment ago; otherwise the answer names a new one.',
    },
    async ({ body, requester, address }) => {
      if (requester === null) throw new AppError('forbidden', "this needs a requester's token");
      await deps.limits.session(address);
      return { body: await signIn(deps, requester, body.identity) };
    },
  );
}
