import { AppError } from '../../contracts/errors.ts';
import { type Queue, queueBody, queuePatch } from '../../contracts/handoff.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { newQueue } from '../../handoff/routing/queue.ts';
import type { Queues } from '../../handoff/routing/queues.store.ts';
import { type AuditDeps, actorOf, audited, changedFields } from '../audited.ts';
import type { References } from '../routing/references.ts';
import { refuseUsed, type UsedBy } from '../routing/usedBy.ts';
import { fewQuery, pageOf } from './pageOf.ts';
import { adminOnly, type Routes, supervisors } from './route.ts';
import { uniquely } from './uniquely.ts';

export interface QueueRouteDeps extends AuditDeps {
  queues: Queues;
  handoff: Handoff;
  newId: () => string;
}

/** `/queues` (protocol §2): admins write, supervisors read. */
export function addQueueRoutes(
  routes: Routes,
  deps: QueueRouteDeps & { references: References; usedBy: UsedBy },
): void {
  const { queues, handoff, newId, references, usedBy } = deps;

  async function known(id = ''): Promise<Queue> {
    const queue = await queues.get(id);
    if (queue === null) throw new AppError('not_found', 'there is no such queue');
    return queue;
  }

  routes.add(
    {
      method: 'get',
      path: '/queues',
      summary: 'All queues',
      access: supervisors,
      query: fewQuery,
      answers: 'The queues in order.',
    },
    async ({ query }) => ({ body: pageOf(await queues.all(), query) }),
  );
  routes.add(
    {
      method: 'post',
      path: '/queues',
      summary: 'Make a queue',
      access: adminOnly,
      body: queueBody,
      status: 201,
      answers: 'The queue. 409 if there is one of that name.',
    },
    async ({ body, user }) => {
      const queue = newQueue({ ...body, id: idFor(body.name, await queues.all()) ?? newId() });
      checkDefault(null, queue);
      await references.ofQueue(queue.id, queue);
      const entry = {
        actor: actorOf(user),
        action: 'make queue',
        target: `queue ${queue.id}`,
        details: body,
      };
      await audited(deps, entry, () => uniquely('queue', 'name', () => queues.insert(queue)));
      await handoff.assign();
      return { body: await known(queue.id) };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/queues/:id',
      summary: 'Change a queue',
      access: adminOnly,
      body: queuePatch,
      answers:
        'The queue. One that becomes the default takes that from the other; 409 for taking it from the default itself.',
    },
    async ({ params, body, user }) => {
      const before = await known(params.id);
      const { id } = before;
      checkDefault(before, { ...before, ...body });
      await references.ofQueue(id, body);
      const entry = {
        actor: actorOf(user),
        action: 'change queue',
        target: `queue ${id}`,
        details: changedFields(before, body),
      };
      // Only what differs is written: another administrator's change of another field stays.
      const changed = Object.keys(entry.details);
      const fields = Object.fromEntries(Object.entries(body).filter(([name]) => changed.includes(name)));
      if (changed.length > 0)
        await audited(deps, entry, async () => {
          if (!(await uniquely('queue', 'name', () => queues.change(id, fields)))) await known(id);
        });
      await handoff.assign();
      return { body: await known(id) };
    },
  );
  routes.add(
    {
      method: 'delete',
      path: '/queues/:id',
      summary: 'Remove a queue',
      access: adminOnly,
      answers:
        'The queue that was removed. 409 with those who use it: waiting work, agents, ladders of other queues, responses, published topics. The default queue stays.',
    },
    async ({ params, user }) => {
      const queue = await known(params.id);
      if (queue.isDefault)
        throw new AppError('conflict', 'this is the default queue: make another queue the default first');
      refuseUsed('queue', await usedBy.queue(queue.id));
      const { id, ...details } = queue;
      const entry = { actor: actorOf(user), action: 'remove queue', target: `queue ${id}`, details };
      await audited(deps, entry, () => queues.remove(id));
      return { body: queue };
    },
  );
}

/** Work that fits nowhere has to have somewhere to go: there is always a default queue, and it is active. */
function checkDefault(before: Queue | null, after: Queue): void {
  if (before?.isDefault === true && !after.isDefault) {
    const message = 'make another queue the default instead';
    throw new AppError('conflict', `isDefault: ${message}`, { errors: [{ path: 'isDefault', message }] });
  }
  if (after.isDefault && !after.active) {
    const message = 'the default queue is active';
    throw new AppError('invalid', `active: ${message}`, { errors: [{ path: 'active', message }] });
  }
}

/** What topics name the queue by: its name as an identifier, with a number where that is taken; null: no letter of it can be. */
function idFor(name: string, queues: readonly Queue[]): string | null {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 50);
  if (plain === '') return null;
  const taken = new Set(queues.map(({ id }) => id));
  const numbered = Array.from({ length: taken.size }, (_, at) => `${plain}_${at + 2}`);
  return [plain, ...numbered].find((id) => !taken.has(id)) ?? null;
}
