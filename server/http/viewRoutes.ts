import { z } from 'zod';
import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import { type SavedView, type ViewBody, viewBody } from '../../contracts/views.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import { actorOf } from '../audited.ts';
import type { Views } from '../views.store.ts';
import { hasRole, type Routes, staff, type UserClaims } from './route.ts';

export interface ViewDeps {
  views: Views;
  masking: () => Masking;
  clock: Clock;
  newId: () => string;
}

const defaultBody = z.strictObject({ id: z.string().min(1).max(64).nullable() });

/** Saved views of the list of interactions: one's own, and shared ones. A view shows nobody more than the list does. */
export function addViewRoutes(routes: Routes, { views, masking, clock, newId }: ViewDeps): void {
  const refuse = ({ name, filters }: ViewBody): void => masking().refuse({ name, ...filters });
  routes.add(
    {
      method: 'get',
      path: '/views',
      summary: 'Saved views of the list of interactions',
      access: staff,
      answers: 'One’s own views and the shared ones, by name; `isDefault` says with which the list opens.',
    },
    async ({ user }) => ({ body: { items: await views.visibleTo(user.sub), nextCursor: null } }),
  );
  routes.add(
    {
      method: 'post',
      path: '/views',
      summary: 'Save a view',
      access: staff,
      body: viewBody,
      status: 201,
      answers: 'The view. Shared ones are for supervisors and administrators to make.',
    },
    async (call) => {
      const user = call.user;
      if (call.body.shared) mayShare(user);
      refuse(call.body);
      const owner = actorOf(user);
      return { body: await views.save(newId(), call.body, owner, user.sub, clock.now()) };
    },
  );
  // Before the routes with an id, so that "default" is none.
  routes.add(
    {
      method: 'put',
      path: '/views/default',
      summary: 'The view that one’s list opens with',
      access: staff,
      body: defaultBody,
      answers: 'All views again. `id` null: the list opens without a view.',
    },
    async (call) => {
      const user = call.user;
      const { id } = call.body;
      if (id !== null) await visible(id, user);
      await views.setDefault(user.sub, id);
      return { body: { items: await views.visibleTo(user.sub), nextCursor: null } };
    },
  );
  routes.add(
    {
      method: 'put',
      path: '/views/:id',
      summary: 'Replace a view',
      access: staff,
      body: viewBody,
      answers: 'The view.',
    },
    async (call) => {
      const user = call.user;
      const before = await changeable(call.params.id ?? '', user);
      if (call.body.shared) mayShare(user);
      refuse(call.body);
      return { body: await views.save(before.id, call.body, before.owner, user.sub, clock.now()) };
    },
  );
  routes.add(
    {
      method: 'delete',
      path: '/views/:id',
      summary: 'Delete a view',
      access: staff,
      answers: 'The view as it was.',
    },
    async (call) => {
      const before = await changeable(call.params.id ?? '', call.user);
      await views.remove(before.id);
      return { body: before };
    },
  );

  async function visible(id: string, user: UserClaims): Promise<SavedView> {
    const view = await views.read(id, user.sub);
    // Somebody else's own view does not exist for the user.
    if (view === null || (!view.shared && view.owner.id !== user.sub))
      throw new AppError('not_found', 'there is no such view');
    return view;
  }

  /** One's own, or a shared one for those who may share. */
  async function changeable(id: string, user: UserClaims): Promise<SavedView> {
    const view = await visible(id, user);
    if (view.owner.id !== user.sub) mayShare(user);
    return view;
  }
}

function mayShare(user: UserClaims): void {
  if (!hasRole(user, ['supervisor']))
    throw new AppError('forbidden', 'only supervisors and administrators share views and change shared ones');
}
