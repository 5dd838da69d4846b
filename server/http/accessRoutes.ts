import { type AccessRule, accessRuleBody, accessRulePatch } from '../../contracts/access.ts';
import { AppError } from '../../contracts/errors.ts';
import type { AccessRules } from '../access/accessRules.ts';
import { type AuditDeps, actorOf, audited, changedFields } from '../audited.ts';
import { adminOnly, type Routes } from './route.ts';

export interface AccessRouteDeps extends AuditDeps {
  access: AccessRules;
  newId: () => string;
}

/** `/access-rules`: who may read and change what of interactions. Shipped rules can be switched off and on. */
export function addAccessRoutes(routes: Routes, deps: AccessRouteDeps): void {
  const { access, newId } = deps;

  function known(id = ''): AccessRule {
    const rule = access.current().find((one) => one.id === id);
    if (rule === undefined) throw new AppError('not_found', `there is no access rule "${id}"`);
    return rule;
  }

  routes.add(
    {
      method: 'get',
      path: '/access-rules',
      summary: 'All access rules',
      access: adminOnly,
      answers: 'The shipped rules, then those of administrators.',
    },
    async () => {
      await access.follow();
      return { body: { items: access.current(), nextCursor: null } };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/access-rules',
      summary: 'Make an access rule',
      access: adminOnly,
      body: accessRuleBody,
      status: 201,
      answers:
        'The rule. It grants; without any rule nothing is granted, and a field that a rule names is hidden from others.',
    },
    async ({ body, user }) => {
      const rule = { ...body, id: newId(), shipped: false };
      const entry = {
        actor: actorOf(user),
        action: 'make access rule',
        target: `access rule ${rule.id}`,
        details: { rule: body },
      };
      await audited(deps, entry, () => access.put(rule));
      return { body: rule };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/access-rules/:id',
      summary: 'Change an access rule',
      access: adminOnly,
      body: accessRulePatch,
      answers: 'The rule. Of shipped rules only `active` changes: 409 for anything else.',
    },
    async ({ params, body, user }) => {
      await access.follow();
      const before = known(params.id);
      const after = { ...before, ...body };
      const changes = changedFields(before, after);
      const fixed = before.shipped ? Object.keys(changes).filter((name) => name !== 'active') : [];
      if (fixed.length > 0) {
        const errors = fixed.map((path) => ({ path, message: 'a shipped rule can only be switched' }));
        throw new AppError('conflict', 'a shipped rule can only be switched off and on', { errors });
      }
      const entry = {
        actor: actorOf(user),
        action: 'change access rule',
        target: `access rule ${before.id}`,
        details: changes,
      };
      await audited(deps, entry, () =>
        before.shipped ? access.switch(before.id, after.active) : access.put(after),
      );
      return { body: after };
    },
  );
  routes.add(
    {
      method: 'delete',
      path: '/access-rules/:id',
      summary: 'Remove an access rule',
      access: adminOnly,
      answers: 'The rule that was removed. Shipped rules stay: 409.',
    },
    async ({ params, user }) => {
      await access.follow();
      const rule = known(params.id);
      if (rule.shipped)
        throw new AppError('conflict', 'a shipped rule can only be switched off, by PATCH {"active": false}');
      const { id: _, shipped: __, ...body } = rule;
      const entry = {
        actor: actorOf(user),
        action: 'remove access rule',
        target: `access rule ${rule.id}`,
        details: { rule: body },
      };
      await audited(deps, entry, () => access.remove(rule.id));
      return { body: rule };
    },
  );
}
