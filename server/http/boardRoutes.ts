import type { ReadBoard } from '../board/readBoard.ts';
import type { Routes } from './route.ts';

/** `GET /board`: what goes on now, for supervisors (domain D2, D4). */
export function addBoardRoutes(routes: Routes, { readBoard }: { readBoard: ReadBoard }): void {
  routes.add(
    {
      method: 'get',
      path: '/board',
      summary: 'What goes on now',
      access: { roles: ['supervisor'] },
      answers:
        'The queues, the agents who are signed in with what they hold, and the work that nobody has: the 200 that ' +
        'wait longest, with the reasons. Only what is in the caller’s domain and applications.',
    },
    async ({ user }) => ({ body: await readBoard(user) }),
  );
}
