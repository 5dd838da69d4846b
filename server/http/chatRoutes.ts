import { sessionBody } from '../../contracts/http.ts';
import type { Limits } from '../limits.ts';
import { type StartDeps, startConversation } from '../startConversation.ts';
import type { Routes } from './route.ts';

/** `POST /chat/sessions` (protocol §2): what the widget calls. */
export function addChatRoutes(routes: Routes, deps: StartDeps & { limits: Limits }): void {
  routes.add(
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
}
