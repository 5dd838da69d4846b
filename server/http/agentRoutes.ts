import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import { type AgentView, agentFields } from '../../contracts/handoff.ts';
import { applicationName, domainName, type Scope } from '../../contracts/scope.ts';
import { agentSkills } from '../../contracts/skills.ts';
import { roles } from '../../contracts/states.ts';
import type { Agent } from '../../handoff/agent.ts';
import type { Agents } from '../../handoff/agents.store.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { Accounts } from '../accounts.store.ts';
import { type AuditDeps, actorOf, audited, changedFields } from '../audited.ts';
import { hashPassword } from '../passwords.ts';
import type { References } from '../routing/references.ts';
import { fewQuery } from './pageOf.ts';
import { adminOnly, type Routes, supervisors } from './route.ts';

export interface AgentRouteDeps extends AuditDeps {
  accounts: Accounts;
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

/** `/agents` (protocol §2): admins write, supervisors read. Accounts stay: what was done names them. */
export function addAgentRoutes(routes: Routes, deps: AgentRouteDeps & { references: References }): void {
  const { accounts, agents, handoff, references, clock, newId } = deps;
  const viewed = async (id: string): Promise<AgentView | null> => {
    const agent = await agents.get(id);
    return agent === null ? null : viewOf(agent);
  };

  routes.add(
    {
      method: 'get',
      path: '/agents',
      summary: 'All agents',
      access: supervisors,
      query: fewQuery,
      answers:
        'Agents by id who see something that the caller sees, with presence, capacity and the units they hold.',
    },
    async ({ query: { limit, cursor = '' }, user }) => {
      const some = await agents.list(cursor, limit + 1, user);
      const items = some.slice(0, limit).map(viewOf);
      return { body: { items, nextCursor: some.length > limit ? (items.at(-1)?.id ?? null) : null } };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/agents',
      summary: 'Make an account that can sign in, and an agent of it',
      access: adminOnly,
      body: newAgent,
      status: 201,
      answers: 'The agent. The address is taken: 409.',
    },
    async ({ body, user }) => {
      const { password, domain, applications, ...shown } = body;
      const { email, name, roles: granted, ...profile } = shown;
      await references.ofAgent(profile);
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
        if (!(await accounts.create(account, clock.now()))) throw taken();
        await agents.save(
          { id, name, email, ...profile, skills: agentSkills(profile.skills), scope },
          clock.now(),
        );
      });
      await handoff.assign();
      return { body: await viewed(id) };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/agents/:id',
      summary: 'Change an agent',
      access: adminOnly,
      body: agentPatch,
      answers: 'The agent.',
    },
    async ({ params, body, user }) => {
      const before = await agents.get(params.id ?? '');
      if (before === null) throw new AppError('not_found', 'there is no such agent');
      await references.ofAgent(body);
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
      return { body: await viewed(id) };
    },
  );
}

function viewOf(agent: Agent): AgentView {
  const { id, name, email, queues, groups, capacity, capacities, skills, scope, presence } = agent;
  const held = agent.held.map(({ size }) => ({ size }));
  return { id, name, email, queues, groups, capacity, capacities, skills, scope, presence, held };
}

function scopeOf(domain: string, applications: string[] | null): Scope {
  return applications === null ? { domain } : { domain, applications };
}

function taken(): AppError {
  const message = 'there is an account with this address already';
  return new AppError('conflict', message, { errors: [{ path: 'email', message }] });
}
