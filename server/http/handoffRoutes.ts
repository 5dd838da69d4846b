import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import { agentFields, queueBody, queuePatch } from '../../contracts/handoff.ts';
import { applicationName, domainName, type Scope } from '../../contracts/scope.ts';
import { agentSkills } from '../../contracts/skills.ts';
import { roles } from '../../contracts/states.ts';
import type { Agents } from '../../handoff/agents.store.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { newQueue, type Queue } from '../../handoff/routing/queue.ts';
import type { Queues } from '../../handoff/routing/queues.store.ts';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';
import type { Accounts } from '../accounts.store.ts';
import { type AuditDeps, actorOf, audited, changedFields } from '../audited.ts';
import { hashPassword } from '../passwords.ts';
import type { Routes } from './route.ts';

export interface HandoffRouteDeps extends AuditDeps {
  accounts: Accounts;
  queues: Queues;
  agents: Agents;
  handoff: Handoff;
  newId: () => string;
}

/** What the account sees; `applications` null: all. */
const scopeFields = {
  domain: domainName,
  applications: z.array(applicationName).max(100).nullable(),
};
const agentPatch = z.strictObject({ ...agentFields.shape, ...scopeFields }).partial();
const newAgent = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  password: z.string().min(8).max(1_024),
  roles: z.array(z.enum(roles)).min(1).default(['agent']),
  queues: agentFields.shape.queues.default([]),
  groups: agentFields.shape.groups.default([]),
  capacity: agentFields.shape.capacity.default(null),
  capacities: agentFields.shape.capacities.default({}),
  skills: agentFields.shape.skills.default([]),
  domain: scopeFields.domain.default('global'),
  applications: scopeFields.applications.default(null),
});

/** `/queues` and `/agents` (protocol §2): admins write, supervisors read. */
export function addHandoffRoutes(routes: Routes, deps: HandoffRouteDeps): void {
  const { accounts, queues, agents, handoff, clock, newId } = deps;
  const readers = { roles: ['supervisor'] } as const;
  const writers = { roles: ['admin'] } as const;

  async function save(queue: Queue): Promise<void> {
    try {
      await queues.save(queue);
    } catch (error) {
      if (duplicateKeyFields(error) === null) throw error;
      throw new AppError('conflict', 'there is a queue of this name already');
    }
  }

  routes.add(
    {
      method: 'get',
      path: '/queues',
      summary: 'All queues',
      access: readers,
      answers: 'The queues in order.',
    },
    async () => ({
      body: { items: await queues.all(), nextCursor: null },
    }),
  );
  routes.add(
    {
      method: 'post',
      path: '/queues',
      summary: 'Make a queue',
      access: writers,
      body: queueBody,
      status: 201,
      answers: 'The queue.',
    },
    async ({ body, user }) => {
      const queue = newQueue({ ...body, id: newId() });
      const entry = {
        actor: actorOf(user),
        action: 'make queue',
        target: `queue ${queue.id}`,
        details: body,
      };
      await audited(deps, entry, () => save(queue));
      return { body: queue };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/queues/:id',
      summary: 'Change a queue',
      access: writers,
      body: queuePatch,
      answers: 'The queue.',
    },
    async ({ params, body, user }) => {
      const before = await queues.get(params.id ?? '');
      if (before === null) throw new AppError('not_found', 'there is no such queue');
      const queue = newQueue({ ...before, ...body });
      const entry = {
        actor: actorOf(user),
        action: 'change queue',
        target: `queue ${queue.id}`,
        details: changedFields(before, queue),
      };
      await audited(deps, entry, () => save(queue));
      await handoff.assign();
      return { body: queue };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/agents',
      summary: 'All agents',
      access: readers,
      answers: 'Agents with presence, capacity and what they hold.',
    },
    async () => ({ body: { items: await agents.list('', 200), nextCursor: null } }),
  );
  routes.add(
    {
      method: 'post',
      path: '/agents',
      summary: 'Make an account that can sign in, and an agent of it',
      access: writers,
      body: newAgent,
      status: 201,
      answers: 'The agent. The address is taken: 409.',
    },
    async ({ body, user }) => {
      const { password, domain, applications, ...shown } = body;
      const { email, name, roles: granted, ...profile } = shown;
      if (granted.includes('admin') && (domain !== 'global' || applications !== null))
        throw new AppError(
          'invalid',
          'domain: who administrates sees everything: roles with admin go with global',
          {
            errors: [{ path: 'domain', message: 'an administrator sees everything' }],
          },
        );
      const id = newId();
      const passwordHash = await hashPassword(password);
      const scope = scopeOf(domain, applications);
      const account = { id, email, name, roles: granted, passwordHash, ...scope };
      const entry = {
        actor: actorOf(user),
        action: 'make account',
        target: `agent ${id}`,
        details: { ...shown, domain, applications },
      };
      await audited(deps, entry, async () => {
        if (!(await accounts.create(account, clock.now())))
          throw new AppError('conflict', 'there is an account with this address already');
        await agents.save(
          { id, name, email, ...profile, skills: agentSkills(profile.skills), scope },
          clock.now(),
        );
      });
      return { body: await agents.get(id) };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/agents/:id',
      summary: 'Change an agent',
      access: writers,
      body: agentPatch,
      answers: 'The agent.',
    },
    async ({ params, body, user }) => {
      const before = await agents.get(params.id ?? '');
      if (before === null) throw new AppError('not_found', 'there is no such agent');
      const { id, name, email, queues: in_, groups, capacity, capacities, skills } = { ...before, ...body };
      const seen = { domain: 'global', ...before.scope };
      const now = { domain: seen.domain, applications: seen.applications ?? null };
      const { domain = now.domain, applications = now.applications } = body;
      const account = await accounts.byId(id);
      if (account?.roles.includes('admin') && (domain !== 'global' || applications !== null))
        throw new AppError('invalid', 'domain: who administrates sees everything', {
          errors: [{ path: 'domain', message: 'an administrator sees everything' }],
        });
      const entry = {
        actor: actorOf(user),
        action: 'change agent',
        target: `agent ${id}`,
        details: changedFields({ ...before, ...now }, body),
      };
      const profile = {
        id,
        name,
        email,
        queues: in_,
        groups,
        capacity,
        capacities,
        skills: agentSkills(skills),
      };
      await audited(deps, entry, async () => {
        await accounts.setScope(id, { domain, applications });
        await agents.save({ ...profile, scope: scopeOf(domain, applications) }, clock.now());
      });
      await handoff.assign();
      return { body: await agents.get(id) };
    },
  );
}

function scopeOf(domain: string, applications: string[] | null): Scope {
  return applications === null ? { domain } : { domain, applications };
}
